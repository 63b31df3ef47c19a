import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import type { EntityManager, EntityTarget, ObjectLiteral, QueryRunner, Repository } from 'typeorm';
import { alterTable } from './alter-table.js';
import { giveWay } from '../runtime/give-way.js';
import type { Connections } from './data-source.js';
import { dialectOf, type Dialect } from './dialect.js';
import { isLoadRefused, loadLines } from './bulk-load.js';
import { rowsOfLines, type EncodedRows } from './row-encoding.js';
import type { Parameter } from './sql-fragment.js';
import { readFromServer, readInProcess, type LongRead } from './long-read.js';

interface Current {
  readonly runner: QueryRunner;
  readonly afterCommit: (() => void)[];
  /** What was begun inside and not waited for still carries this context, but is inside no more. */
  ended: boolean;
}

export interface Written {
  readonly affected: number;
  /** Key of the (first) row an INSERT made; 0 otherwise. */
  readonly insertId: number;
}

export type { Parameter } from './sql-fragment.js';

const ATTEMPTS = 4;

/**
 * `read-committed`: on MariaDB, statements lock the rows they change and nothing between them, so that transactions
 * which write side by side do not wait for each other; what was read may have changed a statement later, unless it was
 * locked (`Dialect.lockRows`). SQLite has one writer at a time either way.
 */
export type Isolation = 'usual' | 'read-committed';

/**
 * The door to the database. Work inside `run` is one transaction, whichever services it calls; outside, only reads
 * are possible (SQLite refuses others). Nobody keeps a repository or connection: ask here each time, because the
 * answer depends on the transaction one is in.
 */
@Injectable()
export class Transactions {
  readonly dialect: Dialect;
  private readonly log = new Logger(Transactions.name);
  private readonly storage = new AsyncLocalStorage<Current>();
  /** Tail of the waiting line for SQLite's one writing connection. */
  private line: Promise<unknown> = Promise.resolve();
  private takesFiles = true;

  constructor(private readonly connections: Connections) {
    this.dialect = dialectOf(connections.writer.options.type);
  }

  /**
   * Runs `work` in a transaction, or joins the one already open. Deadlocks and lock time-outs are tried again from
   * the start, so `work` must change nothing but the database. Events wait for `afterCommit`.
   */
  async run<T>(work: () => Promise<T>, isolation: Isolation = 'usual'): Promise<T> {
    if (this.current) return work();
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await (this.dialect.engine === 'sqlite'
          ? this.inLine(() => this.once(work, 'usual'))
          : this.once(work, isolation));
      } catch (error) {
        if (attempt === ATTEMPTS || !isContention(error)) throw error;
        this.log.debug(`transaction is tried again (${attempt}): ${String(error)}`);
        await new Promise((resolve) => setTimeout(resolve, Math.random() * 50 * attempt));
      }
    }
  }

  /** Whether the caller is inside `run`. */
  get active(): boolean {
    return this.current !== undefined;
  }

  /** Runs `work` as if there were no transaction around it. */
  outside<T>(work: () => Promise<T>): Promise<T> {
    return this.storage.exit(work);
  }

  /** Calls `action` once the transaction has committed; at once if there is none. Lost with a roll-back. */
  afterCommit(action: () => void): void {
    const { current } = this;
    if (current) current.afterCommit.push(action);
    else action();
  }

  repository<E extends ObjectLiteral>(entity: EntityTarget<E>): Repository<E> {
    return this.manager.getRepository(entity);
  }

  /** Rows of a SELECT, or of a statement with RETURNING. */
  async query<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R[]> {
    return this.manager.query<R[]>(sql, [...parameters]);
  }

  /** The first row of a SELECT. */
  async first<R>(sql: string, parameters: readonly Parameter[] = []): Promise<R | undefined> {
    return (await this.query<R>(sql, parameters))[0];
  }

  /**
   * Rows of a SELECT that may take seconds: it holds up nothing else in this process, and can be stopped.
   * Sees what is committed, whatever transaction the caller is in. @throws ReadStopped
   */
  async longQuery<R>(read: LongRead): Promise<R[]> {
    const { reader } = this.connections;
    if (this.dialect.engine === 'mariadb') return readFromServer<R>(reader, read);
    return readInProcess<R>(String(reader.options.database), read);
  }

  /** INSERT, UPDATE, DELETE. Only inside `run`. */
  async execute(sql: string, parameters: readonly Parameter[] = []): Promise<Written> {
    const { current } = this;
    if (!current) throw new Error('Writing needs a transaction: call it inside Transactions.run');
    const result = await current.runner.query(sql, [...parameters], true);
    const raw: unknown = result.raw;
    const affected = result.affected ?? 0;
    if (typeof raw === 'object' && raw !== null && 'insertId' in raw) {
      return { affected, insertId: Number(raw.insertId) };
    }
    // SQLite names the last row; with one writer, those of a statement follow each other.
    const last = Number(raw ?? 0);
    return { affected, insertId: Number.isFinite(last) ? last - Math.max(affected - 1, 0) : 0 };
  }

  /**
   * Inserts rows in as few statements as the engine's limit of bound values allows.
   * @param prefix e.g. `INSERT INTO recipients`, or the dialect's `insertIgnore` and a table
   * @param suffix e.g. the dialect's `onConflictUpdate(…)`
   * @returns how many rows were affected, as the engine counts
   */
  async insertRows(
    prefix: string,
    columns: readonly string[],
    rows: readonly (readonly Parameter[])[],
    suffix = '',
  ): Promise<number> {
    const perStatement = Math.max(1, Math.min(1000, Math.floor(this.dialect.maxParameters / columns.length)));
    let affected = 0;
    for (let start = 0; start < rows.length; start += perStatement) {
      const part = rows.slice(start, start + perStatement);
      const tuple = `(${columns.map(() => '?').join(', ')})`;
      const sql = `${prefix} (${columns.join(', ')}) VALUES ${part.map(() => tuple).join(', ')} ${suffix}`;
      affected += (await this.execute(sql, part.flat())).affected;
    }
    return affected;
  }

  /**
   * Fills a table of the caller's own with many rows, by the quickest way that the engine has. The values must be
   * known to fit their columns. Inside `run`.
   * @param rows encoded for this engine
   */
  async bulkLoad(table: string, columns: readonly string[], rows: EncodedRows): Promise<void> {
    const { current } = this;
    if (!current) throw new Error('Writing needs a transaction: call it inside Transactions.run');
    if (rows.form === 'json') {
      const values = columns.map((_, index) => `value->>${index}`).join(', ');
      const sql = `INSERT INTO ${table} (${columns.join(', ')}) SELECT ${values} FROM json_each(?)`;
      await this.execute(sql, [rows.text]);
      return;
    }
    if (this.takesFiles) {
      try {
        await loadLines(current.runner, table, columns, rows.bytes);
        return;
      } catch (error) {
        if (!isLoadRefused(error)) throw error;
        this.log.warn('the server refuses LOAD DATA LOCAL (local_infile=OFF): large imports take longer');
        this.takesFiles = false;
      }
    }
    await this.insertRows(`INSERT INTO ${table}`, columns, rowsOfLines(rows.bytes));
  }

  /**
   * DDL, outside transactions because MariaDB commits them by itself at each such statement. SQLite's turn is
   * waited for; on MariaDB others go on using the table while the statement waits for those who have it.
   * @throws DomainError unavailable `database.table-busy`
   */
  async alter(sql: string): Promise<void> {
    const { writer } = this.connections;
    await (this.dialect.engine === 'sqlite' ? this.inLine(() => writer.query(sql)) : alterTable(writer, sql));
  }

  /**
   * Between two steps of long work: lets others in this process get on. With SQLite, whose statements hold up all of it,
   * that takes as long as somebody waits; the statements of MariaDB leave the process free anyway.
   */
  giveWay(): Promise<void> {
    return this.dialect.engine === 'sqlite' ? giveWay() : nextTurn();
  }

  private get current(): Current | undefined {
    const current = this.storage.getStore();
    return current?.ended ? undefined : current;
  }

  private get manager(): EntityManager {
    return this.current?.runner.manager ?? this.connections.reader.manager;
  }

  private async once<T>(work: () => Promise<T>, isolation: Isolation): Promise<T> {
    const runner = this.connections.writer.createQueryRunner();
    const current: Current = { runner, afterCommit: [], ended: false };
    try {
      await runner.startTransaction(isolation === 'read-committed' ? 'READ COMMITTED' : undefined);
      const result = await this.storage.run(current, work);
      current.ended = true;
      await runner.commitTransaction();
      this.storage.exit(() => this.announce(current));
      return result;
    } catch (error) {
      current.ended = true;
      await this.rollBack(runner);
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** The caller is told why the work failed, not that a connection that died cannot be rolled back either. */
  private async rollBack(runner: QueryRunner): Promise<void> {
    if (!runner.isTransactionActive) return;
    try {
      await runner.rollbackTransaction();
    } catch (error) {
      this.log.debug(`nothing to roll back: ${String(error)}`);
    }
  }

  private announce(current: Current): void {
    for (const action of current.afterCommit) {
      try {
        action();
      } catch (error) {
        // The transaction stands; a listener's failure must not look like its failure.
        this.log.error('an action after commit failed', error instanceof Error ? error.stack : String(error));
      }
    }
  }

  private inLine<T>(work: () => Promise<T>): Promise<T> {
    const turn = this.line.then(work);
    this.line = turn.catch(() => undefined);
    return turn;
  }
}

/**
 * MariaDB: deadlock 1213, lock wait 1205, and 1467 for a deadlock at the lock for new ids. SQLite: another process
 * holds the write lock.
 */
function isContention(error: unknown): boolean {
  const text = String(error);
  return /ER_LOCK_DEADLOCK|ER_LOCK_WAIT_TIMEOUT|ER_AUTOINC_READ_FAILED|Failed to read auto-increment|Deadlock found|Lock wait timeout|SQLITE_BUSY|database is locked/.test(
    text,
  );
}
