import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../core/database/transactions.js';
import { ActivityKind } from '../../../core/events/activity.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';

/** `accepted`: the receiving server took it. `skipped`: it was left out or cancelled. */
export const CONTACT_STATES = ['waiting', 'accepted', 'failed', 'bounced', 'uncertain', 'skipped'] as const;
export type ContactState = (typeof CONTACT_STATES)[number];

/** One mail to a recipient and what came of it. */
export interface Contact {
  readonly sendId: number;
  readonly mailingId: number;
  readonly mailingName: string;
  readonly subject: string;
  /** world, test, admin, … */
  readonly sendKind: string;
  readonly sentAt: Date;
  readonly state: ContactState;
  readonly address: string;
  /** What the server said, where it was not simply accepted. */
  readonly reason: string | null;
  readonly opened: number;
  readonly clicked: number;
  readonly lastOpenedAt: Date | null;
  readonly lastClickedAt: Date | null;
}

interface LedgerRow {
  id: number;
  send_id: number;
  mailing_id: number;
  name: string | null;
  subject: string | null;
  kind: string;
  changed_at: number;
  state: string;
  address: string;
  reply_code: number | null;
  reply: string | null;
}

interface Reactions {
  opened: number;
  clicked: number;
  lastOpenedAt: Date | null;
  lastClickedAt: Date | null;
}

const NO_REACTIONS: Reactions = { opened: 0, clicked: 0, lastOpenedAt: null, lastClickedAt: null };

/** Which mailings a recipient got and what happened to them. */
@Injectable()
export class ContactHistoryQueries {
  constructor(private readonly transactions: Transactions) {}

  /** Latest first. @throws DomainError `cursor.invalid` */
  async of(recipientId: number, limit: number, after?: string): Promise<Page<Contact>> {
    const [before = null] = after === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(after, 1);
    const rows = await this.transactions.query<LedgerRow>(
      `SELECT w.id, w.send_id, s.mailing_id, m.name, m.subject, s.kind, w.changed_at, w.state, w.address, w.reply_code,
         w.reply
       FROM ledger w JOIN sends s ON s.id = w.send_id LEFT JOIN mailings m ON m.id = s.mailing_id
       WHERE w.recipient_id = ? AND w.id < ? ORDER BY w.id DESC LIMIT ?`,
      [recipientId, before, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const reactions = await this.reactions(recipientId, shown.map((row) => Number(row.send_id))); // prettier-ignore
    const last = shown.at(-1);
    return {
      items: shown.map((row) => contactOf(row, reactions.get(Number(row.send_id)) ?? NO_REACTIONS)),
      next: last && rows.length > limit ? encodeCursor([Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  private async reactions(recipientId: number, sendIds: readonly number[]): Promise<Map<number, Reactions>> {
    const found = new Map<number, Reactions>();
    if (sendIds.length === 0) return found;
    const rows = await this.transactions.query<{ send_id: number; kind: number; n: number; last: number }>(
      `SELECT send_id, kind, COUNT(*) AS n, MAX(at) AS last FROM activity
       WHERE recipient_id = ? AND kind IN (?, ?) AND send_id IN (${sendIds.map(() => '?').join(', ')})
       GROUP BY send_id, kind`,
      [recipientId, ActivityKind.opened, ActivityKind.clicked, ...sendIds],
    );
    for (const row of rows) {
      const known = found.get(Number(row.send_id)) ?? { ...NO_REACTIONS };
      const last = new Date(Number(row.last));
      if (row.kind === ActivityKind.opened)
        Object.assign(known, { opened: Number(row.n), lastOpenedAt: last });
      else Object.assign(known, { clicked: Number(row.n), lastClickedAt: last });
      found.set(Number(row.send_id), known);
    }
    return found;
  }
}

const STATES: Readonly<Record<string, Contact['state']>> = {
  accepted: 'accepted',
  failed: 'failed',
  bounced: 'bounced',
  handing: 'uncertain',
  uncertain: 'uncertain',
  skipped: 'skipped',
  cancelled: 'skipped',
};

function contactOf(row: LedgerRow, reactions: Reactions): Contact {
  const state = STATES[row.state] ?? 'waiting';
  const reason = [row.reply_code, row.reply].filter((part) => part !== null && part !== '').join(' ');
  return {
    sendId: Number(row.send_id),
    mailingId: Number(row.mailing_id),
    mailingName: row.name ?? '',
    subject: row.subject ?? '',
    sendKind: row.kind,
    sentAt: new Date(Number(row.changed_at)),
    state,
    address: row.address,
    reason: state === 'accepted' || reason === '' ? null : reason,
    ...reactions,
  };
}
