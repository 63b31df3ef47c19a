import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import type { ImportPhase } from './import-options.js';

/** Figures of an import that a step adds to. */
export const FIGURES = {
  read: 'rows_read',
  staged: 'rows_staged',
  created: 'rows_created',
  updated: 'rows_updated',
  unchanged: 'rows_unchanged',
  duplicates: 'rows_duplicate',
  blocked: 'rows_blocked',
  invalid: 'rows_invalid',
  skipped: 'rows_skipped',
  bindingsCreated: 'bindings_created',
  bindingsChanged: 'bindings_changed',
  blocklistAdded: 'blocklist_added',
} as const;
export type Figure = keyof typeof FIGURES;
export type Figures = Readonly<Partial<Record<Figure, number>>>;

/** Columns that a step sets. */
export type Settings = Readonly<
  Partial<
    Record<
      'byte_offset' | 'line' | 'row_cursor' | 'rows_per_second' | 'error_types' | 'found' | 'data_source_id',
      Parameter
    >
  >
>;

const CHUNK = 5000;

/** The statements by which runs, cancels and sweeps of imports keep out of each other's way. */
@Injectable()
export class ImportQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Takes an import that waits, or whose worker is dead. @returns false if another one has it */
  async claim(id: number, owner: string, now: number, leaseUntil: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET state = 'running', lease_owner = ?, lease_until = ?,
       started_at = COALESCE(started_at, ?), phase_started_at = COALESCE(phase_started_at, ?)
       WHERE id = ? AND (state = 'queued' OR (state = 'running' AND lease_until < ?))`,
      [owner, leaseUntil, now, now, id, now],
    );
    return written.affected === 1;
  }

  /** Whether an import into the list waits or runs. */
  async usesMailingList(mailingListId: number): Promise<boolean> {
    const rows = await this.transactions.query<{ options: string }>(
      "SELECT options FROM imports WHERE state IN ('queued', 'running')",
    );
    return rows.some(({ options }) => {
      const { mailingListIds = [] } = JSON.parse(options) as { mailingListIds?: number[] | 'all' };
      return mailingListIds === 'all' || mailingListIds.includes(mailingListId);
    });
  }

  /** Locks the row for this transaction if the run still has it and stands where it thinks. */
  async hold(
    id: number,
    owner: string,
    at: { readonly phase: ImportPhase; readonly cursor: number },
    leaseUntil: number,
  ): Promise<boolean> {
    const cursor = at.phase === 'reading' ? 'byte_offset' : 'row_cursor';
    const written = await this.transactions.execute(
      `UPDATE imports SET lease_until = ?
       WHERE id = ? AND lease_owner = ? AND state = 'running' AND phase = ? AND ${cursor} = ?`,
      [leaseUntil, id, owner, at.phase, at.cursor],
    );
    return written.affected === 1;
  }

  async advance(id: number, set: Settings, add: Figures): Promise<void> {
    const figures = Object.entries(add) as [Figure, number][];
    const values: Parameter[] = Object.values(set);
    const parts = [
      ...Object.keys(set).map((column) => `${column} = ?`),
      ...figures.map(([figure]) => `${FIGURES[figure]} = ${FIGURES[figure]} + ?`),
    ];
    await this.transactions.execute(`UPDATE imports SET ${parts.join(', ')} WHERE id = ?`, [
      ...values,
      ...figures.map(([, count]) => count),
      id,
    ]);
  }

  /** @returns false if the run had lost the import */
  async enter(id: number, owner: string, from: ImportPhase, to: ImportPhase, now: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE imports SET phase = ?, row_cursor = 0, rows_per_second = 0, phase_started_at = ?
       WHERE id = ? AND lease_owner = ? AND state = 'running' AND phase = ?`,
      [to, now, id, owner, from],
    );
    return written.affected === 1;
  }

  /** Ends a run or gives it back. @returns false if the run had lost the import */
  async leave(
    id: number,
    owner: string,
    state: 'done' | 'failed' | 'queued' | 'checked',
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
       WHERE id = ? AND state IN ('queued', 'running', 'checked')`,
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

  /** In small transactions, so that others get their turn. */
  async deleteProblems(id: number): Promise<void> {
    await this.deleteInChunks('import_problems', 'id', id);
    await this.deleteInChunks('import_repairs', 'line', id);
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
