import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ActivityKind } from '../../../core/events/activity.js';
import { BouncedBindings, type BouncedAddress } from '../../recipients/index.js';
import type { LedgerResult } from '../ledger.queries.js';
import { verdictOn, type SoftBounces } from './address-verdict.js';
import { isReplyClass, type ReplyClass } from '../../../contract/replies/reply-class.js';

interface Failure {
  readonly recipientId: number;
  readonly mailingId: number;
  readonly mailingListId: number;
  readonly replyClass: ReplyClass;
  readonly rule: string;
  readonly code: number;
  readonly reply: string;
}

/** Signs of life: a mail that was taken, opened or clicked. */
const LIFE = [ActivityKind.sent, ActivityKind.opened, ActivityKind.clicked];

/** What refusals make of addresses, in the transaction that writes the refusals down. */
@Injectable()
export class AddressEffects {
  constructor(
    private readonly transactions: Transactions,
    private readonly bindings: BouncedBindings,
    private readonly clock: Clock,
  ) {}

  /** Test sends have none. */
  async apply(results: readonly LedgerResult[]): Promise<void> {
    const failures = results.flatMap(failureOf);
    if (failures.length === 0) return;
    const known = await this.remembered(failures.map(({ recipientId }) => recipientId));
    const now = this.clock.millis();
    const bounced: BouncedAddress[] = [];
    const counted: (SoftBounces & { readonly recipientId: number })[] = [];
    for (const failure of failures) {
      const { recipientId, mailingId, mailingListId, replyClass, rule, code, reply } = failure;
      const before = known.get(recipientId) ?? [];
      const verdict = verdictOn({ replyClass, permanent: code >= 500, reply }, before, now);
      if (verdict.counted) {
        counted.push({ ...verdict.counted, recipientId });
        // Another send may have met the same refusal: it is the same day's.
        known.set(recipientId, [...before, verdict.counted]);
      }
      if (verdict.bounces === 'nowhere') continue;
      const remark = `bounce:${replyClass} (${[code, rule].filter(Boolean).join(' ')})`;
      bounced.push({
        recipientId,
        mailingId,
        remark,
        mailingListId: verdict.bounces === 'in-list' ? mailingListId : undefined,
      });
    }
    await this.remember(counted);
    await this.bindings.bounce(bounced);
  }

  /** Without what a sign of life has made void. */
  private async remembered(ids: readonly number[]): Promise<Map<number, SoftBounces[]>> {
    const rows = await this.transactions.query<Record<string, unknown>>(
      `SELECT s.recipient_id, s.reply_class, s.days, s.points, s.first_at, s.last_at FROM soft_bounces s
        WHERE s.recipient_id IN (${marks(ids)}) AND NOT EXISTS (
          SELECT 1 FROM activity a WHERE a.recipient_id = s.recipient_id AND a.at > s.last_at
            AND a.kind IN (${LIFE.join(', ')}))`,
      ids,
    );
    const known = new Map<number, SoftBounces[]>();
    for (const row of rows) {
      const replyClass = String(row['reply_class']);
      if (!isReplyClass(replyClass)) continue;
      const id = Number(row['recipient_id']);
      const bounces = {
        replyClass,
        days: Number(row['days']),
        points: Number(row['points']),
        firstAt: Number(row['first_at']),
        lastAt: Number(row['last_at']),
      };
      known.set(id, [...(known.get(id) ?? []), bounces]);
    }
    return known;
  }

  private async remember(
    counted: readonly (SoftBounces & { readonly recipientId: number })[],
  ): Promise<void> {
    for (const { recipientId, replyClass } of counted) {
      await this.transactions.execute('DELETE FROM soft_bounces WHERE recipient_id = ? AND reply_class = ?', [
        recipientId,
        replyClass,
      ]);
    }
    await this.transactions.insertRows(
      'INSERT INTO soft_bounces',
      ['recipient_id', 'reply_class', 'days', 'points', 'first_at', 'last_at'],
      counted.map((each) => [
        each.recipientId,
        each.replyClass,
        each.days,
        each.points,
        each.firstAt,
        each.lastAt,
      ]),
    );
  }
}

function failureOf({ row, state, replyClass, rule, code, reply }: LedgerResult): Failure[] {
  const { recipientId, mailingId, mailingListId, kind } = row;
  if (state !== 'failed' || !replyClass || recipientId === null || kind !== 'world') return [];
  return [
    {
      recipientId,
      mailingId,
      mailingListId,
      replyClass,
      rule: rule ?? '',
      code: code ?? 0,
      reply: reply ?? '',
    },
  ];
}
