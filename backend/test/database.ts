import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createConnection } from 'mysql2/promise';
import { inject } from 'vitest';
import { SCHEMA } from '../src/apps/schema.js';
import { loadConfig, type Config } from '../src/core/config/config.js';
import { connect } from '../src/core/database/data-source.js';
import { migrate } from '../src/core/database/database.module.js';
import { Transactions } from '../src/core/database/transactions.js';

/** Both engines: every integration test runs on each, by `describe.each(ENGINES)`. */
export const ENGINES = ['sqlite', 'mariadb'] as const;
export type Engine = (typeof ENGINES)[number];

export interface TestDatabase {
  readonly config: Config;
  /** The environment with which a process of its own reaches this database. */
  readonly env: Record<string, string>;
  readonly transactions: Transactions;
  close(): Promise<void>;
}

let counter = 0;

/**
 * An empty database with the real schema, made by the real migrations, of its own for the caller.
 * @param socketPath of a MariaDB server of the test's own
 */
export async function createDatabase(
  engine: Engine,
  extra: Record<string, string> = {},
  socketPath = inject('mariadbSocket'),
): Promise<TestDatabase> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-test-'));
  const env: Record<string, string> = { DATA_DIR: folder, NODE_ENV: 'test', LOG_LEVEL: 'warn', ...extra };
  const drop = engine === 'mariadb' ? await createSchema(env, socketPath) : async () => undefined;
  const config = loadConfig(env);
  const connections = await connect(config, SCHEMA);
  await migrate(config, connections, true);
  return {
    config,
    env,
    transactions: new Transactions(connections),
    async close() {
      await connections.writer.destroy();
      if (connections.reader !== connections.writer) await connections.reader.destroy();
      await drop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function createSchema(env: Record<string, string>, socketPath: string): Promise<() => Promise<void>> {
  const name = `emm_${process.pid}_${(counter += 1)}`;
  const root = async (sql: string): Promise<void> => {
    const connection = await createConnection({ socketPath, user: 'root' });
    await connection.query(sql);
    await connection.end();
  };
  await root(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  env['DATABASE_URL'] = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  return () => root(`DROP DATABASE ${name}`);
}
