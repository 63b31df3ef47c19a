import { ByteSearch } from './byte-search.js';
import type { CsvFormat, LineProblemCode, MessageParams } from './csv-format.js';
import { lineDecoder, type LineDecoder } from './line-decoder.js';
import { RecordParser } from './record-parser.js';

const LF = 0x0a;
const CR = 0x0d;
const NUL = 0x00;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);
/** `"sep=;"` with its line break. */
const SEPARATOR_LINE_BYTES = 9;
/** How much of a line that is too long is shown, in bytes. */
const LONG_LINE_EXCERPT = 200;

interface Located {
  /** Physical line (from 1) where the record starts; of a problem, where the problem is. */
  line: number;
  /** Offset in the file of the record's first byte. */
  byte: number;
  /** Line and offset after it: a checkpoint from which reading can go on. */
  nextLine: number;
  nextByte: number;
  /** Its text as in the file, without the final line break. */
  raw: string;
}

export interface CsvRecord extends Located {
  kind: 'record';
  values: string[];
}

/** A record that could not be read; reading goes on behind it. */
export interface CsvLineProblem extends Located {
  kind: 'problem';
  code: LineProblemCode;
  params: MessageParams;
}

export type CsvItem = CsvRecord | CsvLineProblem;

export interface CsvLimits {
  /** Characters per cell. */
  maxCellLength: number;
  maxColumns: number;
  /** Bytes per physical line, and per record of several lines. */
  maxLineBytes: number;
  /** Physical lines that one quoted cell may span before its quote counts as never closed. */
  maxQuotedLines: number;
}

export const DEFAULT_CSV_LIMITS: CsvLimits = {
  maxCellLength: 65_536,
  maxColumns: 1_000,
  maxLineBytes: 1_048_576,
  maxQuotedLines: 100,
};

export interface TokenizerOptions {
  format: Pick<CsvFormat, 'encoding' | 'separator' | 'quote'>;
  limits?: Partial<CsvLimits>;
  /**
   * Columns that a record should have. A record of several lines that has another number is taken for an unclosed
   * quote that met the next quote in the file, and is read again line by line.
   */
  columns?: number;
  /** Offset and line of the first byte pushed; default the file's beginning. */
  startByte?: number;
  startLine?: number;
}

interface Line {
  start: number;
  end: number;
  next: number;
}

/**
 * Turns bytes into records. Written here rather than taken from csv-parse, because that one cannot go back: an
 * unclosed quote swallows the file up to the next quote or its record limit, and what was swallowed is gone.
 *
 * All encodings offered keep ASCII bytes for ASCII characters only, so lines are found in the bytes (native search,
 * exact offsets), then decoded and split as strings.
 *
 * The rule for quotes: a quoted cell may span `maxQuotedLines` lines and `maxCellLength` bytes. If it is not closed
 * within them, or what closes it is followed by text (so it is really the next cell's opening quote), the quote is
 * reported at the line where it opened and reading goes on with the line after that. No line is ever passed over
 * without being part of a record or of a problem's `raw`.
 */
export class CsvTokenizer {
  private readonly decode: LineDecoder;
  private readonly parser: RecordParser;
  private readonly limits: CsvLimits;
  private readonly columns: number | undefined;
  private readonly encoding: string;
  private buffer: Buffer = Buffer.alloc(0);
  /** File offset of the buffer's first byte. */
  private base: number;
  private position = 0;
  private line: number;
  private ended = false;
  private bomChecked: boolean;
  private separatorLineChecked: boolean;
  private longLine: { byte: number; raw: string } | undefined;
  private readonly lineFeeds = new ByteSearch(LF);
  private readonly carriageReturns = new ByteSearch(CR);
  private readonly nuls = new ByteSearch(NUL);

  constructor(options: TokenizerOptions) {
    const { format } = options;
    this.decode = lineDecoder(format.encoding);
    this.parser = new RecordParser(format.separator, format.quote);
    this.limits = { ...DEFAULT_CSV_LIMITS, ...options.limits };
    this.columns = options.columns;
    this.encoding = format.encoding;
    this.base = options.startByte ?? 0;
    this.line = options.startLine ?? 1;
    this.separatorLineChecked = this.base > 0;
    this.bomChecked = this.base > 0 || !format.encoding.startsWith('utf-8');
  }

  /** Number of quoted cells in the record given last. */
  get quotedCells(): number {
    return this.parser.quotedCells;
  }

  /** Adds bytes; the tokenizer keeps a reference to them until their records are read. */
  push(chunk: Buffer): void {
    const rest = this.buffer.length - this.position;
    this.base += this.position;
    this.buffer = rest === 0 ? chunk : Buffer.concat([this.buffer.subarray(this.position), chunk]);
    this.position = 0;
    for (const search of [this.lineFeeds, this.carriageReturns, this.nuls]) search.forget();
  }

  end(): void {
    this.ended = true;
  }

  /** The next record or problem; undefined when more bytes are needed or, after `end()`, when there are none. */
  next(): CsvItem | undefined {
    if (!this.bomChecked && !this.skipBom()) return undefined;
    if (!this.separatorLineChecked && !this.skipSeparatorLine()) return undefined;
    for (;;) {
      if (this.longLine) return this.finishLongLine();
      const line = this.locate(this.position);
      if (!line) {
        // One byte more than the limit may be a CR whose LF has not arrived.
        if (this.buffer.length - this.position <= this.limits.maxLineBytes + 1) return undefined;
        this.beginLongLine();
      } else if (line.end - line.start > this.limits.maxLineBytes) {
        this.beginLongLine();
      } else if (line.end === line.start) {
        this.advance(line.next, this.line + 1);
      } else {
        return this.readRecord(line);
      }
    }
  }

  private skipBom(): boolean {
    const head = this.buffer.subarray(0, BOM.length);
    const possible = head.equals(BOM.subarray(0, head.length));
    if (possible && head.length < BOM.length && !this.ended) return false;
    if (possible && head.length === BOM.length) this.position = BOM.length;
    this.bomChecked = true;
    return true;
  }

  /** The line by which Excel tells itself the separator is no part of the table. */
  private skipSeparatorLine(): boolean {
    const rest = this.buffer.length - this.position;
    if (rest < SEPARATOR_LINE_BYTES && !this.ended) return false;
    this.separatorLineChecked = true;
    if (separatorLine(this.buffer.subarray(this.position)) === undefined) return true;
    const line = this.locate(this.position);
    if (line) this.advance(line.next, this.line + 1);
    return true;
  }

  private readRecord(first: Line): CsvItem | undefined {
    const { parser } = this;
    parser.reset();
    let current = first;
    let lineNumber = this.line;
    let defect: { line: number; code: LineProblemCode; params: MessageParams } | undefined;
    /** Where the quote that is open now was opened. */
    let opened: { line: Line; lineNumber: number; column: number } | undefined;
    for (;;) {
      const decoded = this.decode(this.buffer, current.start, current.end);
      defect ??= this.defectOf(current, lineNumber, decoded.undecodable);
      const lineBreak = this.buffer.toString('latin1', current.end, current.next);
      const outcome = parser.readLine(decoded.text, lineBreak);
      if (outcome === 'complete') {
        if (lineNumber > this.line && this.columns !== undefined && parser.cells.length !== this.columns) {
          return this.unclosedQuote(first, first, this.line, 1 + this.firstOpenColumn(first));
        }
        if (!defect)
          return this.record(first, current, lineNumber, first === current ? decoded.text : undefined);
        return this.problem(first, current, lineNumber, defect.code, defect.params, defect.line);
      }
      const column = parser.cells.length + 1;
      const sameQuote = opened?.column === column;
      if (outcome === 'text-after-quote') {
        if (opened && sameQuote) return this.unclosedQuote(first, opened.line, opened.lineNumber, column);
        return this.problem(first, current, lineNumber, 'csv-text-after-quote', { column });
      }
      if (!opened || !sameQuote) opened = { line: current, lineNumber, column };
      const following = this.locate(current.next);
      const end = following?.end ?? this.buffer.length - 1;
      const lines = lineNumber + 1 - opened.lineNumber;
      if (
        lines >= this.limits.maxQuotedLines ||
        current.end - opened.line.end > this.limits.maxCellLength ||
        end - first.start > this.limits.maxLineBytes ||
        (!following && this.ended)
      ) {
        return this.unclosedQuote(first, opened.line, opened.lineNumber, column);
      }
      if (!following) return undefined;
      current = following;
      lineNumber++;
    }
  }

  /** Index of the cell whose quote stays open at the end of the line. */
  private firstOpenColumn(line: Line): number {
    this.parser.reset();
    this.parser.readLine(this.decode(this.buffer, line.start, line.end).text, '');
    return this.parser.cells.length;
  }

  private defectOf(line: Line, lineNumber: number, undecodable: string | undefined) {
    if (this.nuls.next(this.buffer, line.start) < line.end)
      return { line: lineNumber, code: 'csv-nul-byte' as const, params: {} };
    if (undecodable === undefined) return undefined;
    const params = { bytes: undecodable, encoding: this.encoding.replace('-bom', '').toUpperCase() };
    return { line: lineNumber, code: 'csv-undecodable' as const, params };
  }

  private record(first: Line, last: Line, lastNumber: number, text: string | undefined): CsvItem {
    const { cells } = this.parser;
    const { maxColumns, maxCellLength } = this.limits;
    if (cells.length > maxColumns) {
      const params = { columns: cells.length, max: maxColumns };
      return this.problem(first, last, lastNumber, 'csv-too-many-columns', params);
    }
    if (last.end - first.start > maxCellLength) {
      const tooLong = cells.findIndex((cell) => cell.length > maxCellLength);
      if (tooLong >= 0) {
        const params = { column: tooLong + 1, max: maxCellLength };
        return this.problem(first, last, lastNumber, 'csv-cell-too-long', params);
      }
    }
    const raw = text ?? this.decode(this.buffer, first.start, last.end).text;
    const line = this.line;
    const byte = this.base + first.start;
    this.advance(last.next, lastNumber + 1);
    return {
      kind: 'record',
      line,
      byte,
      nextLine: this.line,
      nextByte: this.base + this.position,
      raw,
      values: cells,
    };
  }

  private unclosedQuote(first: Line, openedIn: Line, lineNumber: number, column: number): CsvLineProblem {
    const params = { column, lines: this.limits.maxQuotedLines };
    return this.problem(first, openedIn, lineNumber, 'csv-unclosed-quote', params, lineNumber);
  }

  private problem(
    first: Line,
    last: Line,
    lastNumber: number,
    code: LineProblemCode,
    params: MessageParams,
    line = this.line,
  ): CsvLineProblem {
    const raw = this.decode(this.buffer, first.start, last.end).text;
    const byte = this.base + first.start;
    this.advance(last.next, lastNumber + 1);
    return {
      kind: 'problem',
      line,
      byte,
      nextLine: this.line,
      nextByte: this.base + this.position,
      raw,
      code,
      params,
    };
  }

  private beginLongLine(): void {
    const excerptEnd = this.position + Math.min(LONG_LINE_EXCERPT, this.limits.maxLineBytes);
    const raw = this.decode(this.buffer, this.position, excerptEnd).text.replace(/\ufffd+$/, '');
    this.longLine = { byte: this.base + this.position, raw };
  }

  /** Drops bytes until the line's end is found, so that memory stays flat however long it is. */
  private finishLongLine(): CsvItem | undefined {
    const { longLine, line } = this;
    if (!longLine) return undefined;
    const found = this.locate(this.position);
    if (!found && !this.ended) {
      const endsInCr = this.buffer[this.buffer.length - 1] === CR;
      this.position = Math.max(this.position, this.buffer.length - (endsInCr ? 1 : 0));
      return undefined;
    }
    this.longLine = undefined;
    this.advance(found?.next ?? this.buffer.length, line + 1);
    return {
      kind: 'problem',
      line,
      byte: longLine.byte,
      nextLine: this.line,
      nextByte: this.base + this.position,
      raw: longLine.raw,
      code: 'csv-line-too-long',
      params: { max: this.limits.maxLineBytes },
    };
  }

  /** The physical line at `from` with its break (LF, CRLF or CR), or undefined while its end is not known. */
  private locate(from: number): Line | undefined {
    const lf = this.lineFeeds.next(this.buffer, from);
    const cr = this.carriageReturns.next(this.buffer, from);
    const { length } = this.buffer;
    if (cr < lf) {
      if (cr + 1 === length && !this.ended) return undefined;
      return { start: from, end: cr, next: this.buffer[cr + 1] === LF ? cr + 2 : cr + 1 };
    }
    if (lf < length) return { start: from, end: lf, next: lf + 1 };
    return this.ended && from < length ? { start: from, end: length, next: length } : undefined;
  }

  private advance(position: number, line: number): void {
    this.position = position;
    this.line = line;
  }
}

/** The separator that Excel's line `sep=;` names at the beginning of a file. */
export function separatorLine(start: Buffer): string | undefined {
  const text = start.toString('latin1', 0, SEPARATOR_LINE_BYTES + BOM.length).replace(/^\xef\xbb\xbf/, '');
  return /^("?)sep=([^\r\n])\1[\r\n]/i.exec(text)?.[2];
}
