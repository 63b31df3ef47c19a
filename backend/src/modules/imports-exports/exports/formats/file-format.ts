import type { PlannedColumn } from '../export-columns.js';

/**
 * A file that is text. Lines are those of `ExportReader`; what it gives out, one after the other, is the file in UTF-8.
 */
export interface TextFormat {
  begin(): Buffer;
  batch(lines: readonly string[]): Buffer;
  end(): Buffer;
}

export const NOTHING = Buffer.alloc(0);

/** Where the cell of each column stands in a line of the reader, behind the id; -1: it is the same in every row. */
export function cellPlaces(columns: readonly PlannedColumn[]): number[] {
  let next = 1;
  return columns.map(({ sql }) => (sql === null ? -1 : next++));
}
