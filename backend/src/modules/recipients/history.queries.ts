import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import { ActivityKind } from '../../core/events/activity.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';

export type HistoryKind = keyof typeof ActivityKind;

/** One thing that happened to a recipient. */
export interface HistoryEntry {
  readonly id: number;
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly mailingId: number | null;
  readonly mailingName: string | null;
  readonly linkUrl: string | null;
  readonly mailingListName: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>> | null;
}

interface Row {
  id: number;
  at: number;
  kind: number;
  mailing_id: number;
  mailing_name: string | null;
  link_url: string | null;
  list_name: string | null;
  data: string | null;
}

const KINDS = new Map(
  Object.entries(ActivityKind).map(([name, number]): [number, HistoryKind] => [number, name as HistoryKind]),
);

@Injectable()
export class HistoryQueries {
  constructor(private readonly transactions: Transactions) {}

  /** What happened to a recipient, newest first. @throws DomainError `cursor.invalid` */
  async of(recipientId: number, limit: number, after?: string): Promise<Page<HistoryEntry>> {
    const [at, id] = after === undefined ? [Number.MAX_SAFE_INTEGER, 0] : decodeCursor(after, 2);
    const rows = await this.transactions.query<Row>(
      `SELECT a.id, a.at, a.kind, a.mailing_id, m.name AS mailing_name, k.url AS link_url, l.name AS list_name, a.data
       FROM activity a
       LEFT JOIN mailings m ON m.id = a.mailing_id
       LEFT JOIN mailing_links k ON k.id = a.link_id
       LEFT JOIN mailing_lists l ON l.id = a.mailing_list_id
       WHERE a.recipient_id = ? AND a.at <= ? AND (a.at < ? OR a.id < ?)
       ORDER BY a.at DESC, a.id DESC LIMIT ?`,
      [recipientId, at ?? 0, at ?? 0, id ?? 0, limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(entryOf),
      next: last && rows.length > limit ? encodeCursor([Number(last.at), Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }
}

function entryOf(row: Row): HistoryEntry {
  return {
    id: Number(row.id),
    at: new Date(Number(row.at)),
    kind: KINDS.get(row.kind) ?? 'fieldChanged',
    mailingId: row.mailing_id === 0 ? null : Number(row.mailing_id),
    mailingName: row.mailing_name,
    linkUrl: row.link_url,
    mailingListName: row.list_name,
    data: row.data === null ? null : (JSON.parse(row.data) as HistoryEntry['data']),
  };
}
