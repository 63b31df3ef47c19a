import type { CsvItem, CsvLimits } from '../csv/csv-reader.js';
import { DEFAULT_CSV_LIMITS } from '../csv/csv-reader.js';

/** A row of a sheet as its reader found it. */
export interface SheetRow {
  /** From 1. */
  readonly row: number;
  readonly cells: readonly string[];
  /** Cells beyond the limit that were left out. */
  readonly tooMany: number;
  /** From 1: the first cell that is longer than the limit; 0: none. */
  readonly tooLong: number;
}

/** Rows of one sheet that a reader looks at, and more than any program makes. */
export const MOST_ROWS = 1_048_576;

export function sheetLimits(limits: Partial<CsvLimits> = {}): CsvLimits {
  return { ...DEFAULT_CSV_LIMITS, ...limits };
}

/** Blank at the end is not there; rows are made as wide as the header. */
export function rowItem(
  { row, cells, tooMany, tooLong }: SheetRow,
  columns: number,
  limits: CsvLimits,
): CsvItem {
  const values = [...cells];
  while (values.length > columns && values.at(-1) === '') values.pop();
  while (values.length < columns) values.push('');
  const raw = values.map(rawCell).join(';');
  const place = { line: row, byte: row - 1, nextLine: row + 1, nextByte: row, raw };
  if (tooMany > 0) {
    const params = { columns: values.length + tooMany, max: limits.maxColumns };
    return { kind: 'problem', code: 'csv-too-many-columns', params, ...place };
  }
  if (tooLong > 0) {
    const params = { column: tooLong, max: limits.maxCellLength };
    return { kind: 'problem', code: 'csv-cell-too-long', params, ...place };
  }
  if (raw.includes('\0')) return { kind: 'problem', code: 'csv-nul-byte', params: {}, ...place };
  return { kind: 'record', values, ...place };
}

/** A cell as it stands in `raw`, see `rawFormat`. */
export function rawCell(cell: string): string {
  return /[;"\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

/** Collects the cells of a row within the limits. */
export class CellCollector {
  cells: string[] = [];
  tooMany = 0;
  tooLong = 0;

  constructor(private readonly limits: CsvLimits) {}

  reset(): void {
    this.cells = [];
    this.tooMany = 0;
    this.tooLong = 0;
  }

  /** @param column from 0 */
  put(column: number, text: string): void {
    if (text === '') return;
    if (column >= this.limits.maxColumns) {
      this.tooMany = Math.max(this.tooMany, column + 1 - this.limits.maxColumns);
      return;
    }
    while (this.cells.length < column) this.cells.push('');
    if (text.length > this.limits.maxCellLength && this.tooLong === 0) this.tooLong = column + 1;
    this.cells[column] = text.slice(0, this.limits.maxCellLength);
  }
}
