import type { CsvFormat } from '../csv/csv-format.js';

/** Kinds of file that recipients can come in. ZIP archives are unpacked when they arrive. */
export const FILE_KINDS = ['csv', 'json', 'xlsx', 'ods'] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** How a file is read. What does not matter for its kind has the default of {@link fileFormat}. */
export interface FileFormat extends CsvFormat {
  readonly kind: FileKind;
  /** Of a workbook; empty: the first one. */
  readonly sheet: string;
}

/** Completes a format; also one that was kept before there were other kinds than CSV. */
export function fileFormat(given: Partial<FileFormat>): FileFormat {
  const kind = given.kind ?? 'csv';
  return {
    kind,
    encoding: kind === 'csv' ? (given.encoding ?? 'utf-8') : 'utf-8',
    separator: kind === 'csv' ? (given.separator ?? ';') : ';',
    quote: kind === 'csv' ? (given.quote ?? '"') : '"',
    // The keys of JSON objects always name the columns.
    header: kind === 'json' ? true : (given.header ?? true),
    sheet: kind === 'xlsx' || kind === 'ods' ? (given.sheet ?? '') : '',
  };
}

/** How the `raw` text of a file's rows is to be split: rows of other kinds than CSV are given as CSV. */
export function rawFormat(format: FileFormat): CsvFormat {
  return format.kind === 'csv' ? format : { encoding: 'utf-8', separator: ';', quote: '"', header: false };
}
