import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import type { LedgerCounts } from './send-states.js';

export interface Standstill {
  readonly code: string;
  readonly params: ErrorParams;
  /** Of the last thing that happened to one of its mails. */
  readonly at: Date;
}

interface Running {
  readonly id: number;
  readonly startedAt: Date | null;
  readonly mailsPerHour: number | null;
}

/** Nothing for so long is no pause between two mails (research/ux.md 85). */
const SILENCE_MS = 300_000;
const HOUR = 3_600_000;

/** Notices sends that should move and do not, when nothing else tells why. */
@Injectable()
export class StuckSends {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
  ) {}

  /** @returns why it stands still, if it does; one whose mails all wait for their next try does not */
  async standstill(send: Running, { queued, handing }: LedgerCounts): Promise<Standstill | null> {
    if (send.startedAt === null || queued + handing === 0) return null;
    const now = this.clock.millis();
    const gap = send.mailsPerHour === null ? 0 : (2 * HOUR) / send.mailsPerHour;
    const patience = Math.max(SILENCE_MS, gap);
    if (now - send.startedAt.getTime() < patience) return null;
    const row = await this.transactions.first<{ at: number | null }>(
      'SELECT MAX(changed_at) AS at FROM ledger WHERE send_id = ?',
      [send.id],
    );
    const last = Math.max(send.startedAt.getTime(), Number(row?.at ?? 0));
    if (now - last < patience) return null;
    return { ...(await this.cause(handing, now)), at: new Date(last) };
  }

  private async cause(handing: number, now: number): Promise<Omit<Standstill, 'at'>> {
    const alive = await this.transactions.first('SELECT id FROM workers WHERE seen_at >= ?', [
      now - this.config.get('dispatchLeaseSeconds') * 1000,
    ]);
    if (!alive) return { code: 'send.stuck.no-worker', params: {} };
    if (handing > 0) return { code: 'send.stuck.no-answer', params: { count: handing } };
    return { code: 'send.stuck.unknown', params: {} };
  }
}
