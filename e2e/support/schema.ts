import { createConnection } from 'mysql2/promise';
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const ROOT = new URL('../..', import.meta.url).pathname;
let counter = 0;

/** An empty MariaDB schema brought up to date by the product's own command. */
export async function createSchema(socketPath: string): Promise<{ url: string; drop: () => Promise<void> }> {
  const name = `emm_e2e_${process.pid}_${(counter += 1)}`;
  const root = async (sql: string): Promise<void> => {
    const connection = await createConnection({ socketPath, user: 'root' });
    await connection.query(sql);
    await connection.end();
  };
  await root(`CREATE DATABASE ${name} CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`);
  const url = `mysql://root@localhost/${name}?socketPath=${encodeURIComponent(socketPath)}`;
  const env = {
    PATH: process.env['PATH'],
    DATABASE_URL: url,
    LOG_LEVEL: 'warn',
    DATA_DIR: '/tmp/emm-e2e-migrate',
  };
  const migrated = spawnSync(
    join(ROOT, 'node_modules/.bin/node'),
    [join(ROOT, 'dist/backend/main.js'), 'cli', 'migrate'],
    {
      env,
      encoding: 'utf8',
    },
  );
  if (migrated.status !== 0) throw new Error(`migration failed: ${migrated.stderr}`);
  return { url, drop: () => root(`DROP DATABASE ${name}`) };
}
