import { type Language } from '@contract/messages/messages';
import { type Gender, type MailType, type UserType } from '@contract/recipients/codes';
import { type DateFormat } from '@contract/recipients/date-values';
import { type FieldType } from '@contract/recipients/fields';
import { type components } from './schema';

/** `checked`: looked through, and waiting for the person's word. */
export type ImportState = 'uploaded' | 'queued' | 'running' | 'checked' | 'done' | 'failed' | 'cancelled';
export type ImportPhase = 'reading' | 'checking' | 'merging' | 'closing';
export type ImportMode = components['schemas']['ImportMode'];
export type FileKind = 'csv' | 'json' | 'xlsx' | 'ods';
export type CsvEncoding = components['schemas']['CsvEncoding'];
export type CsvSeparator = components['schemas']['CsvSeparator'];
/** Empty: quotes are ordinary characters. */
export type CsvQuote = components['schemas']['CsvQuote'];
export type DecimalSeparator = '.' | ',';
export type ConsentMethod = 'form' | 'double-opt-in' | 'phone' | 'paper' | 'other';

export interface CsvFormat {
  encoding: CsvEncoding;
  separator: CsvSeparator;
  quote: CsvQuote;
  /** Whether the first line names the columns. */
  header: boolean;
}

export interface FileFormat extends CsvFormat {
  kind: FileKind;
  /** Of a workbook; empty: the first one. */
  sheet: string;
}

export interface FormatView extends FileFormat {
  /** 0 (a guess) to 1 (certain), as found at the upload. */
  confidence?: Record<keyof CsvFormat, number>;
}

export interface NewField {
  name: string;
  label: string;
  type: FieldType;
}

export type StandardTarget =
  | 'email'
  | 'title'
  | 'firstname'
  | 'lastname'
  | 'gender'
  | 'mailtype'
  /** Only to find known recipients. */
  | 'customer_id'
  /** Of the blocklist. */
  | 'reason';
/** Where a column's values go. */
export type ColumnTarget = StandardTarget | 'ignore' | { field: string } | { newField: NewField };

export interface ColumnMapping {
  name: string;
  target: ColumnTarget;
  /** A row whose cell is blank, with no default to help, is wrong. */
  mandatory?: boolean;
  /** For blank cells. */
  defaultValue?: string;
  /** No column of the file: every row gets the default. */
  constant?: boolean;
}

/** What an import does with rows, however the file is written. */
export interface ImportSettings {
  mode: ImportMode;
  /** What a blank cell does to the value that a recipient has. */
  nullHandling: 'keep' | 'overwrite';
  /** `email`, `customer_id` or names of profile fields. */
  keys: string[];
  duplicates: 'check' | 'none';
  updateAllMatches: boolean;
  mailingListIds: number[] | 'all';
  userType: UserType;
  decimalSeparator: DecimalSeparator;
  dateFormats: DateFormat[];
  timeZone: string;
  genderWords: { text: string; gender: Gender }[];
  defaultMailType: MailType;
  reportAddresses: string[];
  errorAddresses: string[];
  reportLanguage: Language;
}

export interface ImportConsent {
  method: ConsentMethod;
  source: string;
  textVersion: string;
}

/** What became, or would become, of the rows: each is in one figure. */
export interface ImportCounts {
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  blocked: number;
  invalid: number;
  skipped: number;
}

export interface ImportProgress extends ImportCounts {
  phase: ImportPhase;
  bytesDone: number;
  bytesTotal: number;
  /** 0–100, over all phases. */
  percent: number;
  rowsRead: number;
  phaseDone: number;
  phaseTotal: number;
  bindingsCreated: number;
  bindingsChanged: number;
  blocklistAdded: number;
  rowsPerSecond: number;
  etaSeconds: number | null;
}

export interface CodedMessage {
  code: string;
  /** In the language of the interface. */
  message: string;
}

export interface ImportView extends ImportSettings {
  id: number;
  fileName: string;
  size: number;
  state: ImportState;
  format: FormatView;
  hints: CodedMessage[];
  /** Empty until chosen. */
  mapping: ColumnMapping[];
  consent: ImportConsent | null;
  profileId: number | null;
  /** The import whose bad rows, repaired, this one brings. */
  parentId: number | null;
  progress: ImportProgress;
  /** What the look before the start found; null without one. */
  found: ImportCounts | null;
  /** Most frequent first. */
  errorTypes: { code: string; count: number }[];
  problem: CodedMessage | null;
  dataSourceId: number | null;
  undoable: boolean;
  undoUntil: string | null;
  undoneAt: string | null;
  fileKept: boolean;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

export interface PreviewProblem extends CodedMessage {
  /** Physical line, from 1; 0 when the file as a whole is meant. */
  line: number;
  /** From 1; 0 when the whole line is meant. */
  column: number;
}

export interface PreviewColumn {
  index: number;
  header: string;
  guess: ColumnTarget;
  /** 0 (a guess) to 1 (certain). */
  confidence: number;
  problem?: PreviewProblem;
}

export interface ImportPreview {
  format: FormatView;
  columns: PreviewColumn[];
  rows: string[][];
  problems: PreviewProblem[];
  totalEstimate: number;
  decimalSeparator: DecimalSeparator;
}

export interface ImportProblemView extends PreviewProblem {
  columnName: string;
  value: string;
}

export type RowResult = 'valid' | 'invalid' | 'duplicate';

export interface ImportRowView {
  /** Physical line, from 1. */
  line: number;
  /** Of invalid rows as repaired so far. */
  values: string[];
  problems: { column: number; code: string; message: string }[];
  repaired: boolean;
}

export type ImportDownload = 'valid' | 'invalid' | 'duplicates' | 'fixed' | 'report';

export interface ImportOptions extends ImportSettings {
  format: FileFormat;
  mapping: ColumnMapping[];
  consent: ImportConsent | null;
  profileId: number | null;
}
