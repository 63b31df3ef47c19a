import type { UserType } from '../../contract/recipients/codes.js';
import type { CsvFormat, FileHintCode } from './csv/csv-format.js';
import type { ColumnMapping } from './csv/mapping.js';
import type { ImportMode } from './import-modes.js';
import { NO_CONVERSION } from './import-settings.js';
import type { ConversionSettings, DuplicateCheck, NullHandling, ReportSettings } from './import-settings.js';
import { fileFormat, type FileFormat } from './readers/file-format.js';

/** `checked`: looked through and waiting for the person's word. */
export const IMPORT_STATES = [
  'uploaded', 'queued', 'running', 'checked', 'done', 'failed', 'cancelled',
] as const; // prettier-ignore
export type ImportState = (typeof IMPORT_STATES)[number];

/** Steps of a run. `closing` is what the exclusive modes do with those that the file does not have. */
export const IMPORT_PHASES = ['reading', 'checking', 'merging', 'closing'] as const;
export type ImportPhase = (typeof IMPORT_PHASES)[number];

export { IMPORT_MODES, type ImportMode } from './import-modes.js';

export const DECIMAL_SEPARATORS = ['.', ','] as const;
export type DecimalSeparator = (typeof DECIMAL_SEPARATORS)[number];

/** How the file is written, as found at the upload: 0 (a guess) to 1 (certain) for each part. */
export interface FormatDetection {
  readonly format: FileFormat;
  readonly confidence: Readonly<Record<keyof CsvFormat, number>>;
  readonly hints: readonly FileHintCode[];
}

export const CONSENT_METHODS = ['form', 'double-opt-in', 'phone', 'paper', 'other'] as const;

/** That the people of the file agreed to get mails, and how that can be proven. */
export interface ImportConsent {
  readonly method: (typeof CONSENT_METHODS)[number];
  readonly source: string;
  readonly textVersion: string;
}

/** What the person chose, or the profile says. */
export interface ImportChoice extends ConversionSettings, ReportSettings {
  readonly format: FileFormat;
  /** One entry per column of the file, then the constant ones. */
  readonly mapping: readonly ColumnMapping[];
  readonly mode: ImportMode;
  readonly nullHandling: NullHandling;
  /** `email`, `customer_id` or names of profile fields: what a known recipient is found by. */
  readonly keys: readonly string[];
  readonly duplicates: DuplicateCheck;
  /** Whether every recipient that has the key is changed, or only the first one. */
  readonly updateAllMatches: boolean;
  readonly mailingListIds: readonly number[] | 'all';
  readonly userType: UserType;
  /** null: lists with double opt-in wait for each recipient's own confirmation. */
  readonly consent: ImportConsent | null;
  readonly profileId: number | null;
}

/** The options column of an import. */
export interface ImportOptions extends ImportChoice {
  readonly confidence: FormatDetection['confidence'];
  readonly hints: FormatDetection['hints'];
}

export const DEFAULT_CHOICE: Omit<ImportChoice, 'format' | 'mapping'> = {
  ...NO_CONVERSION,
  mode: 'add-and-update',
  nullHandling: 'keep',
  keys: ['email'],
  duplicates: 'check',
  updateAllMatches: true,
  mailingListIds: [],
  userType: 'W',
  consent: null,
  profileId: null,
  reportAddresses: [],
  errorAddresses: [],
  reportLanguage: 'en',
};

/** Options as kept, with the defaults of those that came later. */
export function completeOptions(kept: Partial<ImportOptions>): ImportOptions {
  return {
    confidence: { encoding: 1, separator: 1, quote: 1, header: 1 },
    hints: [],
    mapping: [],
    ...DEFAULT_CHOICE,
    ...kept,
    format: fileFormat(kept.format ?? {}),
  };
}
