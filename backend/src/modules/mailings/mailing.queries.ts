import { Injectable } from '@nestjs/common';
import { columnsIn } from '../../contract/tags/tag-columns.js';
import { groupsIn, parseTargetExpression } from '../../contract/target-expression.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { decodeCursor, encodeCursor, type CursorValue, type Page } from '../../core/http/page.js';
import type { MailingStatus } from './mailing.entity.js';

/** A mailing that uses something. */
export interface UsingMailing {
  readonly id: number;
  readonly name: string;
}

/** A row of the overview; contents stay in the database. */
export interface MailingRow {
  readonly id: number;
  readonly name: string;
  readonly subject: string;
  readonly status: MailingStatus;
  readonly mailingListId: number | null;
  /** Null also when the list was deleted. */
  readonly mailingListName: string | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly sentAt: Date | null;
}

export interface MailingNames {
  readonly name: string;
  readonly subject: string;
}

const SORTS = {
  name: 'm.name',
  subject: 'm.subject',
  createdAt: 'm.created_at',
  updatedAt: 'm.updated_at',
  // unsent ones count as oldest
  sentAt: 'COALESCE(m.sent_at, 0)',
} as const;
export const MAILING_SORTS = Object.keys(SORTS).flatMap((key) => [key, `-${key}`]);

export interface MailingFilter {
  /** Part of the name, subject or description; case does not matter. */
  readonly q?: string;
  readonly status?: MailingStatus;
  readonly mailingListId?: number;
}

export interface MailingPaging {
  /** One of `MAILING_SORTS`; `-` sorts downwards. */
  readonly sort: string;
  readonly limit: number;
  readonly after?: string;
}

type Raw = Record<string, string | number | null>;

@Injectable()
export class MailingQueries {
  constructor(private readonly transactions: Transactions) {}

  /** One page of the mailings that are not deleted. @throws DomainError `cursor.invalid` */
  async page(filter: MailingFilter, paging: MailingPaging): Promise<Page<MailingRow>> {
    const { where, parameters } = conditions(filter);
    const downwards = paging.sort.startsWith('-');
    const key = sortKey(paging.sort.replace(/^-/, ''));
    const [direction, beyond] = downwards ? ['DESC', '<'] : ['ASC', '>'];
    const start = paging.after === undefined ? undefined : decodeCursor(paging.after, 2);
    const [value = null, id = null] = start ?? [];
    const rows = await this.transactions.query<Raw>(
      `SELECT m.id, m.name, m.subject, m.status, m.mailing_list_id, l.name AS list_name,
              m.created_at, m.updated_at, m.sent_at, ${key} AS sort_value
       FROM mailings m LEFT JOIN mailing_lists l ON l.id = m.mailing_list_id AND l.deleted_at IS NULL
       WHERE ${where} ${start ? `AND (${key} ${beyond} ? OR (${key} = ? AND m.id ${beyond} ?))` : ''}
       ORDER BY ${key} ${direction}, m.id ${direction} LIMIT ?`,
      [...parameters, ...(start ? [value, value, id] : []), paging.limit + 1],
    );
    const items = rows.slice(0, paging.limit);
    const last = rows.length > items.length ? items.at(-1) : undefined;
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM mailings m WHERE ${where}`,
      parameters,
    );
    return {
      items: items.map(mailingRow),
      next: last ? encodeCursor([last['sort_value'] as CursorValue, Number(last['id'])]) : null,
      total: Number(counted?.n ?? 0),
      totalIsEstimate: false,
    };
  }

  /** Names and subjects of these mailings, deleted ones too: histories and statistics still name them. */
  async names(ids: readonly number[]): Promise<Map<number, MailingNames>> {
    if (ids.length === 0) return new Map();
    const rows = await this.transactions.query<Raw>(
      `SELECT id, name, subject FROM mailings WHERE id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    return new Map(
      rows.map((row) => [Number(row['id']), { name: String(row['name']), subject: String(row['subject']) }]),
    );
  }

  /** Mailings that are not sent yet and name a target group. */
  async targeting(targetGroupId: number): Promise<UsingMailing[]> {
    const rows = await this.transactions.query<{ id: number; name: string; expression: string }>(
      `SELECT id, name, target_expression AS expression FROM mailings
       WHERE deleted_at IS NULL AND status <> 'sent' AND target_expression LIKE ? ORDER BY id`,
      [`%${targetGroupId}%`],
    );
    return rows
      .filter(({ expression }) => {
        const parsed = parseTargetExpression(expression);
        return parsed.ok && groupsIn(parsed.node).includes(targetGroupId);
      })
      .map(({ id, name }) => ({ id: Number(id), name }));
  }

  /** Mailings that are not sent yet and go to a list. */
  async draftsTo(mailingListId: number): Promise<UsingMailing[]> {
    const rows = await this.transactions.query<UsingMailing>(
      `SELECT id, name FROM mailings WHERE deleted_at IS NULL AND status <> 'sent' AND mailing_list_id = ? ORDER BY id`,
      [mailingListId],
    );
    return rows.map(({ id, name }) => ({ id: Number(id), name }));
  }

  /** Mailings that are not sent yet and have a tag with a profile field. @param field in lower case */
  async draftsNaming(field: string): Promise<UsingMailing[]> {
    const like = `%[agn%${field.replace(/[!%_]/g, '!$&')}%`;
    const columns = ['subject', 'preheader', 'html', 'text'] as const;
    const rows = await this.transactions.query<UsingMailing & Record<(typeof columns)[number], string>>(
      `SELECT id, name, ${columns.join(', ')} FROM mailings WHERE deleted_at IS NULL AND status <> 'sent'
         AND (${columns.map((column) => `LOWER(${column}) LIKE ? ESCAPE '!'`).join(' OR ')}) ORDER BY id`,
      columns.map(() => like),
    );
    return rows
      .filter((row) => columns.some((column) => columnsIn(row[column]).has(field)))
      .map(({ id, name }) => ({ id: Number(id), name }));
  }

  /** Name of a mailing list; null when there is none or it was deleted. */
  async listName(mailingListId: number | null): Promise<string | null> {
    if (mailingListId === null) return null;
    const row = await this.transactions.first<{ name: string }>(
      'SELECT name FROM mailing_lists WHERE id = ? AND deleted_at IS NULL',
      [mailingListId],
    );
    return row?.name ?? null;
  }
}

function sortKey(sort: string): string {
  return Object.hasOwn(SORTS, sort) ? SORTS[sort as keyof typeof SORTS] : SORTS.updatedAt;
}

function conditions(filter: MailingFilter): { where: string; parameters: Parameter[] } {
  const parts = ['m.deleted_at IS NULL'];
  const parameters: Parameter[] = [];
  const q = filter.q?.trim() ?? '';
  if (q !== '') {
    const pattern = `%${q.replace(/[!%_]/g, '!$&')}%`;
    parts.push(
      "(m.name LIKE ? ESCAPE '!' OR m.subject LIKE ? ESCAPE '!' OR m.description LIKE ? ESCAPE '!')",
    );
    parameters.push(pattern, pattern, pattern);
  }
  if (filter.status !== undefined) {
    parts.push('m.status = ?');
    parameters.push(filter.status);
  }
  if (filter.mailingListId !== undefined) {
    parts.push('m.mailing_list_id = ?');
    parameters.push(filter.mailingListId);
  }
  return { where: parts.join(' AND '), parameters };
}

function mailingRow(row: Raw): MailingRow {
  const instant = (column: string): Date | null =>
    row[column] === null || row[column] === undefined ? null : new Date(Number(row[column]));
  return {
    id: Number(row['id']),
    name: String(row['name']),
    subject: String(row['subject']),
    status: String(row['status']) as MailingStatus,
    mailingListId: row['mailing_list_id'] === null ? null : Number(row['mailing_list_id']),
    mailingListName: row['list_name'] === null ? null : String(row['list_name']),
    createdAt: instant('created_at') ?? new Date(0),
    updatedAt: instant('updated_at') ?? new Date(0),
    sentAt: instant('sent_at'),
  };
}
