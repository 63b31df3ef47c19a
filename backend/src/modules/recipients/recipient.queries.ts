import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { InvalidInput } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import type { ProfileField } from './profile-field.entity.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { filterCondition, type Condition, type RecipientFilter } from './recipient-filter.js';
import { profileColumns, profileOf, type RecipientProfile, type RecipientRow } from './recipient-profile.js';

/** Sort keys of the list and the columns behind them; none of them can be NULL and each has an index. */
const SORTS = new Map([
  ['email', 'email'],
  ['firstname', 'firstname'],
  ['lastname', 'lastname'],
  ['createdAt', 'created_at'],
  ['updatedAt', 'updated_at'],
]);

export interface PageRequest {
  /** A key of the list, with `-` before it for the other direction. */
  readonly sort?: string | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

interface Order {
  readonly column: string;
  readonly descending: boolean;
}

/** Up to this many rows are counted; more are estimated. */
export const EXACT_TOTAL = 10_000;
const SAMPLES = 20;
const SAMPLE_IDS = 500;
const BATCH = 1000;

@Injectable()
export class RecipientQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
  ) {}

  async profile(id: number): Promise<RecipientProfile | undefined> {
    return (await this.profiles([id])).get(id);
  }

  /** Those of the recipients that exist, by id. */
  async profiles(ids: readonly number[]): Promise<Map<number, RecipientProfile>> {
    const fields = await this.fields.all();
    const found = new Map<number, RecipientProfile>();
    for (let start = 0; start < ids.length; start += BATCH) {
      const part = ids.slice(start, start + BATCH);
      const rows = await this.transactions.query<RecipientRow>(
        `SELECT ${profileColumns(fields)} FROM recipients r WHERE r.id IN (${part.map(() => '?').join(', ')})`,
        part,
      );
      for (const row of rows) {
        const profile = profileOf(row, fields);
        found.set(profile.id, profile);
      }
    }
    return found;
  }

  /** @param email normalised */
  async idOf(email: string): Promise<number | undefined> {
    const row = await this.transactions.first<{ id: number }>('SELECT id FROM recipients WHERE email = ?', [
      email,
    ]);
    return row && Number(row.id);
  }

  /** @throws InvalidInput for an unknown sort key, DomainError `cursor.invalid` */
  async list(filter: RecipientFilter, page: PageRequest): Promise<Page<RecipientProfile>> {
    const order = orderOf(page.sort);
    const condition = filterCondition(filter);
    const fields = await this.fields.all();
    const rows = await this.rowsAfter(condition, order, page.limit + 1, page.after, fields);
    const shown = rows.slice(0, page.limit);
    const last = shown.at(-1);
    const [total, totalIsEstimate] = await this.total(condition);
    return {
      items: shown.map((row) => profileOf(row, fields)),
      next:
        last && rows.length > page.limit
          ? encodeCursor([last[order.column] ?? null, Number(last['id'])])
          : null,
      total,
      totalIsEstimate,
    };
  }

  /**
   * Everyone the filter takes in, by id. Rows that come while it runs may or may not be among them.
   * @throws InvalidInput at once
   */
  stream(filter: RecipientFilter): AsyncGenerator<RecipientProfile, void, void> {
    return this.everyone(filterCondition(filter));
  }

  /** How many the filter takes in, and whether that is an estimate. */
  async count(filter: RecipientFilter): Promise<[total: number, isEstimate: boolean]> {
    return this.total(filterCondition(filter));
  }

  private async *everyone(condition: Condition): AsyncGenerator<RecipientProfile, void, void> {
    const fields = await this.fields.all();
    let after = 0;
    for (;;) {
      const rows = await this.transactions.query<RecipientRow>(
        `SELECT ${profileColumns(fields)} FROM recipients r
         WHERE r.id > ? AND ${condition.sql} ORDER BY r.id LIMIT ?`,
        [after, ...condition.parameters, BATCH],
      );
      for (const row of rows) yield profileOf(row, fields);
      if (rows.length < BATCH) return;
      after = Number(rows.at(-1)?.['id']);
    }
  }

  /**
   * The rest of those with the cursor's sort value first, then those beyond it: as two ranges each engine walks the
   * index from where the last page ended, however many rows share one value.
   */
  private async rowsAfter(
    condition: Condition,
    order: Order,
    limit: number,
    after: string | undefined,
    fields: readonly ProfileField[],
  ): Promise<RecipientRow[]> {
    const { column, descending } = order;
    const beyond = descending ? '<' : '>';
    const direction = descending ? 'DESC' : 'ASC';
    const select = (range: string, parameters: readonly Parameter[], count: number) =>
      this.transactions.query<RecipientRow>(
        `SELECT ${profileColumns(fields)} FROM recipients r WHERE ${range} AND ${condition.sql}
         ORDER BY r.${column} ${direction}, r.id ${direction} LIMIT ?`,
        [...parameters, ...condition.parameters, count],
      );
    if (after === undefined) return select('1 = 1', [], limit);
    const [value = null, id = null] = decodeCursor(after, 2);
    const same = await select(`r.${column} = ? AND r.id ${beyond} ?`, [value, id], limit);
    if (same.length === limit) return same;
    return [...same, ...(await select(`r.${column} ${beyond} ?`, [value], limit - same.length))];
  }

  private async total(condition: Condition): Promise<[number, boolean]> {
    const counted = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM (SELECT 1 FROM recipients r WHERE ${condition.sql} LIMIT ?) AS counted`,
      [...condition.parameters, EXACT_TOTAL + 1],
    );
    const n = Number(counted?.n ?? 0);
    return n <= EXACT_TOTAL ? [n, false] : [await this.estimate(condition), true];
  }

  /** Counts in windows spread evenly over the ids and takes the rest to be like them. */
  private async estimate(condition: Condition): Promise<number> {
    const ends = await this.transactions.first<{ low: number; high: number }>(
      'SELECT MIN(id) AS low, MAX(id) AS high FROM recipients',
    );
    const low = Number(ends?.low ?? 0);
    const span = Number(ends?.high ?? 0) - low + 1;
    const width = Math.min(SAMPLE_IDS, Math.ceil(span / SAMPLES));
    const starts = Array.from({ length: SAMPLES }, (_, index) =>
      Math.floor(low + ((span - width) * index) / (SAMPLES - 1)),
    );
    const rows = await this.transactions.query<{ n: number }>(
      starts
        .map(() => `SELECT COUNT(*) AS n FROM recipients r WHERE r.id BETWEEN ? AND ? AND ${condition.sql}`)
        .join(' UNION ALL '),
      starts.flatMap((start) => [start, start + width - 1, ...condition.parameters]),
    );
    const found = rows.reduce((sum, { n }) => sum + Number(n), 0);
    return Math.max(EXACT_TOTAL + 1, Math.round((found / (SAMPLES * width)) * span));
  }
}

function orderOf(sort = 'email'): Order {
  const descending = sort.startsWith('-');
  const column = SORTS.get(descending ? sort.slice(1) : sort);
  if (column === undefined) {
    throw new InvalidInput({
      sort: { code: 'input.choice', params: { choices: [...SORTS.keys()].join(', ') } },
    });
  }
  return { column, descending };
}
