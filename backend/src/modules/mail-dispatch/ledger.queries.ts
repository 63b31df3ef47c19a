import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';
import type { ReplyClass } from '../../contract/replies/reply-class.js';
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
  /** What the refusal means, and the rule that says so. */
  readonly replyClass?: ReplyClass;
  readonly rule?: string;
}

export interface LeasedSend {
  readonly id: number;
  readonly mailingId: number;
  readonly mailingListId: number;
  readonly kind: SendKind;
}

interface RawSend {
  send_id: number;
  mailing_id: number;
  mailing_list_id: number;
  kind: SendKind;
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
   * Gives free rows of a send to a worker, which may hand them over once this is committed. The send's row is locked
   * first, so that a pause or cancellation is either seen here or finds the rows in the worker's hands.
   * @returns undefined when the send is not to go on
   */
  async take(send: LeasedSend, worker: string, limit: number): Promise<LeasedRow[] | undefined> {
    const locked = await this.transactions.execute(
      "UPDATE sends SET state = state WHERE id = ? AND state IN ('freezing', 'sending')",
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
    await this.transactions.execute(
      `UPDATE ledger SET worker = ?, state = 'handing', attempts = attempts + 1, changed_at = ?
        WHERE id IN (${marks(rows)})`,
      [worker, this.clock.millis(), ...rows.map(({ id }) => id)],
    );
    return rows.map((row) => leasedRow(row, send));
  }

  /**
   * Writes results. A row that was meanwhile declared uncertain because this worker seemed dead takes its true
   * result after all, unless a person decided about it.
   * @returns those whose rows took them; the others have theirs already, or belong to somebody else now
   */
  async settle(worker: string, results: readonly LedgerResult[]): Promise<readonly LedgerResult[]> {
    if (results.length === 0) return results;
    const { dialect } = this.transactions;
    const held = await this.transactions.query<{ id: number }>(
      `SELECT id FROM ledger WHERE id IN (${marks(results)}) AND worker = ? AND state IN ('handing', 'uncertain')
        ${dialect.lockRows}`,
      [...results.map(({ row }) => row.id), worker],
    );
    const ids = new Set(held.map(({ id }) => Number(id)));
    const applied = results.filter(({ row }) => ids.delete(row.id));
    if (applied.length === 0) return applied;
    const source = dialect.jsonRows([
      ['id', 'integer'], ['state', 'text'], ['code', 'integer'], ['reply', 'text'], ['next_at', 'integer'],
      ['since', 'integer'], ['uncounted', 'integer'], ['at', 'integer'], ['class', 'text'],
    ]); // prettier-ignore
    const now = this.clock.millis();
    const values = applied.map((result) => [
      result.row.id, result.state, result.code, result.reply, result.nextAttemptAt, result.deferredSince,
      result.counts ? 0 : 1, now, result.replyClass ?? null,
    ]); // prettier-ignore
    await this.transactions.execute(
      dialect.updateFrom({
        table: 'ledger',
        alias: 'l',
        set: [
          ['state', 'j.state'], ['reply_code', 'j.code'], ['reply', 'j.reply'], ['next_attempt_at', 'j.next_at'],
          ['deferred_since', 'j.since'], ['attempts', 'l.attempts - j.uncounted'], ['changed_at', 'j.at'],
          ['worker', 'NULL'], ['reply_class', 'j.class'],
        ], // prettier-ignore
        source: `${source} j`,
        where: 'l.id = j.id',
      }),
      [JSON.stringify(values)],
    );
    return applied;
  }

  /** The recipients' histories. Test sends leave no trace there. */
  async recordActivities(results: readonly LedgerResult[]): Promise<void> {
    const counted = results.filter(
      ({ row, state }) => row.kind === 'world' && (state === 'accepted' || state === 'failed'),
    );
    if (counted.length === 0) return;
    await this.activity.append(
      ...counted.map(({ row, state, reply, replyClass }) => ({
        kind: state === 'accepted' ? ActivityKind.sent : ActivityKind.failed,
        recipientId: row.recipientId ?? 0,
        mailingId: row.mailingId,
        sendId: row.sendId,
        mailingListId: row.mailingListId,
        ...(state === 'failed' && reply ? { data: { reply, class: replyClass ?? null } } : {}),
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
  async giveBack(worker: string, ids: readonly number[]): Promise<void> {
    if (ids.length === 0) return;
    await this.transactions.execute(
      `UPDATE ledger SET state = 'queued', attempts = attempts - 1, worker = NULL
        WHERE id IN (${marks(ids)}) AND worker = ? AND state = 'handing'`,
      [...ids, worker],
    );
  }

  /** What a worker has in its hands by the ledger. */
  async inHandsOf(worker: string): Promise<{ id: number; sendId: number }[]> {
    const rows = await this.transactions.query<{ id: number; send_id: number }>(
      "SELECT id, send_id FROM ledger WHERE worker = ? AND state = 'handing'",
      [worker],
    );
    return rows.map((row) => ({ id: Number(row.id), sendId: Number(row.send_id) }));
  }

  async cancelOpen(sendId: number): Promise<void> {
    await this.transactions.execute(
      `UPDATE ledger SET state = 'cancelled', worker = NULL, next_attempt_at = NULL, changed_at = ?
        WHERE send_id = ? AND state IN ('queued', 'deferred')`,
      [this.clock.millis(), sendId],
    );
  }

  /**
   * Takes what a lost worker had in its hands. @param ids those of them that nobody can say anything about
   * @returns how many are in doubt now
   */
  async doubt(worker: string, ids: readonly number[]): Promise<number> {
    if (ids.length === 0) return 0;
    const { affected } = await this.transactions.execute(
      `UPDATE ledger SET state = 'uncertain', reply_code = NULL, reply = 'ledger.uncertain.worker-lost', changed_at = ?
        WHERE id IN (${marks(ids)}) AND worker = ? AND state = 'handing'`,
      [this.clock.millis(), ...ids, worker],
    );
    return affected;
  }

  /** Rows of a worker as it had them. */
  async leasedBy(worker: string, ids: readonly number[]): Promise<LeasedRow[]> {
    if (ids.length === 0) return [];
    const rows = await this.transactions.query<RawLeased & RawSend>(
      `SELECT l.id, l.recipient_id, l.address, l.attempts, l.deferred_since, s.id AS send_id, s.mailing_id,
          s.mailing_list_id, s.kind
        FROM ledger l JOIN sends s ON s.id = l.send_id WHERE l.id IN (${marks(ids)}) AND l.worker = ?`,
      [...ids, worker],
    );
    return rows.map((row) =>
      leasedRow(row, {
        id: Number(row.send_id),
        mailingId: Number(row.mailing_id),
        mailingListId: Number(row.mailing_list_id),
        kind: row.kind,
      }),
    );
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

function leasedRow(row: RawLeased, send: LeasedSend): LeasedRow {
  return {
    id: Number(row.id),
    sendId: send.id,
    mailingId: send.mailingId,
    mailingListId: send.mailingListId,
    kind: send.kind,
    recipientId: row.recipient_id === null ? null : Number(row.recipient_id),
    address: row.address,
    attempts: Number(row.attempts),
    deferredSince: row.deferred_since === null ? null : Number(row.deferred_since),
  };
}
