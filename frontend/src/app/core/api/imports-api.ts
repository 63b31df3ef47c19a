import { Injectable, inject } from '@angular/core';
import { type UserType } from '@contract/recipients/codes';
import { type FieldType } from '@contract/recipients/fields';
import { ApiClient } from './api-client';
import { type Page } from './types';

export type ImportState = 'uploaded' | 'queued' | 'running' | 'done' | 'failed' | 'cancelled';
export type ImportMode = 'add-and-update' | 'add-only' | 'update-only';
export type CsvEncoding = 'utf-8' | 'utf-8-bom' | 'iso-8859-1' | 'iso-8859-15' | 'windows-1252';
export type CsvSeparator = ';' | ',' | '|' | '\t';
/** Empty: quotes are ordinary characters. */
export type CsvQuote = '"' | "'" | '';
export type DecimalSeparator = '.' | ',';

export interface CsvFormat {
  encoding: CsvEncoding;
  separator: CsvSeparator;
  quote: CsvQuote;
  /** Whether the first line names the columns. */
  header: boolean;
}

export interface FormatView extends CsvFormat {
  /** 0 (a guess) to 1 (certain), as found at the upload. */
  confidence?: Record<keyof CsvFormat, number>;
}

export interface NewField {
  name: string;
  label: string;
  type: FieldType;
}

export type StandardTarget = 'email' | 'title' | 'firstname' | 'lastname' | 'gender' | 'mailtype';
/** Where a column's values go. */
export type ColumnTarget = StandardTarget | 'ignore' | { field: string } | { newField: NewField };

export interface ColumnMapping {
  name: string;
  target: ColumnTarget;
}

export interface ImportProgress {
  bytesDone: number;
  bytesTotal: number;
  /** 0–100. */
  percent: number;
  rowsRead: number;
  created: number;
  updated: number;
  unchanged: number;
  duplicates: number;
  blocked: number;
  invalid: number;
  skipped: number;
  bindingsCreated: number;
  rowsPerSecond: number;
  etaSeconds: number | null;
}

export interface CodedMessage {
  code: string;
  /** In the language of the interface. */
  message: string;
}

export interface ImportView {
  id: number;
  fileName: string;
  size: number;
  state: ImportState;
  format: FormatView;
  hints: CodedMessage[];
  /** Empty until chosen. */
  mapping: ColumnMapping[];
  mailingListId: number | null;
  userType: UserType;
  mode: ImportMode;
  decimalSeparator: DecimalSeparator;
  progress: ImportProgress;
  problem: CodedMessage | null;
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

export interface ImportOptions {
  format: CsvFormat;
  mapping: ColumnMapping[];
  mailingListId: number | null;
  userType: UserType;
  mode: ImportMode;
  decimalSeparator: DecimalSeparator;
}

@Injectable({ providedIn: 'root' })
export class ImportsApi {
  private readonly api = inject(ApiClient);

  upload(file: File, onProgress: (fraction: number) => void, signal?: AbortSignal): Promise<ImportView> {
    return this.api.upload('/imports', file, {}, { onProgress, signal });
  }

  list(after: string, signal?: AbortSignal): Promise<Page<ImportView>> {
    return this.api.get('/imports', { query: { after }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<ImportView> {
    return this.api.get(`/imports/${id}`, { signal });
  }

  preview(id: number, format: CsvFormat, signal?: AbortSignal): Promise<ImportPreview> {
    return this.api.post(`/imports/${id}/preview`, { format }, { signal });
  }

  choose(id: number, options: ImportOptions): Promise<ImportView> {
    return this.api.put(`/imports/${id}/options`, options);
  }

  start(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/start`);
  }

  cancel(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/cancel`);
  }

  problems(id: number, after: string, signal?: AbortSignal): Promise<Page<ImportProblemView>> {
    return this.api.get(`/imports/${id}/problems`, { query: { after }, signal });
  }

  /** Address of the CSV file with the rows that were not imported. */
  problemsAddress(id: number): string {
    return this.api.url(`/imports/${id}/problems.csv`);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/imports/${id}`);
  }
}
