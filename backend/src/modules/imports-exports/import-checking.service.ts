import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { addCounts, NO_COUNTS, type ImportCounts } from './import-counts.js';
import { LEASE_MS, LeaseLost, type RunContext } from './import-context.js';
import type { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';
import { Pace } from './pace.js';
import { BlocklistMerge } from './staging/blocklist-merge.js';
import { MergeSql, type RowRange } from './staging/merge-sql.js';
import { RangeFilter } from './staging/range-filter.js';
import { outcomeOf, rowCounts, type CountRow } from './staging/row-counts.js';
import { RowMatches } from './staging/row-matches.js';
import { RowState, type StagedColumn } from './staging/staging-plan.js';
import { StagingTable } from './staging/staging-table.js';

/** Second phase: finds rows with the same key, and where the person asked for a look, counts what would happen. */
@Injectable()
export class ImportCheckingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly staging: StagingTable,
    private readonly matches: RowMatches,
    private readonly filter: RangeFilter,
    private readonly blocklists: BlocklistMerge,
  ) {}

  /** @returns false if the process ends before. @throws LeaseLost */
  async check(context: RunContext, row: Import): Promise<boolean> {
    const { plan, importId, owner } = context;
    await this.staging.index(plan);
    if (plan.match === 'table' && !(await this.matches.fill(context, row.rowCursor))) return false;
    const pace = new Pace(this.clock);
    let found: ImportCounts = row.found ?? { ...NO_COUNTS, invalid: row.rowsInvalid };
    // Once at least, so that an empty file has its figures, too.
    let cursor = row.rowCursor;
    do {
      if (context.stopping()) return false;
      const range = {
        after: cursor,
        to: Math.min(row.rowsStaged, cursor + this.transactions.dialect.bulkRows),
      };
      found = await this.transactions.run(async () => {
        const at = { phase: 'checking', cursor: range.after } as const;
        const held = await this.queries.hold(importId, owner, at, this.clock.millis() + LEASE_MS);
        if (!held) throw new LeaseLost();
        const duplicates = await this.duplicates(context, range);
        await this.staging.mark(plan, duplicates, RowState.duplicate);
        const looked = row.onlyCheck ? await this.look(context, range) : NO_COUNTS;
        const counts = addCounts(found, { ...looked, duplicates: duplicates.length });
        await this.queries.advance(
          importId,
          {
            row_cursor: range.to,
            rows_per_second: pace.after(range.to - range.after),
            ...(row.onlyCheck ? { found: JSON.stringify(counts) } : {}),
          },
          { duplicates: duplicates.length },
        );
        return counts;
      });
      cursor = range.to;
      await this.transactions.giveWay();
    } while (cursor < row.rowsStaged);
    return true;
  }

  /** The first row with a key counts; if duplicates are not checked, the last one does. */
  private async duplicates({ plan, options }: RunContext, { after, to }: RowRange): Promise<number[]> {
    const earlier = options.duplicates === 'check' ? '<' : '>';
    const sets: (readonly StagedColumn[])[] = [plan.keys];
    if (plan.email && !plan.keys.includes(plan.email)) sets.push([plan.email]);
    const same = sets.map(
      (columns) =>
        `EXISTS (SELECT 1 FROM ${plan.table} p
         WHERE ${columns.map(({ staged }) => `p.${staged} = s.${staged}`).join(' AND ')}
         AND p.row_no ${earlier} s.row_no)`,
    );
    const rows = await this.transactions.query<{ row_no: number }>(
      `SELECT s.row_no FROM ${plan.table} s WHERE s.row_no > ? AND s.row_no <= ? AND s.state = ?
       AND (${same.join(' OR ')})`,
      [after, to, RowState.open],
    );
    return rows.map((row) => Number(row.row_no));
  }

  /** What the import would do with the open rows of a range. */
  private async look({ plan }: RunContext, range: RowRange): Promise<ImportCounts> {
    if (plan.rules.blocks) return this.blocklists.look(plan, range);
    const filtered = await this.filter.close(plan, range);
    const { sql, parameters } = new MergeSql(plan, this.transactions.dialect).counts(range);
    const counts = rowCounts(await this.transactions.first<CountRow>(sql, parameters));
    await this.filter.reopen(plan, filtered);
    return {
      ...NO_COUNTS,
      ...outcomeOf(plan.rules, counts),
      blocked: filtered.blocked.length,
      invalid: filtered.taken.length,
    };
  }
}
