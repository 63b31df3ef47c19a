import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { ActivityKind } from '../../core/events/activity.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { isStored, sameStored, type Stored } from './recipient-columns.js';

/** What the history tells of: `activity` by its names, and `changed` by an import or a bulk operation. */
export const HISTORY_KINDS = [
  'created', 'imported', 'fieldChanged', 'subscribed', 'unsubscribed', 'bindingChanged', 'sent', 'failed', 'bounced',
  'opened', 'clicked', 'changed', 'restored',
] as const; // prettier-ignore
export type HistoryKind = (typeof HISTORY_KINDS)[number];

/** A field that an import or a bulk operation changed. */
export interface FieldChange {
  /** As `field` of `fieldChanged`: the name of a profile field, or of a standard one. */
  readonly field: string;
  readonly old: Stored;
  readonly new: Stored;
}

/** One thing that happened to a recipient. */
export interface HistoryEntry {
  /** Unique within one recipient's history. */
  readonly id: string;
  readonly at: Date;
  readonly kind: HistoryKind;
  readonly mailingId: number | null;
  readonly mailingName: string | null;
  readonly linkUrl: string | null;
  readonly mailingListName: string | null;
  readonly data: Readonly<Record<string, string | number | boolean | null>> | null;
  /** Import, bulk operation or undoing that did it. */
  readonly dataSourceId: number | null;
  readonly dataSourceKind: string | null;
  readonly dataSourceName: string | null;
  readonly changes: readonly FieldChange[];
}

export interface HistoryFilter {
  readonly kinds?: readonly HistoryKind[] | undefined;
}

interface Row {
  source: number;
  id: number;
  at: number;
  kind: number;
  mailing_id: number;
  mailing_name: string | null;
  link_url: string | null;
  list_name: string | null;
  data: string | null;
  source_kind: string | null;
  source_name: string | null;
}

/** Kinds of `recipient_changes`. */
const CHANGE_KINDS = new Map<number, HistoryKind>([
  [1, 'created'],
  [2, 'changed'],
  [4, 'restored'],
]);
const ACTIVITY_KINDS = new Map(
  Object.entries(ActivityKind).map(([name, number]): [number, HistoryKind] => [number, name as HistoryKind]),
);
/** As everywhere: titles have no history (spec/recipients.md §5). */
const WITHOUT_HISTORY = new Set([
  'title',
  'created_at',
  'updated_at',
  'datasource_id',
  'latest_datasource_id',
]);

@Injectable()
export class HistoryQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
  ) {}

  /** What happened to a recipient, newest first. @throws DomainError `cursor.invalid` */
  async of(
    recipientId: number,
    filter: HistoryFilter,
    limit: number,
    after?: string,
  ): Promise<Page<HistoryEntry>> {
    const cursor = after === undefined ? [Number.MAX_SAFE_INTEGER, 9, 0] : decodeCursor(after, 3);
    const [at = 0, source = 0, id = 0] = cursor.map(Number);
    const rows = [
      ...(await this.activity(recipientId, filter, [at, source, id], limit + 1)),
      ...(await this.changes(recipientId, filter, [at, source, id], limit + 1)),
    ].toSorted(newestFirst);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    const hidden = await this.withoutHistory();
    return {
      items: shown.map((row) => (row.source === 1 ? activityOf(row) : changeOf(row, hidden))),
      next:
        last && rows.length > limit ? encodeCursor([Number(last.at), last.source, Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  private async activity(
    recipientId: number,
    { kinds }: HistoryFilter,
    cursor: readonly [number, number, number],
    limit: number,
  ): Promise<Row[]> {
    const wanted = codes(ACTIVITY_KINDS, kinds);
    if (wanted?.length === 0) return [];
    const beyond = before('a.at', 'a.id', 1, cursor);
    return this.transactions.query<Row>(
      `SELECT 1 AS source, a.id, a.at, a.kind, a.mailing_id, m.name AS mailing_name, k.url AS link_url,
         l.name AS list_name, a.data, NULL AS source_kind, NULL AS source_name
       FROM activity a
       LEFT JOIN mailings m ON m.id = a.mailing_id
       LEFT JOIN mailing_links k ON k.id = a.link_id
       LEFT JOIN mailing_lists l ON l.id = a.mailing_list_id
       WHERE a.recipient_id = ? AND ${beyond.sql} ${inKinds('a.kind', wanted)}
       ORDER BY a.at DESC, a.id DESC LIMIT ?`,
      [recipientId, ...beyond.parameters, ...(wanted ?? []), limit],
    );
  }

  private async changes(
    recipientId: number,
    { kinds }: HistoryFilter,
    cursor: readonly [number, number, number],
    limit: number,
  ): Promise<Row[]> {
    const wanted = codes(CHANGE_KINDS, kinds) ?? [...CHANGE_KINDS.keys()];
    if (wanted.length === 0) return [];
    const beyond = before('c.at', 'c.data_source_id', 2, cursor);
    return this.transactions.query<Row>(
      `SELECT 2 AS source, c.data_source_id AS id, c.at, c.kind, 0 AS mailing_id, NULL AS mailing_name,
         NULL AS link_url, NULL AS list_name, c.changes AS data, d.kind AS source_kind, d.name AS source_name
       FROM recipient_changes c JOIN data_sources d ON d.id = c.data_source_id
       WHERE c.recipient_id = ? AND ${beyond.sql} ${inKinds('c.kind', wanted)}
       ORDER BY c.at DESC, c.data_source_id DESC LIMIT ?`,
      [recipientId, ...beyond.parameters, ...wanted, limit],
    );
  }

  private async withoutHistory(): Promise<ReadonlySet<string>> {
    const fields = await this.fields.all();
    const silent = fields.filter(({ historised, visibility }) => !historised || visibility === 'hidden');
    return new Set([...WITHOUT_HISTORY, ...silent.map(({ name }) => `f_${name}`)]);
  }
}

function newestFirst(one: Row, other: Row): number {
  return Number(other.at) - Number(one.at) || other.source - one.source || Number(other.id) - Number(one.id);
}

/** Rows of one of the two tables that come after the cursor's row in the whole stream. */
function before(
  at: string,
  id: string,
  source: number,
  [lastAt, lastSource, lastId]: readonly [number, number, number],
): { sql: string; parameters: Parameter[] } {
  if (source < lastSource) return { sql: `${at} <= ?`, parameters: [lastAt] };
  if (source > lastSource) return { sql: `${at} < ?`, parameters: [lastAt] };
  return { sql: `${at} <= ? AND (${at} < ? OR ${id} < ?)`, parameters: [lastAt, lastAt, lastId] };
}

function codes(
  known: ReadonlyMap<number, HistoryKind>,
  kinds: readonly HistoryKind[] | undefined,
): number[] | undefined {
  if (!kinds || kinds.length === 0) return undefined;
  return [...known].filter(([, name]) => kinds.includes(name)).map(([code]) => code);
}

function inKinds(column: string, wanted: readonly number[] | undefined): string {
  return wanted ? `AND ${column} IN (${wanted.map(() => '?').join(', ')})` : '';
}

function activityOf(row: Row): HistoryEntry {
  return {
    id: `a${row.id}`,
    at: new Date(Number(row.at)),
    kind: ACTIVITY_KINDS.get(row.kind) ?? 'fieldChanged',
    mailingId: Number(row.mailing_id) === 0 ? null : Number(row.mailing_id),
    mailingName: row.mailing_name,
    linkUrl: row.link_url,
    mailingListName: row.list_name,
    data: row.data === null ? null : (JSON.parse(row.data) as HistoryEntry['data']),
    dataSourceId: null,
    dataSourceKind: null,
    dataSourceName: null,
    changes: [],
  };
}

function changeOf(row: Row, hidden: ReadonlySet<string>): HistoryEntry {
  return {
    id: `d${row.id}`,
    at: new Date(Number(row.at)),
    kind: CHANGE_KINDS.get(row.kind) ?? 'changed',
    mailingId: null,
    mailingName: null,
    linkUrl: null,
    mailingListName: null,
    data: null,
    dataSourceId: Number(row.id),
    dataSourceKind: row.source_kind,
    dataSourceName: row.source_name,
    changes: row.kind === 2 ? changesOf(row.data, hidden) : [],
  };
}

function changesOf(json: string | null, hidden: ReadonlySet<string>): FieldChange[] {
  const parsed: unknown = JSON.parse(json ?? '{}');
  return Object.entries(parsed ?? {}).flatMap(([column, pair]: [string, unknown]) => {
    if (hidden.has(column) || !Array.isArray(pair)) return [];
    const [old = null, written = null] = pair as unknown[];
    if (!isStored(old) || !isStored(written) || sameStored('text', old, written)) return [];
    const field = column === 'tracking_veto' ? 'trackingVeto' : column.replace(/^f_/, '');
    return [{ field, old, new: written }];
  });
}
