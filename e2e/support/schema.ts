import { createConnection } from 'mysql2/promise';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { dataFolder } from './product.js';

const ROOT = new URL('../..', import.meta.url).pathname;
let counter = 0;

interface Schema {
  readonly url: string;
  drop(): Promise<void>;
}

/** A MariaDB schema without any table. */
export async function emptySchema(socketPath: string): Promise<Schema> {
  const name = `emm_e2e_${process.pid}_${(counter += 1)}`;
  const root = async (sql: string): Promise<void> => {
    const connection = await createConnection({ socketPath, user: 'root' });
    await connection.query(sql);
    await connection.end();
  };
  await root(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  return { url, drop: () => root(`DROP DATABASE ${name}`) };
}

/** A MariaDB schema brought up to date by the product's own command. */
export async function createSchema(socketPath: string): Promise<Schema> {
  const schema = await emptySchema(socketPath);
  const folder = dataFolder();
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: schema.url,
    LOG_LEVEL: 'warn',
    DATA_DIR: folder.path,
  };
  const program = join(ROOT, 'dist/backend/main.js');
  const migrated = spawnSync(join(ROOT, 'node_modules/.bin/node'), [program, 'cli', 'migrate'], {
    env,
    encoding: 'utf8',
  });
  folder.remove();
  if (migrated.status !== 0) throw new Error(`migration failed: ${migrated.stderr}`);
  return schema;
}
