import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import type { Condition } from './recipient-filter.js';

/** Up to this many recipients are looked at for a total; of more, a sample. */
const LOOKED_AT = 40_000;
const WINDOWS = 20;

/** How many recipients fit a filter, without looking at all of them. */
@Injectable()
export class RecipientTotals {
  constructor(private readonly transactions: Transactions) {}

  /** @returns the number, and whether it is an estimate */
  async of(condition: Condition): Promise<[total: number, isEstimate: boolean]> {
    const ends = await this.transactions.first<{ low: number; high: number }>(
      'SELECT MIN(id) AS low, MAX(id) AS high FROM recipients',
    );
    const low = Number(ends?.low ?? 0);
    const span = Number(ends?.high ?? 0) - low + 1;
    if (span <= LOOKED_AT) return [await this.within(condition, low, low + span - 1), false];
    const width = LOOKED_AT / WINDOWS;
    let found = 0;
    for (let index = 0; index < WINDOWS; index += 1) {
      const start = Math.floor(low + ((span - width) * index) / (WINDOWS - 1));
      found += await this.within(condition, start, start + width - 1);
    }
    return [Math.round((found / LOOKED_AT) * span), true];
  }

  private async within(condition: Condition, from: number, to: number): Promise<number> {
    const row = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM recipients r WHERE r.id BETWEEN ? AND ? AND ${condition.sql}`,
      [from, to, ...condition.parameters],
    );
    return Number(row?.n ?? 0);
  }
}
