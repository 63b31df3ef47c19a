import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import type { LedgerState, SendKind } from './send-states.js';

/** A row of the ledger on lease to a worker. */
export interface LeasedRow {
  readonly id: number;
  readonly sendId: number;
  readonly mailingId: number;
  readonly mailingListId: number;
  readonly kind: SendKind;
  /** Null: typed address of a test send. */
  readonly recipientId: number | null;
  readonly address: string;
  readonly attempts: number;
  /** ms since 1970, null if the server never put it off. */
  readonly deferredSince: number | null;
}

/** Why a send does not move: a code of `contract/messages/dispatch` and what fills it. */
export interface SendProblem {
  readonly code: string;
  readonly params: ErrorParams;
}

/** What became of a row that this worker held. */
export interface LedgerResult {
  readonly row: LeasedRow;
  readonly state: Extract<
    LedgerState,
    'accepted' | 'deferred' | 'failed' | 'uncertain' | 'queued' | 'skipped'
  >;
  /** Whether the server answered to this mail; otherwise the try does not count as one. */
  readonly counts: boolean;
  readonly code: number | null;
  readonly reply: string | null;
  readonly nextAttemptAt: number | null;
  readonly deferredSince: number | null;
  /** Shown with the send, which goes on by itself. */
  readonly problem?: SendProblem;
  /** Stops the send until a person resumes it. */
  readonly pausesWith?: SendProblem;
  readonly clearsProblem?: boolean;
  /** Decided before the mail was taken in hand (skipped, or impossible to render). */
  readonly unsent?: boolean;
}

interface RawLeased {
  id: number;
  recipient_id: number | null;
  address: string;
  attempts: number;
  deferred_since: number | null;
}

/** The ledger's writing statements. Each must run inside a transaction. */
@Injectable()
export class LedgerQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  /**
   * Gives free rows of a send to a worker. The send's row is locked first, so that a pause or cancellation is either
   * seen here or finds the rows leased.
   * @returns undefined when the send is not sending (any more)
   */
  async lease(
    send: { id: number; mailingId: number; mailingListId: number; kind: SendKind },
    worker: string,
    limit: number,
  ): Promise<LeasedRow[] | undefined> {
    const locked = await this.transactions.execute(
      "UPDATE sends SET state = 'sending' WHERE id = ? AND state = 'sending'",
      [send.id],
    );
    if (locked.affected === 0) return undefined;
    const rows = await this.transactions.query<RawLeased>(
      `SELECT id, recipient_id, address, attempts, deferred_since FROM ledger
        WHERE send_id = ? AND state = 'queued' AND worker IS NULL
        ORDER BY id LIMIT ? ${this.transactions.dialect.skipLocked}`,
      [send.id, limit],
    );
    if (rows.length === 0) return [];
    await this.transactions.execute(`UPDATE ledger SET worker = ? WHERE id IN (${marks(rows)})`, [
      worker,
      ...rows.map(({ id }) => id),
    ]);
    return rows.map((row) => ({
      id: Number(row.id),
      sendId: send.id,
      mailingId: send.mailingId,
      mailingListId: send.mailingListId,
      kind: send.kind,
      recipientId: row.recipient_id === null ? null : Number(row.recipient_id),
      address: row.address,
      attempts: Number(row.attempts),
      deferredSince: row.deferred_since === null ? null : Number(row.deferred_since),
    }));
  }

  /**
   * Marks rows as in hand. @returns how many really were on lease to this worker
   * @param inDoubt an earlier try may have been committed without our hearing of it
   */
  async takeInHand(worker: string, rows: readonly LeasedRow[], inDoubt: boolean): Promise<number> {
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET attempts = attempts + (state = 'queued'), state = 'handing', changed_at = ?
        WHERE id IN (${marks(rows)}) AND worker = ? AND state IN (${inDoubt ? "'queued', 'handing'" : "'queued'"})`,
      [this.clock.millis(), ...rows.map(({ id }) => id), worker],
    );
    return affected;
  }

  /**
   * Writes results. A row that was meanwhile declared uncertain because this worker seemed dead takes its true
   * result after all, unless a person decided about it.
   * @returns how many rows took their result
   */
  async settle(worker: string, results: readonly LedgerResult[]): Promise<number> {
    const choose = (value: (result: LedgerResult) => Parameter): [string, Parameter[]] => [
      `CASE id ${results.map(() => 'WHEN ? THEN ?').join(' ')} END`,
      results.flatMap((result) => [result.row.id, value(result)]),
    ];
    const columns = {
      reply_code: choose(({ code }) => code),
      reply: choose(({ reply }) => reply),
      next_attempt_at: choose(({ nextAttemptAt }) => nextAttemptAt),
      deferred_since: choose(({ deferredSince }) => deferredSince),
      attempts: choose(({ counts, unsent }) => (counts || unsent ? 0 : 1)),
      state: choose(({ state }) => state),
    };
    const unsent = results.filter((result) => result.unsent).map(({ row }) => row.id);
    const handed = results.filter((result) => !result.unsent).map(({ row }) => row.id);
    const conditions = [
      ...(handed.length > 0 ? [`(id IN (${marks(handed)}) AND state IN ('handing', 'uncertain'))`] : []),
      ...(unsent.length > 0 ? [`(id IN (${marks(unsent)}) AND state = 'queued')`] : []),
    ];
    const assignments = Object.entries(columns).map(([name, [sql]]) =>
      name === 'attempts' ? `attempts = attempts - ${sql}` : `${name} = ${sql}`,
    );
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET ${assignments.join(', ')}, changed_at = ?, worker = NULL
        WHERE worker = ? AND (${conditions.join(' OR ')})`,
      [
        ...Object.values(columns).flatMap(([, parameters]) => parameters),
        this.clock.millis(),
        worker,
        ...handed,
        ...unsent,
      ],
    );
    return affected;
  }

  /** The recipients' histories. Test sends leave no trace there. */
  async recordActivities(results: readonly LedgerResult[]): Promise<void> {
    const counted = results.filter(
      ({ row, state }) => row.kind === 'world' && (state === 'accepted' || state === 'failed'),
    );
    if (counted.length === 0) return;
    await this.activity.append(
      ...counted.map(({ row, state, reply }) => ({
        kind: state === 'accepted' ? ActivityKind.sent : ActivityKind.failed,
        recipientId: row.recipientId ?? 0,
        mailingId: row.mailingId,
        sendId: row.sendId,
        mailingListId: row.mailingListId,
        ...(state === 'failed' && reply ? { data: { reply } } : {}),
      })),
    );
  }

  /** Rows whose waiting time is over may be sent again. @returns how many */
  async promoteDue(sendId: number): Promise<number> {
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET state = 'queued', next_attempt_at = NULL
        WHERE send_id = ? AND state = 'deferred' AND next_attempt_at <= ?`,
      [sendId, this.clock.millis()],
    );
    return affected;
  }

  /** A worker gives back what it has not begun. */
  async release(worker: string): Promise<void> {
    await this.transactions.execute("UPDATE ledger SET worker = NULL WHERE worker = ? AND state = 'queued'", [
      worker,
    ]);
  }

  /** A worker gives back what it has not begun of one send. @returns how many rows that were */
  async releaseOwn(worker: string, sendId: number): Promise<number> {
    const { affected } = await this.transactions.execute(
      "UPDATE ledger SET worker = NULL WHERE send_id = ? AND state = 'queued' AND worker = ?",
      [sendId, worker],
    );
    return affected;
  }

  /** Takes a send's rows away from all workers, except mails that are in hand. */
  async releaseSend(sendId: number): Promise<void> {
    await this.transactions.execute(
      "UPDATE ledger SET worker = NULL WHERE send_id = ? AND state = 'queued' AND worker IS NOT NULL",
      [sendId],
    );
  }

  async cancelOpen(sendId: number): Promise<void> {
    await this.transactions.execute(
      `UPDATE ledger SET state = 'cancelled', worker = NULL, next_attempt_at = NULL, changed_at = ?
        WHERE send_id = ? AND state IN ('queued', 'deferred')`,
      [this.clock.millis(), sendId],
    );
  }

  /** @returns how many rows of a lost worker are in doubt now */
  async abandonWorker(worker: string): Promise<number> {
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET state = 'uncertain', reply_code = NULL, reply = 'ledger.uncertain.worker-lost', changed_at = ?
        WHERE worker = ? AND state = 'handing'`,
      [this.clock.millis(), worker],
    );
    await this.release(worker);
    return affected;
  }

  /** A person's decision on the uncertain rows of a send. @returns how many there were */
  async decideUncertain(sendId: number, decision: 'resend' | 'dismiss'): Promise<number> {
    const [state, reply] = decision === 'resend' ? ['queued', null] : ['skipped', 'ledger.skipped.dismissed'];
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET state = ?, reply_code = NULL, reply = ?, worker = NULL, changed_at = ?
        WHERE send_id = ? AND state = 'uncertain'`,
      [state, reply, this.clock.millis(), sendId],
    );
    return affected;
  }
}
