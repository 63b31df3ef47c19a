import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { LEASE_MS, LeaseLost, type RunContext } from './import-context.js';
import { ImportFiles } from './import-files.js';
import { ImportQueries } from './import.queries.js';
import type { Import } from './import.entity.js';
import { Pace } from './pace.js';
import type { ReadBatch } from './reading/read-batches.js';
import { threadedBatches } from './reading/threaded-batches.js';
import { StagingTable } from './staging/staging-table.js';

const PROBLEM_COLUMNS = [
  'import_id', 'line', 'column_number', 'column_name', 'value', 'code', 'params', 'raw',
] as const; // prettier-ignore

/** First phase: the file's rows become rows of the staging table, or problems. */
@Injectable()
export class ImportReadingService {
  private readonly limits: { readonly maxColumns: number; readonly maxCellLength: number };
  private readonly maxRows: number;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly files: ImportFiles,
    private readonly staging: StagingTable,
    config: Config,
  ) {
    this.limits = {
      maxColumns: config.get('importMaxColumns'),
      maxCellLength: config.get('importMaxCellLength'),
    };
    this.maxRows = config.get('importMaxRows');
  }

  /** @returns false if the process ends before the file does. @throws LeaseLost; DomainError `import.too-many-rows` */
  async read(context: RunContext, row: Import): Promise<boolean> {
    const { plan, options, fields, now } = context;
    if (row.byteOffset === 0) await this.staging.create(plan);
    const writer = new StageWriter(this.transactions, this.clock, this.queries, this.staging, context, row);
    const batches = threadedBatches({
      path: this.files.path(row.storedAs),
      format: options.format,
      mapping: options.mapping,
      fields,
      settings: options,
      now,
      values: plan.columns.map(({ value }) => value),
      engine: this.transactions.dialect.engine,
      limits: this.limits,
      maxRows: this.maxRows,
      batchRows: this.transactions.dialect.bulkRows,
      from: {
        byte: row.byteOffset,
        line: row.line === 0 ? 1 : row.line,
        read: row.rowsRead,
        staged: row.rowsStaged,
      },
    });
    for await (const batch of batches) {
      if (context.stopping()) return false;
      await writer.store(batch);
      await this.transactions.giveWay();
    }
    return true;
  }
}

/** Stores batch after batch, each with the place in the file that it reaches to. */
class StageWriter {
  private byte: number;
  private errorTypes: Readonly<Record<string, number>>;
  private readonly pace: Pace;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly staging: StagingTable,
    private readonly context: RunContext,
    row: Import,
  ) {
    this.byte = row.byteOffset;
    this.errorTypes = row.errorTypes ?? {};
    this.pace = new Pace(clock);
  }

  async store(batch: ReadBatch): Promise<void> {
    const { importId, owner, plan } = this.context;
    const errorTypes = withProblems(this.errorTypes, batch.problems);
    const rowsPerSecond = this.pace.after(batch.read);
    await this.transactions.run(async () => {
      const at = { phase: 'reading', cursor: this.byte } as const;
      const held = await this.queries.hold(importId, owner, at, this.clock.millis() + LEASE_MS);
      if (!held) throw new LeaseLost();
      await this.staging.load(plan, batch.rows);
      await this.transactions.insertRows(
        'INSERT INTO import_problems',
        PROBLEM_COLUMNS,
        batch.problems.map((problem): Parameter[] => [
          importId, problem.line, problem.column, problem.columnName, problem.value, problem.code,
          JSON.stringify(problem.params), problem.raw,
        ]), // prettier-ignore
      );
      await this.queries.advance(
        importId,
        {
          byte_offset: batch.nextByte,
          line: batch.nextLine,
          rows_per_second: rowsPerSecond,
          ...(batch.problems.length > 0 ? { error_types: JSON.stringify(errorTypes) } : {}),
        },
        { read: batch.read, staged: batch.staged, invalid: batch.invalid },
      );
    });
    this.byte = batch.nextByte;
    this.errorTypes = errorTypes;
  }
}

function withProblems(
  counts: Readonly<Record<string, number>>,
  problems: readonly { readonly code: string }[],
): Readonly<Record<string, number>> {
  if (problems.length === 0) return counts;
  const sums = { ...counts };
  for (const { code } of problems) sums[code] = (sums[code] ?? 0) + 1;
  return sums;
}
