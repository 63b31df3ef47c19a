import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import {
  noCounts,
  type LedgerCounts,
  type LedgerState,
  type SendKind,
  type SendState,
} from './send-states.js';
import { StuckSends } from './stuck-sends.js';

/** A send without its content. */
export interface SendRow {
  readonly id: number;
  readonly mailingId: number;
  readonly mailingName: string;
  readonly kind: SendKind;
  readonly state: SendState;
  readonly scheduledAt: Date;
  readonly timezone: string;
  readonly startedAt: Date | null;
  readonly finishedAt: Date | null;
  readonly audience: number;
  /** The most mails that may go out in an hour; null: as fast as it can. */
  readonly mailsPerHour: number | null;
  readonly problem: { readonly code: string; readonly params: ErrorParams; readonly at: Date } | null;
}

/** How fast a send is now. */
export interface SendSpeed {
  /** Mails per second over the last ten seconds. */
  readonly rate: number;
  /** Seconds until the last mail at this rate; null while unknown or at rest. */
  readonly etaSeconds: number | null;
}

export interface SendDetail extends SendRow, SendSpeed {
  readonly counts: LedgerCounts;
}

export interface LedgerEntry {
  readonly id: number;
  readonly recipientId: number | null;
  readonly address: string;
  readonly state: LedgerState;
  readonly attempts: number;
  readonly nextAttemptAt: Date | null;
  readonly replyCode: number | null;
  readonly reply: string | null;
  /** What a refusal means: a key of `REPLY_CLASSES`. */
  readonly replyClass: string | null;
  readonly changedAt: Date;
}

export interface RunningSend {
  readonly id: number;
  readonly kind: SendKind;
  readonly state: 'freezing' | 'sending';
  readonly troubled: boolean;
  readonly mailsPerHour: number | null;
  /** Some deferred mails are due. */
  readonly deferred: boolean;
}

export interface SendFilter {
  readonly mailingId?: number | undefined;
  readonly kind?: SendKind | undefined;
  readonly state?: SendState | undefined;
}

type Raw = Record<string, string | number | null>;

const RATE_MS = 10_000;

const COLUMNS = `s.id, s.mailing_id, m.name AS mailing_name, s.kind, s.state, s.scheduled_at, s.timezone,
  s.started_at, s.finished_at, s.audience, s.mails_per_hour, s.problem_code, s.problem_params, s.problem_at`;

@Injectable()
export class SendQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly stuck: StuckSends,
  ) {}

  async find(id: number): Promise<SendRow | undefined> {
    const row = await this.transactions.first<Raw>(
      `SELECT ${COLUMNS} FROM sends s JOIN mailings m ON m.id = s.mailing_id WHERE s.id = ?`,
      [id],
    );
    return row && sendOf(row);
  }

  /** Newest first. @throws DomainError `cursor.invalid` */
  async page(filter: SendFilter, limit: number, after?: string): Promise<Page<SendRow>> {
    const conditions: string[] = ['1 = 1'];
    const parameters: Parameter[] = [];
    const add = (sql: string, value: Parameter | undefined): void => {
      if (value === undefined) return;
      conditions.push(sql);
      parameters.push(value);
    };
    add('s.mailing_id = ?', filter.mailingId);
    add('s.kind = ?', filter.kind);
    add('s.state = ?', filter.state);
    if (after !== undefined) add('s.id < ?', decodeCursor(after, 1)[0]);
    const rows = await this.transactions.query<Raw>(
      `SELECT ${COLUMNS} FROM sends s JOIN mailings m ON m.id = s.mailing_id
        WHERE ${conditions.join(' AND ')} ORDER BY s.id DESC LIMIT ?`,
      [...parameters, limit + 1],
    );
    const items = rows.slice(0, limit).map(sendOf);
    return { items, next: nextCursor(rows, limit), total: null, totalIsEstimate: false };
  }

  /** Rows of a send by state; their sum is its audience. */
  async counts(sendId: number): Promise<LedgerCounts> {
    return (await this.countsOf([sendId])).get(sendId) ?? noCounts();
  }

  async countsOf(sendIds: readonly number[]): Promise<Map<number, LedgerCounts>> {
    const counts = new Map(sendIds.map((id) => [id, noCounts()]));
    if (sendIds.length === 0) return counts;
    const rows = await this.transactions.query<{ send_id: number; state: LedgerState; n: number }>(
      `SELECT send_id, state, COUNT(*) AS n FROM ledger WHERE send_id IN (${sendIds.map(() => '?').join(', ')})
        GROUP BY send_id, state`,
      sendIds,
    );
    for (const { send_id, state, n } of rows) {
      const of = counts.get(Number(send_id));
      if (of) of[state] = Number(n);
    }
    return counts;
  }

  /** Counts and speed of each; the speed is asked only for those that run. */
  async details(rows: readonly SendRow[]): Promise<SendDetail[]> {
    const counts = await this.countsOf(rows.map(({ id }) => id));
    return Promise.all(
      rows.map(async (row) => {
        const of = counts.get(row.id) ?? noCounts();
        if (row.state !== 'sending' && row.state !== 'freezing')
          return { ...row, counts: of, rate: 0, etaSeconds: null };
        const speed = await this.speed(row, of);
        const problem = row.problem ?? (speed.rate > 0 ? null : await this.stuck.standstill(row, of));
        return { ...row, problem, counts: of, ...speed };
      }),
    );
  }

  /** One page of a send's ledger, in its order. */
  async ledger(
    sendId: number,
    state: LedgerState | undefined,
    limit: number,
    after?: string,
  ): Promise<Page<LedgerEntry>> {
    const from = after === undefined ? 0 : Number(decodeCursor(after, 1)[0]);
    const rows = await this.transactions.query<Raw>(
      `SELECT id, recipient_id, address, state, attempts, next_attempt_at, reply_code, reply, reply_class,
          changed_at FROM ledger
        WHERE send_id = ? AND id > ? ${state === undefined ? '' : 'AND state = ?'} ORDER BY id LIMIT ?`,
      [sendId, from, ...(state === undefined ? [] : [state]), limit + 1],
    );
    const items = rows.slice(0, limit).map(entryOf);
    const counts = await this.counts(sendId);
    const total = state === undefined ? Object.values(counts).reduce((sum, n) => sum + n, 0) : counts[state];
    return { items, next: nextCursor(rows, limit), total, totalIsEstimate: false };
  }

  /** What workers have to do now. */
  async running(): Promise<RunningSend[]> {
    const rows = await this.transactions.query<Raw>(
      `SELECT s.id, s.kind, s.state, s.problem_code, s.mails_per_hour,
          EXISTS (SELECT 1 FROM ledger l
            WHERE l.send_id = s.id AND l.state = 'deferred' AND l.next_attempt_at <= ?) AS deferred
        FROM sends s WHERE s.state IN ('freezing', 'sending') ORDER BY s.id`,
      [this.clock.millis()],
    );
    return rows.map((row) => ({
      id: Number(row['id']),
      kind: row['kind'] as SendKind,
      state: row['state'] as RunningSend['state'],
      troubled: row['problem_code'] !== null,
      mailsPerHour: numberOf(row['mails_per_hour']),
      deferred: Number(row['deferred']) === 1,
    }));
  }

  /** Workers that gave a sign of life since then. */
  async workersSince(moment: number): Promise<number> {
    const row = await this.transactions.first<{ n: number }>(
      'SELECT COUNT(*) AS n FROM workers WHERE seen_at >= ?',
      [moment],
    );
    return Number(row?.n ?? 0);
  }

  /** Whether anything is, or may still be, sent to a mailing list. */
  async usesMailingList(mailingListId: number): Promise<boolean> {
    const row = await this.transactions.first(
      `SELECT id FROM sends WHERE mailing_list_id = ? AND state IN ('scheduled', 'freezing', 'sending', 'paused')
        LIMIT 1`,
      [mailingListId],
    );
    return row !== undefined;
  }

  private async speed(row: SendRow, counts: LedgerCounts): Promise<SendSpeed> {
    const now = this.clock.millis();
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ledger WHERE send_id = ? AND changed_at > ?
          AND state IN ('accepted', 'failed', 'deferred', 'uncertain', 'skipped')`,
      [row.id, now - RATE_MS],
    );
    const window = Math.max(1000, Math.min(RATE_MS, now - (row.startedAt?.getTime() ?? now)));
    const rate = (Number(counted?.n ?? 0) * 1000) / window;
    const left = counts.queued + counts.handing;
    return { rate: Math.round(rate * 10) / 10, etaSeconds: rate > 0 ? Math.ceil(left / rate) : null };
  }
}

function nextCursor(rows: readonly Raw[], limit: number): string | null {
  const last = rows[limit - 1];
  return rows.length > limit && last ? encodeCursor([Number(last['id'])]) : null;
}

function numberOf(value: string | number | null | undefined): number | null {
  return value === null || value === undefined ? null : Number(value);
}

function instant(value: string | number | null | undefined): Date | null {
  return value === null || value === undefined ? null : new Date(Number(value));
}

function sendOf(row: Raw): SendRow {
  const code = row['problem_code'];
  return {
    id: Number(row['id']),
    mailingId: Number(row['mailing_id']),
    mailingName: String(row['mailing_name']),
    kind: row['kind'] as SendKind,
    state: row['state'] as SendState,
    scheduledAt: new Date(Number(row['scheduled_at'])),
    timezone: String(row['timezone']),
    startedAt: instant(row['started_at']),
    finishedAt: instant(row['finished_at']),
    audience: Number(row['audience']),
    mailsPerHour: numberOf(row['mails_per_hour']),
    problem:
      code === null || code === undefined
        ? null
        : {
            code: String(code),
            params: JSON.parse(String(row['problem_params'] ?? '{}')) as ErrorParams,
            at: new Date(Number(row['problem_at'])),
          },
  };
}

function entryOf(row: Raw): LedgerEntry {
  const { recipient_id: recipientId, reply_code: replyCode, reply, reply_class: replyClass } = row;
  return {
    id: Number(row['id']),
    recipientId: recipientId === null || recipientId === undefined ? null : Number(recipientId),
    address: String(row['address']),
    state: row['state'] as LedgerState,
    attempts: Number(row['attempts']),
    nextAttemptAt: instant(row['next_attempt_at']),
    replyCode: replyCode === null || replyCode === undefined ? null : Number(replyCode),
    reply: reply === null || reply === undefined ? null : String(reply),
    replyClass: replyClass === null || replyClass === undefined ? null : String(replyClass),
    changedAt: new Date(Number(row['changed_at'])),
  };
}
