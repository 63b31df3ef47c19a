import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Logger } from '@nestjs/common';
import { createConnection } from 'mysql2/promise';
import { SCHEMA } from '../src/apps/schema.js';
import { loadConfig, type Config } from '../src/core/config/config.js';
import { connect } from '../src/core/database/data-source.js';
import { migrate } from '../src/core/database/database.module.js';
import { Transactions } from '../src/core/database/transactions.js';
import { AppLogger } from '../src/core/logging/logger.js';
import type { Engine, TestDatabase } from '../test/database.js';
import type { Bench } from './bench.js';

export interface BenchDatabase extends TestDatabase {
  /** Of SQLite: the file. */
  readonly file: string;
  /** Of MariaDB: the database's name on the bench's server. */
  readonly name: string;
}

/** An empty database with the real schema, gone when the bench is over. `backend/test/database.ts` needs Vitest. */
export async function createDatabase(
  bench: Bench,
  engine: Engine,
  extra: Record<string, string> = {},
): Promise<BenchDatabase> {
  const { env, config, file, name } = await emptyDatabase(bench, engine, extra);
  // Nest's own logger writes to standard output, which is for figures.
  Logger.overrideLogger(new AppLogger(config));
  const connections = await connect(config, SCHEMA);
  await migrate(config, connections, true);
  const close = async (): Promise<void> => {
    if (connections.writer.isInitialized) await connections.writer.destroy();
    if (connections.reader.isInitialized) await connections.reader.destroy();
  };
  bench.after(close);
  return { config, env, file, name, transactions: new Transactions(connections), close };
}

async function emptyDatabase(bench: Bench, engine: Engine, extra: Record<string, string>) {
  const folder = mkdtempSync(join(tmpdir(), 'emm-bench-'));
  bench.after(async () => rmSync(folder, { recursive: true, force: true }));
  const env: Record<string, string> = { DATA_DIR: folder, NODE_ENV: 'test', LOG_LEVEL: 'warn', ...extra };
  const name = `bench_${randomUUID().replaceAll('-', '')}`;
  if (engine === 'mariadb') {
    const socketPath = bench.mariadbSocket;
    const root = await createConnection({ socketPath, user: 'root' });
    await root.query(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
    await root.end();
    env['DATABASE_URL'] = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  }
  const config: Config = loadConfig(env);
  return { env, config, name, file: join(folder, 'emm.sqlite') };
}
