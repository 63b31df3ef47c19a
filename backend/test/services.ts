import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** Private database and queue servers on sockets in a temporary folder, gone when the tests are. */
export interface Services {
  readonly mariadbSocket: string;
  readonly redisUrl: string;
  /** Empties Redis, as if it had been restarted without its data. */
  flushRedis(): Promise<void>;
  stop(): Promise<void>;
}

/** A database server that a test may let die. */
export interface MariadbServer {
  readonly socket: string;
  /** kill -9. */
  crash(): Promise<void>;
  /** Starts it again on the same data. */
  restart(): Promise<void>;
  stop(): Promise<void>;
}

export async function startServices(): Promise<Services> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-services-'));
  const mariadb = await startMariadb();
  const redisPort = await freePort();
  const redis = await startRedis(folder, redisPort);
  return {
    mariadbSocket: mariadb.socket,
    redisUrl: `redis://127.0.0.1:${redisPort}`,
    async flushRedis() {
      spawnSync(find('redis-cli'), ['-p', String(redisPort), 'flushall']);
    },
    async stop() {
      await Promise.all([mariadb.stop(), end(redis)]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A private MariaDB on a socket in a temporary folder. */
export async function startMariadb(): Promise<MariadbServer> {
  const folder = mkdtempSync(join(tmpdir(), 'emm-mariadb-'));
  const data = join(folder, 'mariadb');
  mkdirSync(data);
  const user = userInfo().username;
  const made = spawnSync(
    find('mariadb-install-db'),
    [
      '--no-defaults',
      `--datadir=${data}`,
      `--user=${user}`,
      '--auth-root-authentication-method=normal',
      '--skip-test-db',
    ],
    { encoding: 'utf8' },
  );
  if (made.status !== 0) throw new Error(`mariadb-install-db failed: ${made.stderr}`);
  const socket = join(folder, 'mariadb.sock');
  let server = await runMariadb(folder, user);
  return {
    socket,
    crash: () => end(server),
    async restart() {
      server = await runMariadb(folder, user);
    },
    async stop() {
      await end(server);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function runMariadb(folder: string, user: string): Promise<ChildProcess> {
  const socket = join(folder, 'mariadb.sock');
  const server = spawn(
    find('mariadbd'),
    [
      '--no-defaults', `--datadir=${join(folder, 'mariadb')}`, `--socket=${socket}`, `--user=${user}`,
      // A server that starts deletes the temporary tables of every other one that shares its tmpdir.
      `--tmpdir=${folder}`,
      '--skip-networking', '--innodb-buffer-pool-size=256M', '--innodb-log-file-size=128M',
      '--max-connections=300', '--innodb-flush-log-at-trx-commit=2', `--pid-file=${join(folder, 'mariadb.pid')}`,
    ], // prettier-ignore
    { stdio: ['ignore', 'ignore', 'pipe'] },
  );
  let log = '';
  server.stderr?.on('data', (chunk: Buffer) => (log = (log + chunk.toString()).slice(-4000)));
  await until(
    () =>
      spawnSync(find('mariadb-admin'), ['--no-defaults', `--socket=${socket}`, '-uroot', 'ping']).status ===
      0,
    () => `mariadbd did not start: ${log}`,
  );
  return server;
}

async function startRedis(folder: string, port: number): Promise<ChildProcess> {
  const server = spawn(
    find('redis-server'),
    ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder],
    { stdio: 'ignore' },
  );
  await until(
    () =>
      spawnSync(find('redis-cli'), ['-p', String(port), 'ping'], { encoding: 'utf8' }).stdout.trim() ===
      'PONG',
    () => 'redis-server did not start',
  );
  return server;
}

function find(program: string): string {
  const found = spawnSync('sh', ['-c', `PATH=$PATH:/usr/sbin:/usr/local/sbin command -v ${program}`], {
    encoding: 'utf8',
  });
  const path = found.stdout.trim();
  if (!path) {
    throw new Error(
      `${program} is needed for the tests: apt-get install mariadb-server redis-server chromium postfix`,
    );
  }
  return path;
}

async function until(ready: () => boolean, message: () => string): Promise<void> {
  const deadline = Date.now() + 60_000;
  while (!ready()) {
    if (Date.now() > deadline) throw new Error(message());
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** A port nobody listens on, for an address that must be known before its server starts. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  await gone;
}
