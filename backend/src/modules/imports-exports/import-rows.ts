import type { MessageParams } from './csv/csv-format.js';
import type { CsvItem, CsvRecord } from './csv/csv-reader.js';
import type { ColumnMapping } from './csv/mapping.js';
import type { ConvertedRow } from './csv/row-conversion.js';

const SHOWN_VALUE_LENGTH = 200;

/** One thing that is wrong with a record. */
export interface RecordProblem {
  readonly line: number;
  readonly column: number;
  readonly columnName: string;
  readonly value: string;
  readonly code: string;
  readonly params: MessageParams;
  /** Of the first problem of a record only. */
  readonly raw: string | null;
}

/** What is wrong with a record that could not be read or converted. */
export function problemsOf(
  item: CsvItem,
  converted: ConvertedRow | undefined,
  mapping: readonly ColumnMapping[],
): RecordProblem[] {
  const { line, raw } = item;
  if (item.kind === 'record') {
    if (!converted || converted.ok) return [];
    return converted.problems.map((found, at) => ({ ...found, line, raw: at === 0 ? raw : null }));
  }
  const column = typeof item.params['column'] === 'number' ? item.params['column'] : 0;
  const columnName = mapping[column - 1]?.name ?? '';
  const value = raw.slice(0, SHOWN_VALUE_LENGTH);
  return [{ line, column, columnName, value, code: item.code, params: item.params, raw }];
}

const GUARDED = /^'\s*[=+\-@＝＋－＠]/;

/**
 * Our CSV files have an apostrophe before what a spreadsheet would run as a formula, such as a telephone number
 * with +; read back, it is no part of the value.
 */
export function withoutFormulaGuards({ raw, values }: CsvRecord): readonly string[] {
  if (!raw.includes("'")) return values;
  return values.map((cell) => (cell.startsWith("'") && GUARDED.test(cell) ? cell.slice(1) : cell));
}
