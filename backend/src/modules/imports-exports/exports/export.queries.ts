import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import type { WrittenFile } from './export-files.js';

export const LEASE_MS = 60_000;

/** The statements by which runs, deliveries, cancels and sweeps of exports keep out of each other's way. */
@Injectable()
export class ExportQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Takes an export that waits, or whose worker is dead. It begins again from the start, into a new file. */
  async claim(id: number, owner: string, now: number, lastId: number): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET state = 'running', lease_owner = ?, lease_until = ?, started_at = COALESCE(started_at, ?),
         rows_done = 0, done_to = 0, last_id = ?, rows_per_second = 0
       WHERE id = ? AND (state = 'queued' OR (state = 'running' AND lease_until < ?))`,
      [owner, now + LEASE_MS, now, lastId, id, now],
    );
  }

  /** Notes how far a run is. @returns false if it has lost the export */
  async advance(
    id: number,
    owner: string,
    now: number,
    at: { readonly rows: number; readonly doneTo: number; readonly rowsPerSecond: number },
  ): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET lease_until = ?, rows_done = ?, done_to = ?, rows_per_second = ?
       WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [now + LEASE_MS, at.rows, at.doneTo, at.rowsPerSecond, id, owner],
    );
  }

  /** The file is complete. @param file null: no recipient fitted and nothing is to be delivered */
  async written(
    id: number,
    owner: string,
    state: 'done' | 'delivering',
    at: {
      readonly now: number;
      readonly rows: number;
      readonly fileName: string;
      readonly fileUntil: number;
    },
    file: WrittenFile | null,
  ): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET state = ?, rows_done = ?, done_to = last_id, file_name = ?, stored_as = ?, size = ?,
         replaced = ?, file_until = ?, finished_at = ?, lease_owner = NULL, lease_until = NULL, error_code = NULL,
         error_params = NULL
       WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [
        state, at.rows, file === null ? '' : at.fileName, file?.storedAs ?? '', file?.size ?? 0,
        file?.replaced ?? 0, file === null ? null : at.fileUntil, at.now, id, owner,
      ], // prettier-ignore
    );
  }

  async giveBack(id: number, owner: string): Promise<void> {
    await this.changed(
      `UPDATE exports SET state = 'queued', lease_owner = NULL, lease_until = NULL
       WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [id, owner],
    );
  }

  async fail(id: number, owner: string, now: number, code: string, params: ErrorParams): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET state = 'failed', lease_owner = NULL, lease_until = NULL, finished_at = ?, error_code = ?,
         error_params = ? WHERE id = ? AND lease_owner = ? AND state IN ('running', 'delivering')`,
      [now, code, JSON.stringify(params), id, owner],
    );
  }

  async cancel(id: number, now: number): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET state = 'cancelled', lease_owner = NULL, lease_until = NULL, finished_at = ?
       WHERE id = ? AND state IN ('queued', 'running', 'delivering')`,
      [now, id],
    );
  }

  async claimDelivery(id: number, owner: string, now: number): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET lease_owner = ?, lease_until = ?
       WHERE id = ? AND state = 'delivering' AND (lease_until IS NULL OR lease_until < ?)
         AND (not_before IS NULL OR not_before <= ?)`,
      [owner, now + LEASE_MS, id, now, now],
    );
  }

  async keepDelivery(id: number, owner: string, now: number): Promise<boolean> {
    return this.changed(
      "UPDATE exports SET lease_until = ? WHERE id = ? AND lease_owner = ? AND state = 'delivering'",
      [now + LEASE_MS, id, owner],
    );
  }

  async delivered(id: number, owner: string, now: number, target: string): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET state = 'done', delivered_to = ?, finished_at = ?, lease_owner = NULL, lease_until = NULL,
         not_before = NULL, error_code = NULL, error_params = NULL
       WHERE id = ? AND lease_owner = ? AND state = 'delivering'`,
      [target, now, id, owner],
    );
  }

  async retryDelivery(
    id: number,
    owner: string,
    notBefore: number,
    code: string,
    params: ErrorParams,
  ): Promise<boolean> {
    return this.changed(
      `UPDATE exports SET attempts = attempts + 1, not_before = ?, error_code = ?, error_params = ?,
         lease_owner = NULL, lease_until = NULL
       WHERE id = ? AND lease_owner = ? AND state = 'delivering'`,
      [notBefore, code, JSON.stringify(params), id, owner],
    );
  }

  /** Exports that no worker has. */
  async lost(now: number): Promise<number[]> {
    return this.ids(
      "SELECT id FROM exports WHERE state = 'queued' OR (state = 'running' AND lease_until < ?) ORDER BY id",
      [now],
    );
  }

  /** Files that wait for their delivery. */
  async undelivered(now: number): Promise<number[]> {
    return this.ids(
      `SELECT id FROM exports WHERE state = 'delivering' AND (lease_until IS NULL OR lease_until < ?)
         AND (not_before IS NULL OR not_before <= ?) ORDER BY id`,
      [now, now],
    );
  }

  /** Takes every export from the workers that had it; for a start at which none can be alive. */
  async expireAll(): Promise<void> {
    await this.transactions.execute(
      "UPDATE exports SET lease_until = 0 WHERE state IN ('running', 'delivering') AND lease_until IS NOT NULL",
    );
  }

  /** Files whose time is over. */
  async outdated(now: number): Promise<{ id: number; storedAs: string }[]> {
    const rows = await this.transactions.query<{ id: number; stored_as: string }>(
      "SELECT id, stored_as FROM exports WHERE file_until < ? AND stored_as <> '' AND state <> 'delivering'",
      [now],
    );
    return rows.map((row) => ({ id: Number(row.id), storedAs: row.stored_as }));
  }

  async forgetFile(id: number): Promise<void> {
    await this.transactions.execute("UPDATE exports SET stored_as = '' WHERE id = ?", [id]);
  }

  async countDownload(id: number, userId: number | null, now: number): Promise<void> {
    await this.transactions.execute(
      'UPDATE exports SET downloads = downloads + 1, downloaded_at = ?, downloaded_by = ? WHERE id = ?',
      [now, userId, id],
    );
  }

  async lastRecipient(): Promise<number> {
    const row = await this.transactions.first<{ id: number | null }>('SELECT MAX(id) AS id FROM recipients');
    return Number(row?.id ?? 0);
  }

  /** When each of the profiles ran last. */
  async lastRuns(profileIds: readonly number[]): Promise<Map<number, Date>> {
    if (profileIds.length === 0) return new Map();
    const rows = await this.transactions.query<{ id: number; at: number }>(
      `SELECT profile_id AS id, MAX(created_at) AS at FROM exports
       WHERE profile_id IN (${profileIds.map(() => '?').join(', ')}) GROUP BY profile_id`,
      profileIds,
    );
    return new Map(rows.map(({ id, at }) => [Number(id), new Date(Number(at))]));
  }

  private async changed(sql: string, parameters: readonly Parameter[]): Promise<boolean> {
    return (await this.transactions.execute(sql, parameters)).affected === 1;
  }

  private async ids(sql: string, parameters: readonly Parameter[]): Promise<number[]> {
    return (await this.transactions.query<{ id: number }>(sql, parameters)).map(({ id }) => Number(id));
  }
}
