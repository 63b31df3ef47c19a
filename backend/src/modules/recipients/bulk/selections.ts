import { Injectable } from '@nestjs/common';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { InvalidInput } from '../../../core/errors/domain-error.js';
import type { Condition } from '../recipient-filter.js';
import { RecipientFilters } from '../recipient-filters.js';
import { MOST_IDS, type Selection } from './bulk-job.js';

/** A stretch of recipient ids that is looked at in one go. */
export interface Window {
  /** Beyond this id … */
  readonly after: number;
  /** … up to this one. */
  readonly upTo: number;
}

/** Walks through the recipients that a selection means, a stretch of ids at a time. */
@Injectable()
export class Selections {
  constructor(
    private readonly transactions: Transactions,
    private readonly filters: RecipientFilters,
  ) {}

  /** @throws InvalidInput unless there is either a filter or at least one and not too many ids */
  checked({ filter, ids }: Selection): Selection {
    if ((filter === undefined) === (ids === undefined)) {
      throw new InvalidInput({ selection: { code: 'bulk.selection' } });
    }
    if (ids === undefined) return { filter: filter ?? {} };
    if (ids.length === 0) throw new InvalidInput({ selection: { code: 'bulk.selection-empty' } });
    if (ids.length > MOST_IDS) {
      throw new InvalidInput({ selection: { code: 'bulk.too-many-ids', params: { max: MOST_IDS } } });
    }
    return { ids: [...new Set(ids)].toSorted((a, b) => a - b) };
  }

  /** A condition on `recipients r`, without the stretch of ids. */
  async condition({ filter, ids }: Selection): Promise<Condition> {
    if (ids) return { sql: `r.id IN (${marks(ids)})`, parameters: ids };
    return this.filters.condition(filter ?? {});
  }

  /** The highest id that is meant: who comes later is not. */
  async end({ ids }: Selection): Promise<number> {
    if (ids) return ids.at(-1) ?? 0;
    const row = await this.transactions.first<{ last: number | null }>(
      'SELECT MAX(id) AS last FROM recipients',
    );
    return Number(row?.last ?? 0);
  }

  /** The next stretch with at most `size` recipients that may be meant; undefined at the end. */
  async window({ ids }: Selection, after: number, end: number, size: number): Promise<Window | undefined> {
    if (after >= end) return undefined;
    if (ids) {
      const part = ids.filter((id) => id > after).slice(0, size);
      const last = part.at(-1);
      return last === undefined ? undefined : { after, upTo: last };
    }
    const row = await this.transactions.first<{ id: number }>(
      'SELECT id FROM recipients WHERE id > ? AND id <= ? ORDER BY id LIMIT 1 OFFSET ?',
      [after, end, size - 1],
    );
    return { after, upTo: row ? Number(row.id) : end };
  }

  /** Ids in a stretch that are meant; in a transaction they are locked. */
  async ids(selection: Selection, { after, upTo }: Window): Promise<number[]> {
    const within = selection.ids?.filter((id) => id > after && id <= upTo);
    const condition = await this.condition(within ? { ids: within } : selection);
    const lock = this.transactions.active ? this.transactions.dialect.lockRows : '';
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT r.id FROM recipients r WHERE r.id > ? AND r.id <= ? AND ${condition.sql} ORDER BY r.id ${lock}`,
      [after, upTo, ...condition.parameters],
    );
    return rows.map(({ id }) => Number(id));
  }
}
