import { Transform, type TransformCallback } from 'node:stream';
import type { CsvSeparator } from './csv-format.js';

export type CsvCell = string | number | bigint | boolean | Date | null | undefined;

export interface CsvWriterOptions {
  /** Default ';' */
  separator?: CsvSeparator;
  /** Default '"' */
  quote?: '"' | "'";
  /** Begin with a byte order mark, which Excel needs to know UTF-8; default false. */
  bom?: boolean;
  /** Quote every cell; default only where needed. */
  alwaysQuote?: boolean;
}

/** Characters of text that are given out at once. */
const CHUNK_LENGTH = 65_536;

/**
 * What a spreadsheet would take for a formula (OWASP "CSV Injection"; the full-width signs count in East Asian
 * versions). Blanks before it do not help: spreadsheets drop them.
 */
const FORMULA = /^[\s\u00a0]*[=+\-@＝＋－＠]|^[\t\r\n]/;
/** A plain negative number is a number, not a formula. */
const NEGATIVE_NUMBER = /^-\d+([.,]\d+)*$/;

/**
 * Writes rows as CSV text (RFC 4180: CRLF, quotes doubled), chunk by chunk. Text that a spreadsheet would run as a
 * formula gets an apostrophe in front. Dates are UTC as `yyyy-MM-ddTHH:mm:ssZ`, null and undefined are empty.
 */
export async function* writeCsv(
  rows: Iterable<readonly CsvCell[]> | AsyncIterable<readonly CsvCell[]>,
  options: CsvWriterOptions = {},
): AsyncGenerator<string, void> {
  const write = rowWriter(options);
  let chunk = options.bom === true ? '\ufeff' : '';
  for await (const row of rows) {
    chunk += write(row);
    if (chunk.length < CHUNK_LENGTH) continue;
    yield chunk;
    chunk = '';
  }
  if (chunk !== '') yield chunk;
}

/** {@link writeCsv} as a stream: takes arrays of cells, gives UTF-8. */
export class CsvWriter extends Transform {
  private readonly writeRow: (row: readonly CsvCell[]) => string;
  private pending: string;

  constructor(options: CsvWriterOptions = {}) {
    super({ writableObjectMode: true });
    this.writeRow = rowWriter(options);
    this.pending = options.bom === true ? '\ufeff' : '';
  }

  override _transform(row: readonly CsvCell[], _encoding: BufferEncoding, done: TransformCallback): void {
    this.pending += this.writeRow(row);
    if (this.pending.length >= CHUNK_LENGTH) this.flushPending();
    done();
  }

  override _flush(done: TransformCallback): void {
    this.flushPending();
    done();
  }

  private flushPending(): void {
    if (this.pending !== '') this.push(this.pending, 'utf8');
    this.pending = '';
  }
}

function rowWriter(options: CsvWriterOptions): (row: readonly CsvCell[]) => string {
  const { separator = ';', quote = '"', alwaysQuote = false } = options;
  const doubled = quote + quote;
  return (row) => {
    const cells = row.map((value) => {
      const text = cellText(value);
      if (!alwaysQuote && !needsQuotes(text, quote)) return text;
      return quote + text.replaceAll(quote, doubled) + quote;
    });
    // A single empty cell would be a blank line, which readers pass over.
    const line = cells.length === 1 && cells[0] === '' ? doubled : cells.join(separator);
    return `${line}\r\n`;
  };
}

function cellText(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/\.\d{3}Z$/, 'Z');
  return typeof value === 'string' ? neutralised(value) : String(value);
}

/** Text that a spreadsheet would run as a formula, with an apostrophe in front; other text as it is. */
export function neutralised(text: string): string {
  return FORMULA.test(text) && !NEGATIVE_NUMBER.test(text) ? `'${text}` : text;
}

/** Any separator, not only the file's own: a spreadsheet with another setting would split the cell there. */
function needsQuotes(text: string, quote: string): boolean {
  return /[;,|\t\r\n"]|^\s|\s$/.test(text) || text.includes(quote);
}
