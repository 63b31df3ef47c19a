import Database from 'libsql';
import { join, resolve } from 'node:path';
import { DataSource, type DataSourceOptions } from 'typeorm';
import type { Config } from '../config/config.js';
import { serverSocket } from './server-socket.js';

/** A request waits no longer than this for a new connection (ms). */
const CONNECT_MS = 5000;

/**
 * A server that is silent for longer counts as cut off (ms). More than its own 50 s for waiting for a lock
 * (innodb_lock_wait_timeout), which it reports and `Transactions` tries again; none of our statements takes that long,
 * as large ones are done in steps.
 */
const SILENCE_MS = 60_000;

export interface Schema {
  readonly entities: NonNullable<DataSourceOptions['entities']>;
  readonly migrations: NonNullable<DataSourceOptions['migrations']>;
}

/** SQLite's log is brought into the file after so many pages (32 MB): bulk work writes most pages several times. */
const LOG_PAGES = 8000;

function prepare(pragmas: readonly string[]) {
  return (database: Database.Database) => {
    for (const pragma of [
      'busy_timeout = 15000',
      'journal_mode = WAL',
      'cache_size = -65536',
      `wal_autocheckpoint = ${LOG_PAGES}`,
      ...pragmas,
    ]) {
      database.pragma(pragma);
    }
  };
}

/**
 * SQLite upgrades a reader to a writer only if nobody wrote since; with a second process that fails at once, whatever
 * the busy timeout. Taking the write lock at BEGIN makes it wait instead.
 */
function lockAtBegin(database: Database.Database): void {
  const plain = database.prepare.bind(database);
  Object.defineProperty(database, 'prepare', {
    value: (sql: string) => plain(sql === 'BEGIN TRANSACTION' ? 'BEGIN IMMEDIATE' : sql),
  });
}

/** `?socketPath=` in the URL connects through a unix socket. */
function address(text: string) {
  const url = new URL(text);
  const socketPath = url.searchParams.get('socketPath');
  return {
    username: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
    database: decodeURIComponent(url.pathname.slice(1)),
    host: url.hostname,
    port: Number(url.port || 3306),
    socketPath: socketPath || undefined,
  };
}

export interface Connections {
  /** Writes, and the reads of transactions. On SQLite the only connection that may write. */
  readonly writer: DataSource;
  /** Reads outside transactions. On SQLite a connection of its own, so it never sees what is not committed. */
  readonly reader: DataSource;
}

/**
 * @param silenceMs how long MariaDB may take for the answer to a statement, or for the rest of it; 0: any time, as
 * migrations of large tables need
 */
export async function connect(config: Config, schema: Schema, silenceMs = SILENCE_MS): Promise<Connections> {
  if (!config.embedded) {
    const { socketPath, ...credentials } = address(config.get('databaseUrl'));
    const { host, port } = credentials;
    const server = socketPath === undefined ? { host, port } : { path: socketPath };
    const pool = new DataSource({
      type: 'mysql',
      ...credentials,
      charset: 'utf8mb4_unicode_ci',
      timezone: 'Z',
      supportBigNumbers: true,
      bigNumberStrings: false,
      poolSize: config.get('databasePool'),
      connectTimeout: CONNECT_MS,
      extra: { decimalNumbers: true, dateStrings: true, stream: () => serverSocket(server, silenceMs) },
      ...schema,
    });
    await pool.initialize();
    return { writer: pool, reader: pool };
  }
  const file = join(resolve(config.get('dataDir')), 'emm.sqlite');
  // synchronous=FULL: a mail that was handed over stays recorded as such even if the machine loses power.
  const writer = new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: Database,
    prepareDatabase: (database: Database.Database) => {
      prepare(['synchronous = FULL'])(database);
      lockAtBegin(database);
    },
    ...schema,
  });
  await writer.initialize();
  const reader = new DataSource({
    type: 'better-sqlite3',
    database: file,
    driver: Database,
    prepareDatabase: prepare(['query_only = ON']),
    ...schema,
  });
  await reader.initialize();
  return { writer, reader };
}
