import { Injectable } from '@nestjs/common';
import type { Dialect } from '../../core/database/dialect.js';
import {
  complexityAt,
  gradeRange,
  type Complexity,
  type ComplexityGrade,
} from '../../contract/eql/complexity.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type CursorValue, type Page } from '../../core/http/page.js';

export interface TargetGroupRow {
  readonly id: number;
  readonly name: string;
  readonly description: string;
  readonly eql: string;
  readonly problem: { readonly code: string; readonly params: ErrorParams } | null;
  readonly complexity: Complexity;
  readonly locked: boolean;
  readonly forTests: boolean;
  readonly favourite: boolean;
  readonly version: number;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly deletedAt: Date | null;
}

export interface TargetGroupFilter {
  readonly q?: string | undefined;
  readonly favourite?: boolean | undefined;
  readonly complexity?: ComplexityGrade | undefined;
  readonly deleted?: boolean | undefined;
}

export interface TargetGroupPaging {
  /** One of `TARGET_GROUP_SORTS`. */
  readonly sort: string;
  readonly limit: number;
  readonly after?: string | undefined;
}

const FAVOURITE = `CASE WHEN f.user_id IS NULL THEN 1 ELSE 0 END`;

/** What each sort goes by; the id decides between equals. */
const SORTS = {
  favourite: [FAVOURITE, 'g.name'],
  name: ['g.name'],
  createdAt: ['g.created_at'],
  updatedAt: ['g.updated_at'],
  complexity: ['g.complexity', 'g.name'],
  deletedAt: ['COALESCE(g.deleted_at, 0)'],
} as const;
export const TARGET_GROUP_SORTS = Object.keys(SORTS).flatMap((key) => [key, `-${key}`]);

type Raw = Record<string, string | number | null>;

@Injectable()
export class TargetGroupQueries {
  constructor(private readonly transactions: Transactions) {}

  /**
   * One page of groups as `userId` sees them.
   * @param recipients about how many recipients there are: complexity counts from there
   * @throws DomainError `cursor.invalid`
   */
  async page(
    filter: TargetGroupFilter,
    paging: TargetGroupPaging,
    userId: number,
    recipients: number,
  ): Promise<Page<TargetGroupRow>> {
    const { where, parameters } = conditions(filter, recipients, this.transactions.dialect);
    const downwards = paging.sort.startsWith('-');
    const keys = [...sortKeys(paging.sort.replace(/^-/, '')), 'g.id'];
    const direction = downwards ? 'DESC' : 'ASC';
    const start = paging.after === undefined ? undefined : decodeCursor(paging.after, keys.length);
    const beyond = start && beyondOf(keys, start, downwards ? '<' : '>');
    const from = `FROM target_groups g
      LEFT JOIN target_group_favourites f ON f.target_group_id = g.id AND f.user_id = ?`;
    const rows = await this.transactions.query<Raw>(
      `SELECT g.*, f.user_id AS favourite_of, ${keys.map((key, at) => `${key} AS sort_${at}`).join(', ')} ${from}
       WHERE ${where} ${beyond ? `AND (${beyond.sql})` : ''}
       ORDER BY ${keys.map((key) => `${key} ${direction}`).join(', ')} LIMIT ?`,
      [userId, ...parameters, ...(beyond?.parameters ?? []), paging.limit + 1],
    );
    const items = rows.slice(0, paging.limit);
    const last = rows.length > items.length ? items.at(-1) : undefined;
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n ${from} WHERE ${where}`,
      [userId, ...parameters],
    );
    return {
      items: items.map((row) => rowOf(row, recipients)),
      next: last ? encodeCursor(keys.map((_key, at) => last[`sort_${at}`] as CursorValue)) : null,
      total: Number(counted?.n ?? 0),
      totalIsEstimate: false,
    };
  }

  /** One group, also a deleted one, as `userId` sees it. */
  async find(id: number, userId: number, recipients: number): Promise<TargetGroupRow | undefined> {
    const row = await this.transactions.first<Raw>(
      `SELECT g.*, f.user_id AS favourite_of FROM target_groups g
       LEFT JOIN target_group_favourites f ON f.target_group_id = g.id AND f.user_id = ? WHERE g.id = ?`,
      [userId, id],
    );
    return row && rowOf(row, recipients);
  }

  /** Names of groups that are not deleted, by id. */
  async names(ids: readonly number[]): Promise<Map<number, string>> {
    if (ids.length === 0) return new Map();
    const rows = await this.transactions.query<{ id: number; name: string }>(
      `SELECT id, name FROM target_groups WHERE deleted_at IS NULL AND id IN (${ids.map(() => '?').join(', ')})`,
      ids,
    );
    return new Map(rows.map(({ id, name }) => [Number(id), name]));
  }

  /** Groups, not deleted, whose rules refer to this. @param key an id, or the name of a field in lower case */
  async referringTo(kind: string, key: string): Promise<{ id: number; name: string }[]> {
    const rows = await this.transactions.query<{ id: number; name: string }>(
      `SELECT g.id, g.name FROM target_group_references r JOIN target_groups g ON g.id = r.target_group_id
       WHERE r.kind = ? AND r.key_value = ? AND g.deleted_at IS NULL ORDER BY g.name, g.id`,
      [kind, key],
    );
    return rows.map(({ id, name }) => ({ id: Number(id), name }));
  }

  /** Members at the end of each day that was counted. Days are `yyyy-MM-dd`. */
  async days(id: number, from: string, to: string): Promise<{ day: string; members: number }[]> {
    const rows = await this.transactions.query<{ day: string; members: number }>(
      `SELECT day, members FROM target_group_days WHERE target_group_id = ? AND day >= ? AND day <= ? ORDER BY day`,
      [id, from, to],
    );
    return rows.map(({ day, members }) => ({ day: String(day).slice(0, 10), members: Number(members) }));
  }
}

function sortKeys(sort: string): readonly string[] {
  return Object.hasOwn(SORTS, sort) ? SORTS[sort as keyof typeof SORTS] : SORTS.favourite;
}

/** Rows behind the one with these values, in the order of the keys. */
function beyondOf(
  keys: readonly string[],
  values: readonly CursorValue[],
  beyond: '<' | '>',
): { sql: string; parameters: Parameter[] } {
  const parameters: Parameter[] = [];
  const alternatives = keys.map((key, at) => {
    const same = keys.slice(0, at).map((earlier) => `${earlier} = ?`);
    parameters.push(...values.slice(0, at), values[at] ?? null);
    return `(${[...same, `${key} ${beyond} ?`].join(' AND ')})`;
  });
  return { sql: alternatives.join(' OR '), parameters };
}

function conditions(
  filter: TargetGroupFilter,
  recipients: number,
  dialect: Pick<Dialect, 'searchLike'>,
): { where: string; parameters: Parameter[] } {
  const parts = [filter.deleted === true ? 'g.deleted_at IS NOT NULL' : 'g.deleted_at IS NULL'];
  const parameters: Parameter[] = [];
  const q = filter.q?.trim() ?? '';
  if (q !== '') {
    const pattern = `%${q.replace(/[!%_]/g, '!$&')}%`;
    const found = ['g.name', 'g.description'].map((column) => dialect.searchLike(column, pattern));
    parts.push(`(${found.map(({ sql }) => sql).join(' OR ')} OR g.id = ?)`);
    parameters.push(...found.flatMap((one) => one.parameters), /^\d{1,15}$/.test(q) ? Number(q) : 0);
  }
  if (filter.favourite !== undefined) parts.push(`f.user_id IS ${filter.favourite ? 'NOT ' : ''}NULL`);
  if (filter.complexity !== undefined) {
    const [low, high] = gradeRange(filter.complexity, recipients);
    parts.push('g.problem_code IS NULL AND g.complexity >= ? AND g.complexity < ?');
    parameters.push(low, high);
  }
  return { where: parts.join(' AND '), parameters };
}

function rowOf(row: Raw, recipients: number): TargetGroupRow {
  const instant = (column: string): Date | null =>
    row[column] === null || row[column] === undefined ? null : new Date(Number(row[column]));
  const code = row['problem_code'];
  return {
    id: Number(row['id']),
    name: String(row['name']),
    description: String(row['description']),
    eql: String(row['eql']),
    problem:
      code === null || code === undefined
        ? null
        : {
            code: String(code),
            params: JSON.parse(String(row['problem_params'] ?? '{}')) as ErrorParams,
          },
    complexity: complexityAt(Number(row['complexity']), recipients),
    locked: Number(row['locked']) === 1,
    forTests: Number(row['for_tests']) === 1,
    favourite: row['favourite_of'] !== null,
    version: Number(row['version']),
    createdAt: instant('created_at') ?? new Date(0),
    updatedAt: instant('updated_at') ?? new Date(0),
    deletedAt: instant('deleted_at'),
  };
}
