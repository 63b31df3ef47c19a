import type { UserType } from '../../contract/recipients/codes.js';
import type { CsvFormat, FileHintCode } from './csv/csv-format.js';
import type { ColumnMapping } from './csv/mapping.js';

export const IMPORT_STATES = ['uploaded', 'queued', 'running', 'done', 'failed', 'cancelled'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What happens to addresses that are known, and to those that are not (spec/import_export.md §3). */
export const IMPORT_MODES = ['add-and-update', 'add-only', 'update-only'] as const;
export type ImportMode = (typeof IMPORT_MODES)[number];

export const DECIMAL_SEPARATORS = ['.', ','] as const;
export type DecimalSeparator = (typeof DECIMAL_SEPARATORS)[number];

/** How the file is written, as found at the upload: 0 (a guess) to 1 (certain) for each part. */
export interface FormatDetection {
  readonly format: CsvFormat;
  readonly confidence: Readonly<Record<keyof CsvFormat, number>>;
  readonly hints: readonly FileHintCode[];
}

/** What the person chose. */
export interface ImportChoice {
  readonly format: CsvFormat;
  /** One entry per column of the file. */
  readonly mapping: readonly ColumnMapping[];
  readonly mailingListId: number | null;
  readonly userType: UserType;
  readonly mode: ImportMode;
  /** Of numbers with a fraction. */
  readonly decimalSeparator: DecimalSeparator;
}

/** The options column of an import. */
export interface ImportOptions extends FormatDetection {
  readonly mapping: readonly ColumnMapping[];
  readonly userType: UserType;
  readonly mode: ImportMode;
  readonly decimalSeparator: DecimalSeparator;
}
