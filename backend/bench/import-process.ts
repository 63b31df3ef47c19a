import 'reflect-metadata';
import { SCHEMA } from '../src/apps/schema.js';
import { loadConfig } from '../src/core/config/config.js';
import { connect } from '../src/core/database/data-source.js';
import { Transactions } from '../src/core/database/transactions.js';
import { ImportBench } from '../test/import-bench.js';
import { duration } from './bench.js';

/** Runs one import and prints how long it took and how much memory the process had at the most. */
const config = loadConfig(process.env);
const connections = await connect(config, SCHEMA);
const transactions = new Transactions(connections);
const parts = await ImportBench.on({ config, env: {}, transactions, close: async () => undefined });
const took = await duration(() => parts.runs.run(Number(process.argv[2])));
// Kilobytes of 1024 bytes.
const megabytes = (process.resourceUsage().maxRSS * 1024) / 1_000_000;
process.stdout.write(JSON.stringify({ took, megabytes }));
process.exit(0);
