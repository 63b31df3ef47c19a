import type { DataSource, QueryRunner } from 'typeorm';
import { DomainError } from '../errors/domain-error.js';

/** Everybody else waits behind a statement that waits for its table: so long at most at a time (s). */
const WAIT_S = 1;
/** In between everybody else goes on (ms). */
const PAUSE_MS = 1500;
/** Longer than the longest read (60 s), after which the table is free for a moment. */
const ATTEMPTS = 40;

/**
 * DDL on a table that others use, on MariaDB and MySQL. Each such statement needs the table for itself for a moment.
 * Where a long read has it, the statement would wait, and with it every later one, of sending, too: so it gives up
 * soon and tries again.
 * @throws DomainError unavailable `database.table-busy` if the table was in use all the time
 */
export async function alterTable(pool: DataSource, sql: string): Promise<void> {
  const runner = pool.createQueryRunner();
  try {
    await runner.query(`SET SESSION lock_wait_timeout = ${WAIT_S}`);
    await patiently(runner, sql);
  } finally {
    // Ordinary statements wait longer. A connection that broke is not used again anyway.
    await runner.query('SET SESSION lock_wait_timeout = DEFAULT').catch(() => undefined);
    await runner.release();
  }
}

async function patiently(runner: QueryRunner, sql: string): Promise<void> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    try {
      await runner.query(sql);
      return;
    } catch (error) {
      if (!/ER_LOCK_WAIT_TIMEOUT|Lock wait timeout/.test(String(error))) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
  throw new DomainError('unavailable', 'database.table-busy');
}
