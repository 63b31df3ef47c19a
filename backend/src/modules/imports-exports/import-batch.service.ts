import { Injectable } from '@nestjs/common';
import type { UserType } from '../../contract/recipients/codes.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import {
  BULK_STANDARD,
  MailingListService,
  RecipientBulkService,
  type BulkOrder,
  type BulkRecord,
} from '../recipients/index.js';
import type { CsvItem } from './csv/csv-reader.js';
import type { ColumnMapping } from './csv/mapping.js';
import type { ConvertedRow, RowProblem } from './csv/row-conversion.js';
import type { ImportMode } from './import-options.js';
import { ImportQueries } from './import.queries.js';

/** How long a worker may be silent before another takes its import over, in milliseconds. */
export const LEASE_MS = 30_000;

const PROBLEM_COLUMNS = [
  'import_id', 'line', 'column_number', 'column_name', 'value', 'code', 'params', 'raw',
] as const; // prettier-ignore
const SHOWN_VALUE_LENGTH = 200;

/** The import was cancelled, or another worker has taken it over. */
export class LeaseLost extends Error {}

/** What stays the same during a run. */
export interface RunContext {
  readonly importId: number;
  readonly owner: string;
  readonly fileName: string;
  readonly mapping: readonly ColumnMapping[];
  readonly mode: ImportMode;
  readonly mailingListId: number | null;
  readonly userType: UserType;
  readonly convert: (values: readonly string[]) => ConvertedRow;
}

interface Problem extends Omit<RowProblem, 'code'> {
  readonly line: number;
  readonly code: string;
  /** Of the first problem of a record only. */
  readonly raw: string | null;
}

/** Writes a batch of records, their problems, the figures and the place to go on from in one transaction. */
@Injectable()
export class ImportBatchService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly recipients: RecipientBulkService,
    private readonly lists: MailingListService,
  ) {}

  /**
   * @param from where the batch begins in the file, as the import's row must have it
   * @throws LeaseLost; DomainError `import.list-gone`
   */
  async write(
    context: RunContext,
    items: readonly CsvItem[],
    from: number,
    rowsPerSecond: number,
  ): Promise<void> {
    const last = items.at(-1);
    if (!last) return;
    const { records, problems, invalid } = readItems(context, items);
    await this.transactions.run(async () => {
      await this.begin(context, from);
      const fresh = await this.firstOfEach(context.importId, records);
      const written = await this.recipients.write(fresh, orderOf(context));
      await this.report(context.importId, problems);
      await this.queries.advance(
        context.importId,
        { byteOffset: last.nextByte, line: last.nextLine },
        { ...written, read: items.length, duplicates: records.length - fresh.length, invalid },
        rowsPerSecond,
      );
    });
  }

  private async begin({ importId, owner, mailingListId }: RunContext, from: number): Promise<void> {
    if (!(await this.queries.hold(importId, owner, from, this.clock.millis() + LEASE_MS)))
      throw new LeaseLost();
    if (mailingListId !== null && !(await this.lists.get(mailingListId))) {
      throw new DomainError('conflict', 'import.list-gone');
    }
  }

  /** The first valid row with an address counts; later ones are duplicates and change nothing. */
  private async firstOfEach(importId: number, records: readonly BulkRecord[]): Promise<BulkRecord[]> {
    const byEmail = new Map<string, BulkRecord>();
    for (const record of records) if (!byEmail.has(record.email)) byEmail.set(record.email, record);
    const met = await this.queries.metAmong(importId, [...byEmail.keys()]);
    const fresh = [...byEmail.values()].filter(({ email }) => !met.has(email));
    await this.queries.remember(
      importId,
      fresh.map(({ email }) => email),
    );
    return fresh;
  }

  private async report(importId: number, problems: readonly Problem[]): Promise<void> {
    const rows = problems.map((problem): Parameter[] => [
      importId,
      problem.line,
      problem.column,
      problem.columnName,
      problem.value,
      problem.code,
      JSON.stringify(problem.params),
      problem.raw,
    ]);
    await this.transactions.insertRows('INSERT INTO import_problems', PROBLEM_COLUMNS, rows);
  }
}

function readItems(context: RunContext, items: readonly CsvItem[]) {
  const records: BulkRecord[] = [];
  const problems: Problem[] = [];
  let invalid = 0;
  for (const item of items) {
    const { line, raw } = item;
    if (item.kind === 'record') {
      const row = context.convert(item.values.map(withoutFormulaGuard));
      if (row.ok) {
        records.push(row);
        continue;
      }
      problems.push(...row.problems.map((found, at) => ({ ...found, line, raw: at === 0 ? raw : null })));
    } else {
      const column = typeof item.params['column'] === 'number' ? item.params['column'] : 0;
      const columnName = context.mapping[column - 1]?.name ?? '';
      const value = raw.slice(0, SHOWN_VALUE_LENGTH);
      problems.push({ line, column, columnName, value, code: item.code, params: item.params, raw });
    }
    invalid += 1;
  }
  return { records, problems, invalid };
}

/**
 * Our CSV files have an apostrophe before what a spreadsheet would run as a formula, such as a telephone number
 * with +; read back, it is no part of the value.
 */
function withoutFormulaGuard(cell: string): string {
  return cell.startsWith("'") && /^'\s*[=+\-@＝＋－＠]/.test(cell) ? cell.slice(1) : cell;
}

function orderOf(context: RunContext): BulkOrder {
  const targets = context.mapping.map(({ target }) => target);
  return {
    standard: BULK_STANDARD.filter((name) => targets.includes(name)),
    fields: targets.flatMap((target) =>
      typeof target === 'object' && 'field' in target ? [target.field] : [],
    ),
    create: context.mode !== 'update-only',
    update: context.mode !== 'add-only',
    binding:
      context.mailingListId === null
        ? null
        : {
            mailingListId: context.mailingListId,
            userType: context.userType,
            remark: `CSV Import ${context.fileName}`,
          },
    origin: { importId: context.importId, fileName: context.fileName },
  };
}
