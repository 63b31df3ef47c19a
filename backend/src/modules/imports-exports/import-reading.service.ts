import { Injectable } from '@nestjs/common';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import type { CsvItem } from './csv/csv-reader.js';
import { fileColumns } from './csv/mapping.js';
import { LEASE_MS, LeaseLost, type RunContext } from './import-context.js';
import { ImportFiles } from './import-files.js';
import { problemsOf, withoutFormulaGuards, type RecordProblem } from './import-rows.js';
import { ImportQueries } from './import.queries.js';
import type { Import } from './import.entity.js';
import { Pace } from './pace.js';
import { openRows } from './readers/open-rows.js';
import { StagingTable } from './staging/staging-table.js';

const PROBLEM_COLUMNS = [
  'import_id', 'line', 'column_number', 'column_name', 'value', 'code', 'params', 'raw',
] as const; // prettier-ignore

/** Rows of the file on their way into the staging table. */
interface Batch {
  readonly rows: Parameter[][];
  readonly problems: RecordProblem[];
  read: number;
  invalid: number;
  nextByte: number;
  nextLine: number;
}

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
    if (row.byteOffset === 0) await this.staging.create(context.plan);
    const writer = new StageWriter(this.transactions, this.clock, this.queries, this.staging, context, row);
    const mapping = fileColumns(context.options.mapping);
    const batches = openRows(this.files.path(row.storedAs), context.options.format, {
      byte: row.byteOffset,
      line: row.line === 0 ? 1 : row.line,
      columns: mapping.length,
      decimalSeparator: context.options.decimalSeparator,
      limits: this.limits,
    });
    let batch = emptyBatch();
    let read = row.rowsRead;
    for await (const items of batches) {
      if (context.stopping()) {
        await writer.finished();
        return false;
      }
      for (let start = 0; start < items.length; start += SLICE) {
        const slice = items.slice(start, start + SLICE);
        convert(context, slice, batch);
        read += slice.length;
        if (read > this.maxRows)
          throw new DomainError('invalid', 'import.too-many-rows', { max: this.maxRows });
        if (batch.read >= this.transactions.dialect.bulkRows) {
          await writer.add(batch);
          batch = emptyBatch();
        }
        await nextTurn();
      }
    }
    if (batch.read > 0) await writer.add(batch);
    await writer.finished();
    return true;
  }
}

/** Rows that are converted in one go: while they are, nothing else in this process goes on. */
const SLICE = 1000;

function emptyBatch(): Batch {
  return { rows: [], problems: [], read: 0, invalid: 0, nextByte: 0, nextLine: 0 };
}

function convert(context: RunContext, items: readonly CsvItem[], batch: Batch): void {
  const { columns } = context.plan;
  for (const item of items) {
    const converted = item.kind === 'record' ? context.convert(withoutFormulaGuards(item)) : undefined;
    if (converted?.ok) {
      const row: Parameter[] = [0, item.line];
      for (const { value } of columns) row.push(value(converted));
      batch.rows.push(row);
    } else {
      batch.problems.push(...problemsOf(item, converted, context.options.mapping));
      batch.invalid += 1;
    }
  }
  const last = items.at(-1);
  if (!last) return;
  batch.read += items.length;
  batch.nextByte = last.nextByte;
  batch.nextLine = last.nextLine;
}

/** Stores one batch while the next one is converted. */
class StageWriter {
  private pending: Promise<void> = Promise.resolve();
  private failure: { readonly error: unknown } | undefined;
  private byte: number;
  private staged: number;
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
    this.staged = row.rowsStaged;
    this.errorTypes = row.errorTypes ?? {};
    this.pace = new Pace(clock);
  }

  /** Waits for the batch before this one. */
  async add(batch: Batch): Promise<void> {
    await this.finished();
    this.pending = this.store(batch).catch((error: unknown) => {
      this.failure = { error };
    });
  }

  async finished(): Promise<void> {
    await this.pending;
    if (this.failure) throw this.failure.error;
  }

  private async store(batch: Batch): Promise<void> {
    const { importId, owner, plan } = this.context;
    for (const [index, row] of batch.rows.entries()) row[0] = this.staged + index + 1;
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
        { read: batch.read, staged: batch.rows.length, invalid: batch.invalid },
      );
    });
    this.byte = batch.nextByte;
    this.staged += batch.rows.length;
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
