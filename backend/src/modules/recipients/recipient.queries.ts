import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import type { ProfileField } from './profile-field.entity.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { filterCondition, type Condition, type RecipientFilter } from './recipient-filter.js';
import { RecipientFilters } from './recipient-filters.js';
import { profileColumns, profileOf, type RecipientProfile, type RecipientRow } from './recipient-profile.js';
import { orderBy, orderOf, rangesAfter, type Order } from './recipient-sorting.js';
import { RecipientTotals } from './recipient-totals.js';

export interface PageRequest {
  /** A key of the list, with `-` before it for the other direction. */
  readonly sort?: string | undefined;
  /** Names of the profile fields wanted; all if missing. */
  readonly fields?: readonly string[] | undefined;
  readonly limit: number;
  readonly after?: string | undefined;
}

/** Where a row stands in the order. */
interface Place {
  readonly id: number;
  readonly place: string | number | null;
}

const BATCH = 1000;

@Injectable()
export class RecipientQueries {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly filters: RecipientFilters,
    private readonly totals: RecipientTotals,
  ) {}

  async profile(id: number): Promise<RecipientProfile | undefined> {
    return (await this.profiles([id])).get(id);
  }

  /** Those of the recipients that exist, by id. @param only the fields to read; all if missing */
  async profiles(
    ids: readonly number[],
    only?: readonly ProfileField[],
  ): Promise<Map<number, RecipientProfile>> {
    const fields = only ?? (await this.fields.all());
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

  /**
   * One page, as people may see it: without hidden fields. The total comes with the first page only.
   * @throws InvalidInput for an unknown sort key, DomainError `cursor.invalid`
   */
  async list(filter: RecipientFilter, page: PageRequest): Promise<Page<RecipientProfile>> {
    const visible = await this.fields.visible();
    const order = orderOf(page.sort, visible);
    const condition = await this.filters.condition(filter);
    // Without an index every row is looked at, and a set made once beats a look-up for each.
    const chosen = order.indexed ? condition : await this.filters.condition(filter, 'all');
    const places = await this.places(chosen, order, page.limit + 1, page.after);
    const shown = places.slice(0, page.limit);
    const last = shown.at(-1);
    const more = places.length > page.limit;
    const fields = page.fields ? visible.filter(({ name }) => page.fields?.includes(name)) : visible;
    const profiles = await this.profiles(
      shown.map(({ id }) => Number(id)),
      fields,
    );
    const [total, totalIsEstimate] = await this.totalOf(condition, page, more ? undefined : shown.length);
    return {
      items: shown.flatMap(({ id }) => profiles.get(Number(id)) ?? []),
      next: last && more ? encodeCursor([last.place, Number(last.id)]) : null,
      total,
      totalIsEstimate,
    };
  }

  /**
   * Everyone the filter takes in, by id. Rows that come while it runs may or may not be among them.
   * @throws InvalidInput at once
   */
  stream(filter: RecipientFilter): AsyncGenerator<RecipientProfile, void, void> {
    filterCondition(filter, this.transactions.dialect);
    return this.everyone(filter);
  }

  /** How many the filter takes in, and whether that is an estimate. */
  async count(filter: RecipientFilter): Promise<[total: number, isEstimate: boolean]> {
    return this.totals.of(await this.filters.condition(filter));
  }

  private async *everyone(filter: RecipientFilter): AsyncGenerator<RecipientProfile, void, void> {
    const condition = await this.filters.condition(filter);
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
   * Ids and sort values only: what has to be sorted stays small, and the rows of one page are read by key. Each range
   * goes on where the last one ended.
   */
  private async places(
    condition: Condition,
    order: Order,
    limit: number,
    after: string | undefined,
  ): Promise<Place[]> {
    const select = (range: string, parameters: readonly Parameter[], count: number) =>
      this.transactions.query<Place>(
        `SELECT r.id, ${order.expression} AS place FROM recipients r WHERE (${range}) AND ${condition.sql}
         ORDER BY ${orderBy(order)} LIMIT ?`,
        [...parameters, ...condition.parameters, count],
      );
    if (after === undefined) return select('1 = 1', [], limit);
    const [value = null, id = null] = decodeCursor(after, 2);
    const places: Place[] = [];
    for (const range of rangesAfter(order, value, id)) {
      places.push(...(await select(range.sql, range.parameters, limit - places.length)));
      if (places.length === limit) break;
    }
    return places;
  }

  private async totalOf(
    condition: Condition,
    { after }: PageRequest,
    all: number | undefined,
  ): Promise<[number | null, boolean]> {
    if (after !== undefined) return [null, false];
    return all === undefined ? this.totals.of(condition) : [all, false];
  }
}
