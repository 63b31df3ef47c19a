import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import { NotFound } from '../../core/errors/domain-error.js';
import type { Page } from '../../core/http/page.js';
import {
  TargetGroupQueries,
  type TargetGroupFilter,
  type TargetGroupPaging,
  type TargetGroupRow,
} from './target-group.queries.js';

/** Target groups as people see them, with the grade of their complexity on this installation. */
@Injectable()
export class TargetGroupLists {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: TargetGroupQueries,
  ) {}

  async page(
    filter: TargetGroupFilter,
    paging: TargetGroupPaging,
    userId: number,
  ): Promise<Page<TargetGroupRow>> {
    return this.queries.page(filter, paging, userId, await this.recipients());
  }

  /** Also a deleted one. @throws NotFound */
  async require(id: number, userId: number): Promise<TargetGroupRow> {
    const row = await this.queries.find(id, userId, await this.recipients());
    if (!row) throw new NotFound('target-group', id);
    return row;
  }

  /** About how many recipients there are: the ends of the ids are found at once, counting a million takes its time. */
  async recipients(): Promise<number> {
    const ends = await this.transactions.first<{ low: number | null; high: number | null }>(
      'SELECT (SELECT MIN(id) FROM recipients) AS low, (SELECT MAX(id) FROM recipients) AS high',
    );
    return ends?.high === null || ends?.low === null || !ends ? 0 : Number(ends.high) - Number(ends.low) + 1;
  }
}
