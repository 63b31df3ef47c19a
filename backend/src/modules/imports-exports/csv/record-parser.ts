import type { CsvQuote, CsvSeparator } from './csv-format.js';

/** What a physical line did to the record it belongs to. */
export type LineOutcome =
  /** The record is complete. */
  | 'complete'
  /** A quoted cell goes on in the next line. */
  | 'open'
  /** Text follows a closing quote, so the quotes are not what they seem. */
  | 'text-after-quote';

/**
 * Splits the physical lines of one record into cells. Quotes count only at the beginning of a cell (blanks before
 * it are dropped, since `a, "b, c"` is common); elsewhere, as in `5" pipe`, they are text. Quotes inside a quoted
 * cell are doubled (RFC 4180 §2.7).
 */
export class RecordParser {
  cells: string[] = [];
  /** How many cells were in quotes: evidence for format detection. */
  quotedCells = 0;
  private partial = '';
  private inQuotes = false;

  constructor(
    private readonly separator: CsvSeparator,
    private readonly quote: CsvQuote,
  ) {}

  reset(): void {
    this.cells = [];
    this.quotedCells = 0;
    this.partial = '';
    this.inQuotes = false;
  }

  /** Reads one physical line; `lineBreak` is what ended it and belongs to a quoted cell that stays open. */
  readLine(line: string, lineBreak: string): LineOutcome {
    const { quote } = this;
    if (!this.inQuotes && (quote === '' || !line.includes(quote))) {
      this.cells = line.split(this.separator);
      return 'complete';
    }
    let at = 0;
    for (;;) {
      if (!this.inQuotes) {
        const start = this.quotedCellStart(line, at);
        if (start < 0) {
          const end = line.indexOf(this.separator, at);
          this.cells.push(end < 0 ? line.slice(at) : line.slice(at, end));
          if (end < 0) return 'complete';
          at = end + 1;
          continue;
        }
        this.inQuotes = true;
        this.partial = '';
        at = start;
      }
      const close = this.readQuoted(line, at);
      if (close < 0) {
        this.partial += lineBreak;
        return 'open';
      }
      at = skipBlanks(line, close, this.separator);
      if (at < line.length && line[at] !== this.separator) return 'text-after-quote';
      this.inQuotes = false;
      this.quotedCells++;
      this.cells.push(this.partial);
      if (at >= line.length) return 'complete';
      at++;
    }
  }

  /** Index after the opening quote of the cell that begins at `at`, or -1 if the cell is not quoted. */
  private quotedCellStart(line: string, at: number): number {
    if (line[at] === this.quote) return at + 1;
    if (line[at] !== ' ') return -1;
    const start = skipBlanks(line, at, this.separator);
    return line[start] === this.quote ? start + 1 : -1;
  }

  /** Adds to `partial` up to the closing quote; the index after it, or -1 if the line ends before. */
  private readQuoted(line: string, from: number): number {
    let at = from;
    for (;;) {
      const next = line.indexOf(this.quote, at);
      if (next < 0) {
        this.partial += line.slice(at);
        return -1;
      }
      if (line[next + 1] !== this.quote) {
        this.partial += line.slice(at, next);
        return next + 1;
      }
      this.partial += line.slice(at, next + 1);
      at = next + 2;
    }
  }
}

function skipBlanks(line: string, from: number, separator: string): number {
  let at = from;
  while (line[at] === ' ' || (line[at] === '\t' && separator !== '\t')) at++;
  return at;
}
