import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { NotFound, type ErrorParams } from '../../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import {
  RUN_BULK_JOB,
  type BulkJob,
  type BulkKind,
  type BulkOptions,
  type BulkState,
  type Selection,
  type StepResult,
} from './bulk-job.js';

export interface NewBulkJob {
  readonly kind: BulkKind;
  readonly selection: Selection;
  readonly options: BulkOptions;
  readonly expected: number;
  readonly upTo: number;
  readonly dataSourceId: number;
}

/** The part of a job that a step must find as it left it. */
export interface Held {
  readonly id: number;
  readonly owner: string;
  readonly doneTo: number;
}

interface Row {
  id: number;
  kind: BulkKind;
  selection: string;
  options: string;
  state: BulkState;
  expected: number;
  up_to: number;
  done_to: number;
  looked_at: number;
  changed: number;
  skipped: number;
  skip_reasons: string | null;
  data_source_id: number | null;
  error_code: string | null;
  error_params: string | null;
  created_by: number | null;
  created_by_name: string | null;
  created_at: number;
  started_at: number | null;
  finished_at: number | null;
}

export const LEASE_MS = 60_000;

const SELECT =
  'SELECT j.*, u.name AS created_by_name FROM bulk_jobs j LEFT JOIN users u ON u.id = j.created_by';

/** The rows of bulk jobs, and the statements by which runs, cancels and sweeps keep out of each other's way. */
@Injectable()
export class BulkJobStore {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
  ) {}

  /** Inside a transaction; announced once that has committed. @returns the id */
  async add(job: NewBulkJob): Promise<number> {
    const { insertId } = await this.transactions.execute(
      `INSERT INTO bulk_jobs (kind, selection, options, state, expected, up_to, data_source_id, created_by, created_at)
       VALUES (?, ?, ?, 'queued', ?, ?, ?, ?, ?)`,
      [
        job.kind,
        JSON.stringify(job.selection),
        JSON.stringify(job.options),
        job.expected,
        job.upTo,
        job.dataSourceId,
        AuthContext.actor?.userId ?? null,
        this.clock.millis(),
      ],
    );
    this.transactions.afterCommit(() => void this.queue.add(RUN_BULK_JOB, insertId));
    return insertId;
  }

  /** @throws NotFound */
  async require(id: number): Promise<BulkJob> {
    const row = await this.transactions.first<Row>(`${SELECT} WHERE j.id = ?`, [id]);
    if (!row) throw new NotFound('bulk-job', id);
    return jobOf(row);
  }

  /** Newest first. */
  async list(limit: number, after?: string): Promise<Page<BulkJob>> {
    const [before = null] = after === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(after, 1);
    const rows = await this.transactions.query<Row>(`${SELECT} WHERE j.id < ? ORDER BY j.id DESC LIMIT ?`, [
      before,
      limit + 1,
    ]);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(jobOf),
      next: last && rows.length > limit ? encodeCursor([Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /** Takes a job that waits, or whose worker is dead. @returns false if another one has it */
  async claim(id: number, owner: string): Promise<boolean> {
    const now = this.clock.millis();
    const written = await this.transactions.execute(
      `UPDATE bulk_jobs SET state = 'running', lease_owner = ?, lease_until = ?,
         started_at = COALESCE(started_at, ?)
       WHERE id = ? AND (state = 'queued' OR (state = 'running' AND lease_until < ?))`,
      [owner, now + LEASE_MS, now, id, now],
    );
    return written.affected === 1;
  }

  /** Locks the job for this transaction if the run still has it and stands where it thinks. */
  async hold({ id, owner, doneTo }: Held): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE bulk_jobs SET lease_until = ? WHERE id = ? AND lease_owner = ? AND state = 'running' AND done_to = ?`,
      [this.clock.millis() + LEASE_MS, id, owner, doneTo],
    );
    return written.affected === 1;
  }

  /** Writes a step's figures down, in its transaction. */
  async advance(job: BulkJob, doneTo: number, step: StepResult): Promise<BulkJob> {
    const skipReasons: Record<string, number> = { ...job.skipReasons };
    let left = 0;
    for (const [code, count] of Object.entries(step.skipped)) {
      if (count === 0) continue;
      skipReasons[code] = (skipReasons[code] ?? 0) + count;
      left += count;
    }
    const next: BulkJob = {
      ...job,
      doneTo,
      skipReasons,
      lookedAt: job.lookedAt + step.lookedAt,
      changed: job.changed + step.changed,
      skipped: job.skipped + left,
    };
    await this.transactions.execute(
      'UPDATE bulk_jobs SET done_to = ?, looked_at = ?, changed = ?, skipped = ?, skip_reasons = ? WHERE id = ?',
      [doneTo, next.lookedAt, next.changed, next.skipped, JSON.stringify(skipReasons), job.id],
    );
    return next;
  }

  /** Ends a run or gives it back. @returns false if the run had lost the job */
  async leave(
    id: number,
    owner: string,
    state: 'done' | 'failed' | 'queued',
    error: { readonly code: string; readonly params: ErrorParams } | null = null,
  ): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE bulk_jobs SET state = ?, lease_owner = NULL, lease_until = NULL, finished_at = ?, error_code = ?,
         error_params = ? WHERE id = ? AND lease_owner = ? AND state = 'running'`,
      [
        state,
        state === 'queued' ? null : this.clock.millis(),
        error?.code ?? null,
        error ? JSON.stringify(error.params) : null,
        id,
        owner,
      ],
    );
    return written.affected === 1;
  }

  async cancel(id: number): Promise<boolean> {
    const written = await this.transactions.execute(
      `UPDATE bulk_jobs SET state = 'cancelled', lease_owner = NULL, lease_until = NULL, finished_at = ?
       WHERE id = ? AND state IN ('queued', 'running')`,
      [this.clock.millis(), id],
    );
    return written.affected === 1;
  }

  /** Jobs that no worker has: waiting ones and those whose worker died. */
  async lost(): Promise<number[]> {
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM bulk_jobs WHERE state = 'queued' OR (state = 'running' AND lease_until < ?) ORDER BY id`,
      [this.clock.millis()],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** Takes every job from the workers that had it; for a start at which none can be alive. */
  async expireAll(): Promise<void> {
    await this.transactions.execute("UPDATE bulk_jobs SET lease_until = 0 WHERE state = 'running'");
  }
}

function jobOf(row: Row): BulkJob {
  const instant = (value: number | null) => (value === null ? null : new Date(Number(value)));
  return {
    id: Number(row.id),
    kind: row.kind,
    state: row.state,
    selection: JSON.parse(row.selection) as Selection,
    options: JSON.parse(row.options) as BulkOptions,
    expected: row.expected,
    upTo: Number(row.up_to),
    doneTo: Number(row.done_to),
    lookedAt: row.looked_at,
    changed: row.changed,
    skipped: row.skipped,
    skipReasons: row.skip_reasons === null ? {} : (JSON.parse(row.skip_reasons) as Record<string, number>),
    dataSourceId: row.data_source_id === null ? null : Number(row.data_source_id),
    errorCode: row.error_code,
    errorParams: row.error_params === null ? {} : (JSON.parse(row.error_params) as ErrorParams),
    createdBy: row.created_by === null ? null : Number(row.created_by),
    createdByName: row.created_by_name,
    createdAt: new Date(Number(row.created_at)),
    startedAt: instant(row.started_at),
    finishedAt: instant(row.finished_at),
  };
}
