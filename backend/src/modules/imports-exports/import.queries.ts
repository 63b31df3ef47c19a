import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';

/** What one batch adds to the figures of an import. */
export interface BatchFigures {
  readonly read: number;
  readonly created: number;
  readonly updated: number;
  readonly unchanged: number;
  readonly duplicates: number;
  readonly blocked: number;
  readonly invalid: number;
  readonly skipped: number;
  readonly bindingsCreated: number;
}

export interface Checkpoint {
  readonly byteOffset: number;
  readonly line: number;
}

const CHUNK = 5000;

/** The statements by which runs, cancels and sweeps of imports keep out of each other's way. */
@Injectable()
export class ImportQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Takes an import that waits, or whose worker is dead. @returns false if another one has it */
  async claim(id: number, owner: string, now: number, leaseUntil: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET state = 'running', lease_owner = ?, lease_until = ?, started_at = COALESCE(started_at, ?)
       WHERE id = ? AND (state = 'queued' OR (state = 'running' AND lease_until < ?))`,
      [owner, leaseUntil, now, id, now],
    );
    return written.affected === 1;
  }

  /** Whether an import into the list waits or runs. */
  async usesMailingList(mailingListId: number): Promise<boolean> {
    const found = await this.transactions.first(
      "SELECT 1 AS one FROM imports WHERE mailing_list_id = ? AND state IN ('queued', 'running') LIMIT 1",
      [mailingListId],
    );
    return found !== undefined;
  }

  /** Locks the row for this transaction if the run still has it and stands where it thinks. */
  async hold(id: number, owner: string, byteOffset: number, leaseUntil: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET lease_until = ?
       WHERE id = ? AND lease_owner = ? AND state = 'running' AND byte_offset = ?`,
      [leaseUntil, id, owner, byteOffset],
    );
    return written.affected === 1;
  }

  async advance(id: number, to: Checkpoint, figures: BatchFigures, rowsPerSecond: number): Promise<void> {
    const added = [
      ['rows_read', figures.read],
      ['rows_created', figures.created],
      ['rows_updated', figures.updated],
      ['rows_unchanged', figures.unchanged],
      ['rows_duplicate', figures.duplicates],
      ['rows_blocked', figures.blocked],
      ['rows_invalid', figures.invalid],
      ['rows_skipped', figures.skipped],
      ['bindings_created', figures.bindingsCreated],
    ] as const;
    await this.transactions.execute(
      `UPDATE imports SET byte_offset = ?, line = ?, rows_per_second = ?,
       ${added.map(([column]) => `${column} = ${column} + ?`).join(', ')} WHERE id = ?`,
      [to.byteOffset, to.line, rowsPerSecond, ...added.map(([, count]) => count), id],
    );
  }

  /** Ends a run or gives it back. @returns false if the run had lost the import */
  async leave(
    id: number,
    owner: string,
    state: 'done' | 'failed' | 'queued',
    set: { readonly finishedAt?: number; readonly errorCode?: string; readonly errorParams?: string } = {},
  ): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET state = ?, lease_owner = NULL, lease_until = NULL, finished_at = ?, error_code = ?,
       error_params = ? WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [state, set.finishedAt ?? null, set.errorCode ?? null, set.errorParams ?? null, id, owner],
    );
    return written.affected === 1;
  }

  async cancel(id: number, now: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET state = 'cancelled', lease_owner = NULL, lease_until = NULL, finished_at = ?
       WHERE id = ? AND state IN ('queued', 'running')`,
      [now, id],
    );
    return written.affected === 1;
  }

  /** Imports that no worker has: waiting ones and those whose worker died. */
  async lost(now: number): Promise<number[]> {
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM imports WHERE state = 'queued' OR (state = 'running' AND lease_until < ?) ORDER BY id`,
      [now],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Takes every import from the workers that had it; for a start at which none can be alive. */
  async expireAll(): Promise<void> {
    await this.transactions.execute("UPDATE imports SET lease_until = 0 WHERE state = 'running'");
  }

  /** Those of the addresses that the import has met already. */
  async metAmong(id: number, emails: readonly string[]): Promise<Set<string>> {
    if (emails.length === 0) return new Set();
    const rows = await this.transactions.query<{ email: string }>(
      `SELECT email FROM import_addresses WHERE import_id = ? AND email IN (${emails.map(() => '?').join(', ')})`,
      [id, ...emails],
    );
    return new Set(rows.map(({ email }) => email));
  }

  async remember(id: number, emails: readonly string[]): Promise<void> {
    const rows = emails.map((email): Parameter[] => [id, email]);
    await this.transactions.insertRows('INSERT INTO import_addresses', ['import_id', 'email'], rows);
  }

  /** Ended imports that still keep the addresses they met. */
  async withLeftAddresses(): Promise<number[]> {
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT i.id FROM imports i WHERE i.state IN ('done', 'failed', 'cancelled')
         AND EXISTS (SELECT 1 FROM import_addresses a WHERE a.import_id = i.id)`,
    );
    return rows.map(({ id }) => Number(id));
  }

  /** In small transactions, so that others get their turn. */
  async forgetAddresses(id: number): Promise<void> {
    await this.deleteInChunks('import_addresses', 'email', id);
  }

  async deleteProblems(id: number): Promise<void> {
    await this.deleteInChunks('import_problems', 'id', id);
  }

  private async deleteInChunks(table: string, key: string, importId: number): Promise<void> {
    for (;;) {
      const [last] = await this.transactions.query<{ k: string | number }>(
        `SELECT MAX(k) AS k FROM
           (SELECT ${key} AS k FROM ${table} WHERE import_id = ? ORDER BY ${key} LIMIT ${CHUNK}) AS part`,
        [importId],
      );
      if (last === undefined || last.k === null) return;
      await this.transactions.run(() =>
        this.transactions.execute(`DELETE FROM ${table} WHERE import_id = ? AND ${key} <= ?`, [
          importId,
          last.k,
        ]),
      );
    }
  }
}
