import type { FieldRuleProblem } from '../../../contract/recipients/field-rules.js';
import type { ImportCode } from '../../../contract/messages/imports.js';

/** UTF-16 is turned into UTF-8 when a file arrives. */
export const CSV_ENCODINGS = [
  'utf-8', 'utf-8-bom', 'iso-8859-1', 'iso-8859-15', 'windows-1252', 'iso-8859-2', 'windows-1250', 'windows-1251',
  'gb2312', 'iso-2022-jp', 'shift_jis',
] as const; // prettier-ignore
export type CsvEncoding = (typeof CSV_ENCODINGS)[number];

export const CSV_SEPARATORS = [';', ',', '|', '\t', '^'] as const;
export type CsvSeparator = (typeof CSV_SEPARATORS)[number];

/** '' means that quotes are ordinary characters. */
export const CSV_QUOTES = ['"', "'", ''] as const;
export type CsvQuote = (typeof CSV_QUOTES)[number];

/** How a CSV file is written. */
export interface CsvFormat {
  encoding: CsvEncoding;
  separator: CsvSeparator;
  quote: CsvQuote;
  /** Whether the first record names the columns. */
  header: boolean;
}

export type FileProblemCode = Exclude<Extract<ImportCode, `file-${string}`>, FileHintCode>;
/** Not a hindrance, but the person should look before going on. */
export type FileHintCode = 'file-one-column' | 'file-no-email';
export type LineProblemCode = Extract<ImportCode, `csv-${string}` | `json-${string}`>;
export type HeaderProblemCode = Extract<ImportCode, `header-${string}`>;
export type MappingProblemCode = Extract<ImportCode, `mapping-${string}`>;
export type RowProblemCode =
  Extract<ImportCode, `row-${string}` | `email-${string}` | `value-${string}`> | FieldRuleProblem['code'];

/** What a message's `{name}` places are filled with. */
export type MessageParams = Record<string, string | number>;
