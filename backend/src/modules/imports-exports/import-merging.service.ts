import { Injectable } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../../core/clock/clock.js';
import { isDuplicateKey } from '../../core/database/duplicate-key.js';
import type { Sql } from '../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import { MailingListService } from '../recipients/index.js';
import { LEASE_MS, LeaseLost, type RunContext } from './import-context.js';
import type { Import } from './import.entity.js';
import { ImportQueries, type Figures } from './import.queries.js';
import { Pace } from './pace.js';
import { BindingMerge } from './staging/binding-merge.js';
import { BlocklistMerge } from './staging/blocklist-merge.js';
import { inOrder } from './staging/in-order.js';
import { MergeSql, type RowRange } from './staging/merge-sql.js';
import { RangeFilter, type TakenAddress } from './staging/range-filter.js';
import { outcomeOf, rowCounts, type CountRow } from './staging/row-counts.js';

/** How often a range is tried that met a key which another transaction took at the same time. */
const ATTEMPTS = 5;
const TAKEN = 'row-address-taken';

/** What the ranges that are done add up to. */
interface Progress {
  rowsPerSecond: number;
  errorTypes: Readonly<Record<string, number>>;
}

/**
 * Third phase: range by range, each in one transaction, the staged rows become recipients and bindings. Ranges may be
 * worked on side by side; they are committed in their order.
 */
@Injectable()
export class ImportMergingService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly filter: RangeFilter,
    private readonly bindings: BindingMerge,
    private readonly blocklists: BlocklistMerge,
    private readonly lists: MailingListService,
  ) {}

  /** @returns false if the process ends before. @throws LeaseLost; DomainError `import.list-gone` */
  async merge(context: RunContext, row: Import, dataSourceId: number): Promise<boolean> {
    const pace = new Pace(this.clock);
    const progress: Progress = { rowsPerSecond: 0, errorTypes: row.errorTypes ?? {} };
    let complete = true;
    const { dialect } = this.transactions;
    const ranges = function* (): Generator<RowRange> {
      for (let after = row.rowCursor; after < row.rowsStaged; after += dialect.mergeRows) {
        if (context.stopping()) {
          complete = false;
          return;
        }
        yield { after, to: Math.min(row.rowsStaged, after + dialect.mergeRows) };
      }
    };
    // Only addresses make sure that two ranges have nobody in common.
    const lanes = context.plan.match === 'email' && !context.plan.rules.blocks ? dialect.mergeLanes : 1;
    await inOrder(ranges(), lanes, async (range, turn) => {
      await this.untilFree(() => this.range(context, range, dataSourceId, progress, turn));
      progress.rowsPerSecond = pace.after(range.to - range.after);
      await this.transactions.giveWay();
    });
    return complete;
  }

  private async range(
    context: RunContext,
    range: RowRange,
    dataSourceId: number,
    progress: Progress,
    turn: () => Promise<void>,
  ): Promise<void> {
    const { plan, importId, owner } = context;
    const errorTypes = await this.transactions.run(async () => {
      for (const { id } of context.lists) {
        if (!(await this.lists.get(id))) throw new DomainError('conflict', 'import.list-gone');
      }
      const filtered = await this.filter.close(plan, range);
      const figures = plan.rules.blocks
        ? await this.blocklists.merge(context, range, dataSourceId)
        : {
            ...(await this.recipients(context, range, dataSourceId)),
            ...(await this.bindings.merge(context, range, dataSourceId)),
          };
      await this.report(context, filtered.taken);
      const taken = filtered.taken.length;
      await turn();
      const at = { phase: 'merging', cursor: range.after } as const;
      const held = await this.queries.hold(importId, owner, at, this.clock.millis() + LEASE_MS);
      if (!held) throw new LeaseLost();
      const { errorTypes: before, rowsPerSecond } = progress;
      const errors = taken === 0 ? before : { ...before, [TAKEN]: (before[TAKEN] ?? 0) + taken };
      await this.queries.advance(
        importId,
        {
          row_cursor: range.to,
          rows_per_second: rowsPerSecond,
          ...(taken > 0 ? { error_types: JSON.stringify(errors) } : {}),
        },
        { ...figures, blocked: filtered.blocked.length, invalid: taken },
      );
      return errors;
    }, 'read-committed');
    progress.errorTypes = errorTypes;
  }

  private async recipients({ plan }: RunContext, range: RowRange, dataSourceId: number): Promise<Figures> {
    const merge = new MergeSql(plan, this.transactions.dialect);
    const { creates, updates } = plan.rules;
    const now = this.clock.millis();
    // Where each row means one recipient at the most, the statements themselves say how many they were.
    const simple = creates && plan.match !== 'table';
    const counts = rowCounts(
      await this.first<CountRow>(simple ? merge.openRows(range) : merge.counts(range)),
    );
    const changed = updates ? await this.run(merge.keepBefore(range, dataSourceId, now)) : 0;
    if (changed > 0) await this.run(merge.update(range, dataSourceId, now));
    const created = creates ? await this.create(merge, range, dataSourceId, now) : 0;
    if (simple) return outcomeOf(plan.rules, { open: counts.open, matched: counts.open - created, changed });
    return outcomeOf(plan.rules, counts);
  }

  /** @returns how many are new */
  private async create(merge: MergeSql, range: RowRange, dataSourceId: number, now: number): Promise<number> {
    const { sql, parameters } = merge.insert(range, dataSourceId, now);
    const made = await this.transactions.execute(sql, parameters);
    if (made.affected > 0) await this.run(merge.keepCreated(made.insertId, dataSourceId, now));
    return made.affected;
  }

  private async report({ importId, options }: RunContext, taken: readonly TakenAddress[]): Promise<void> {
    const column = options.mapping.findIndex(({ target }) => target === 'email') + 1;
    const name = options.mapping[column - 1]?.name ?? '';
    await this.transactions.insertRows(
      'INSERT INTO import_problems',
      ['import_id', 'line', 'column_number', 'column_name', 'value', 'code', 'params', 'raw'],
      taken.map(({ line, email }): Parameter[] => [importId, line, column, name, email, TAKEN, '{}', '']),
    );
  }

  private async untilFree<T>(work: () => Promise<T>): Promise<T> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        return await work();
      } catch (error) {
        if (attempt === ATTEMPTS || !isDuplicateKey(error)) throw error;
        await pause(Math.random() * 100 * attempt);
      }
    }
  }

  private first<R>({ sql, parameters }: Sql): Promise<R | undefined> {
    return this.transactions.first<R>(sql, parameters);
  }

  private async run({ sql, parameters }: Sql): Promise<number> {
    return (await this.transactions.execute(sql, parameters)).affected;
  }
}
