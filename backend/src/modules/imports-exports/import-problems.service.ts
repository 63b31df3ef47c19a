import { Injectable } from '@nestjs/common';
import { message, type Language } from '../../contract/messages/index.js';
import { Transactions } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import type { CsvFormat } from './csv/csv-format.js';
import { writeCsv, type CsvCell } from './csv/csv-writer.js';
import type { Import } from './import.entity.js';
import { rawFormat } from './readers/file-format.js';
import { cellsOf } from './repair/raw-cells.js';

/** What stands before the original columns in the list of problems; not read when that list is imported again. */
export const PROBLEM_COLUMNS: readonly string[] = [
  'import_line',
  'import_column',
  'import_value',
  'import_reason',
];

const BATCH = 1000;

/** One thing that is wrong with one row of a file. */
export interface ImportProblem {
  readonly id: number;
  /** Physical line, from 1. */
  readonly line: number;
  /** From 1; 0 when the whole row is meant. */
  readonly column: number;
  readonly columnName: string;
  /** At most 200 characters. */
  readonly value: string;
  readonly code: string;
  readonly params: ErrorParams;
}

interface Row {
  id: number;
  line: number;
  column_number: number;
  column_name: string;
  value: string;
  code: string;
  params: string;
  raw: string | null;
}

@Injectable()
export class ImportProblemsService {
  constructor(private readonly transactions: Transactions) {}

  /** In the file's order. @throws DomainError `cursor.invalid` */
  async list(importId: number, limit: number, after?: string): Promise<Page<ImportProblem>> {
    const [from] = after === undefined ? [0] : decodeCursor(after, 1);
    const rows = await this.rowsAfter(importId, Number(from), limit + 1);
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map(problemOf),
      next: last && rows.length > limit ? encodeCursor([Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /**
   * The rows that could not be read as a CSV file that can be repaired and imported again: line, column, value and
   * reason, then the original cells. They come last so that a row with too few or too many keeps its fault.
   */
  csv(row: Import, language: Language): AsyncGenerator<string, void> {
    return writeCsv(this.cells(row, language), { separator: row.options.format.separator, bom: true });
  }

  private async *cells(row: Import, language: Language): AsyncGenerator<CsvCell[], void> {
    yield [...PROBLEM_COLUMNS, ...row.options.mapping.map(({ name }) => name)];
    let group: Row[] = [];
    let after = 0;
    for (;;) {
      const rows = await this.rowsAfter(row.id, after, BATCH);
      for (const problem of rows) {
        if (problem.raw !== null && group.length > 0) {
          yield recordOf(group, rawFormat(row.options.format), language);
          group = [];
        }
        group.push(problem);
      }
      if (rows.length < BATCH) break;
      after = Number(rows.at(-1)?.id);
    }
    if (group.length > 0) yield recordOf(group, rawFormat(row.options.format), language);
  }

  private rowsAfter(importId: number, after: number, limit: number): Promise<Row[]> {
    return this.transactions.query<Row>(
      `SELECT id, line, column_number, column_name, value, code, params, raw FROM import_problems
       WHERE import_id = ? AND id > ? ORDER BY id LIMIT ?`,
      [importId, after, limit],
    );
  }
}

function problemOf(row: Row): ImportProblem {
  return {
    id: Number(row.id),
    line: Number(row.line),
    column: row.column_number,
    columnName: row.column_name,
    value: row.value,
    code: row.code,
    params: JSON.parse(row.params) as ErrorParams,
  };
}

/** All problems of one row of the file, and the row. */
function recordOf(group: readonly Row[], format: CsvFormat, language: Language): CsvCell[] {
  const problems = group.map(problemOf);
  return [
    problems[0]?.line,
    [...new Set(problems.map(({ columnName }) => columnName).filter((name) => name !== ''))].join(' / '),
    problems.map(({ value }) => value).join(' / '),
    problems.map(({ code, params }) => message(code, params, language)).join(' '),
    ...cellsOf(group[0]?.raw ?? '', format),
  ];
}
