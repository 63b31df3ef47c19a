import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { ProfileFieldRegistry } from '../../recipients/index.js';
import { fileColumns } from '../csv/mapping.js';
import type { Import } from '../import.entity.js';
import { stagingPlan, type StagingPlan } from '../staging/staging-plan.js';
import type { BadRow } from './import-rows.js';

type Stored = string | number | null;

/** Rows that could be read, as their values were understood. */
@Injectable()
export class StagedRows {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  /** In the file's order; cells that go nowhere are blank. @throws DomainError `import.rows-gone` */
  async page(row: Import, state: number, after: number, limit: number): Promise<BadRow[]> {
    const plan = await this.planOf(row);
    const columns = plan.columns.map(({ staged }) => staged);
    const rows = await this.read(row, () =>
      this.transactions.query<Record<string, Stored>>(
        `SELECT line, ${columns.join(', ')} FROM ${plan.table} WHERE row_no > ? AND state = ? AND line > ?
         ORDER BY row_no LIMIT ?`,
        [0, state, after, limit],
      ),
    );
    return rows.map((found) => ({
      line: Number(found['line']),
      values: cellsOf(row, plan, found),
      problems: [],
      repaired: false,
    }));
  }

  /** @throws DomainError `import.rows-gone` */
  async *all(row: Import, state: number): AsyncGenerator<readonly string[], void> {
    const plan = await this.planOf(row);
    const columns = plan.columns.map(({ staged }) => staged);
    const step = 2000;
    for (let after = 0; after < row.rowsStaged; after += step) {
      const from = after;
      const rows = await this.read(row, () =>
        this.transactions.query<Record<string, Stored>>(
          `SELECT line, ${columns.join(', ')} FROM ${plan.table} WHERE row_no > ? AND row_no <= ? AND state = ?
           ORDER BY row_no`,
          [from, from + step, state],
        ),
      );
      for (const found of rows) yield cellsOf(row, plan, found);
    }
  }

  private async planOf(row: Import): Promise<StagingPlan> {
    return stagingPlan(
      row.id,
      row.options,
      await this.registry.all(),
      this.transactions.dialect,
      this.clock.now(),
    );
  }

  private async read<T>(row: Import, query: () => Promise<T[]>): Promise<T[]> {
    if (row.rowsStaged === 0) return [];
    try {
      return await query();
    } catch (error) {
      if (/no such table|doesn't exist/i.test(String(error)))
        throw new DomainError('conflict', 'import.rows-gone');
      throw error;
    }
  }
}

/** One cell per column of the file. */
function cellsOf(row: Import, plan: StagingPlan, found: Readonly<Record<string, Stored>>): string[] {
  return fileColumns(row.options.mapping).map((_entry, index) => {
    const column = plan.columns.find(({ from }) => from === index);
    const value = column ? found[column.staged] : null;
    return value === null || value === undefined ? '' : String(value);
  });
}
