import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../core/database/transactions.js';
import { BlocklistService } from '../../recipients/index.js';
import { MergeSql, type RowRange } from './merge-sql.js';
import { RowState, type StagingPlan } from './staging-plan.js';
import { StagingTable } from './staging-table.js';

/** A row whose address belongs to another recipient than the one it means. */
export interface TakenAddress {
  readonly row: number;
  readonly line: number;
  readonly email: string;
}

export interface Filtered {
  readonly blocked: readonly number[];
  readonly taken: readonly TakenAddress[];
}

/** Takes rows out that must not be merged, as things are now. Inside transactions. */
@Injectable()
export class RangeFilter {
  constructor(
    private readonly transactions: Transactions,
    private readonly blocklist: BlocklistService,
    private readonly staging: StagingTable,
  ) {}

  async close(plan: StagingPlan, range: RowRange): Promise<Filtered> {
    const blocked = plan.rules.blocks ? [] : await this.blocked(plan, range);
    await this.staging.mark(plan, blocked, RowState.blocked);
    const taken = plan.match === 'email' || !plan.email ? [] : await this.taken(plan, range);
    await this.staging.mark(
      plan,
      taken.map(({ row }) => row),
      RowState.invalid,
    );
    return { blocked, taken };
  }

  async reopen(plan: StagingPlan, { blocked, taken }: Filtered): Promise<void> {
    await this.staging.mark(plan, [...blocked, ...taken.map(({ row }) => row)], RowState.open);
  }

  private async blocked(plan: StagingPlan, range: RowRange): Promise<number[]> {
    if (!plan.email) return [];
    const open = new MergeSql(plan, this.transactions.dialect).open(range);
    const rows = await this.transactions.query<{ row_no: number }>(
      `SELECT s.row_no FROM (SELECT row_no, state, ${plan.email.staged} AS email FROM ${plan.table}) s
       WHERE ${open.sql} AND ${this.blocklist.condition('s')}`,
      open.parameters,
    );
    return rows.map((row) => Number(row.row_no));
  }

  private async taken(plan: StagingPlan, range: RowRange): Promise<TakenAddress[]> {
    const { sql, parameters } = new MergeSql(plan, this.transactions.dialect).takenAddresses(range);
    const rows = await this.transactions.query<{ row_no: number; line: number; email: string }>(
      sql,
      parameters,
    );
    return rows.map(({ row_no, line, email }) => ({ row: Number(row_no), line: Number(line), email }));
  }
}
