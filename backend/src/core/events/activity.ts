import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Transactions, type Parameter } from '../database/transactions.js';

/** What can happen to a recipient. Kept as the number: there will be many millions of rows. */
export const ActivityKind = {
  created: 1,
  imported: 2,
  fieldChanged: 3,
  subscribed: 10,
  unsubscribed: 11,
  bindingChanged: 12,
  sent: 20,
  failed: 21,
  bounced: 22,
  opened: 30,
  clicked: 31,
} as const;
export type ActivityKind = (typeof ActivityKind)[keyof typeof ActivityKind];

export interface Activity {
  readonly kind: ActivityKind;
  /** 0: anonymous. */
  readonly recipientId: number;
  readonly mailingId?: number;
  readonly sendId?: number;
  readonly linkId?: number;
  readonly mailingListId?: number;
  /** Details for the history, e.g. the old and the new value. */
  readonly data?: Readonly<Record<string, string | number | boolean | null>>;
  /** When it happened, if not now. */
  readonly at?: Date;
}

export const ACTIVITY_COLUMNS = [
  'at', 'kind', 'recipient_id', 'mailing_id', 'send_id', 'link_id', 'mailing_list_id', 'data',
] as const; // prettier-ignore

/**
 * The append-only record of what happened, written inside the transaction that causes it and read by statistics,
 * histories and (later) webhooks and workflows.
 */
@Injectable()
export class ActivityLog {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  async append(...activities: readonly Activity[]): Promise<void> {
    const now = this.clock.millis();
    const rows = activities.map((activity): Parameter[] => [
      activity.at?.getTime() ?? now,
      activity.kind,
      activity.recipientId,
      activity.mailingId ?? 0,
      activity.sendId ?? 0,
      activity.linkId ?? 0,
      activity.mailingListId ?? 0,
      activity.data ? JSON.stringify(activity.data) : null,
    ]);
    await this.transactions.insertRows('INSERT INTO activity', ACTIVITY_COLUMNS, rows);
  }
}
