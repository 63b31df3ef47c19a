import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { MessageParams } from '../csv/csv-format.js';
import type { CsvItem, CsvLimits } from '../csv/csv-reader.js';
import { rawCell } from './row-items.js';

const FILE_CHUNK = 262_144;
const LF = 0x0a;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPEN = 0x7b;
const CLOSE = 0x7d;
/** `[`, `]`, `,` and blanks: what may stand between objects. */
const BETWEEN: ReadonlySet<number> = new Set([0x5b, 0x5d, 0x2c, 0x20, 0x09, 0x0d, LF]);
/** Characters of a wrong object that are shown. */
const SHOWN = 500;
/** Digits from which a number may be more than JavaScript keeps exactly. */
const LONG_NUMBER = /\d{16}|\d[eE][+-]?\d/;

export interface JsonOptions {
  /** Columns; keys that are none of them are passed over. */
  readonly names: readonly string[];
  readonly limits: CsvLimits;
  readonly startByte: number;
  readonly startLine: number;
  readonly decimalSeparator: '.' | ',';
  /** Indexes of the columns that are used: lists and objects in them are refused, in others they are given as JSON. */
  readonly used: ReadonlySet<number>;
}

/** An object of the file as its bytes. */
interface Piece {
  readonly bytes: Buffer;
  readonly byte: number;
  readonly line: number;
  readonly nextByte: number;
  readonly nextLine: number;
  /** What is not an object, or one that is too long or does not end. */
  readonly code: 'json-too-long' | 'json-between' | 'json-truncated' | undefined;
}

/**
 * The objects of a JSON file (RFC 8259), an array of them or one per line. Their ends are found in the bytes and each
 * is parsed by itself, so that reading can go on at any of them, also behind a broken one.
 */
export async function* readJson(path: string, options: JsonOptions): AsyncGenerator<CsvItem[], void> {
  const cut = new ObjectCutter(options);
  for await (const chunk of createReadStream(path, { start: options.startByte, highWaterMark: FILE_CHUNK })) {
    const items = cut.push(chunk as Buffer).map((piece) => itemOf(piece, options));
    if (items.length > 0) yield items;
  }
  const items = cut.end().map((piece) => itemOf(piece, options));
  if (items.length > 0) yield items;
}

/** Keys of files that were looked through, by path, size and time; those looked at longest ago go first. */
const keysOfFiles = new Map<string, readonly string[]>();
const MOST_FILES = 50;

/** Objects that are looked at in one go: while they are, nothing else in this process goes on. */
const SLICE = 1000;

/**
 * Keys of all objects, in the order in which they occur: the whole file is looked through once, some 100 MB a second.
 * @returns one more than `maxColumns` where there are too many
 */
export async function jsonKeys(path: string, limits: CsvLimits): Promise<string[]> {
  const { size, mtimeMs } = await stat(path);
  const file = [path, size, mtimeMs, limits.maxColumns, limits.maxLineBytes].join(' ');
  const known = keysOfFiles.get(file) ?? (await readKeys(path, limits));
  keysOfFiles.delete(file);
  keysOfFiles.set(file, known);
  for (const oldest of keysOfFiles.keys()) if (keysOfFiles.size > MOST_FILES) keysOfFiles.delete(oldest);
  return [...known];
}

async function readKeys(path: string, limits: CsvLimits): Promise<string[]> {
  const keys = new Set<string>();
  const cut = new ObjectCutter({ limits, startByte: 0, startLine: 1 });
  const look = async (pieces: readonly Piece[]) => {
    for (const [index, { bytes, code }] of pieces.entries()) {
      if (index > 0 && index % SLICE === 0) await nextTurn();
      const parsed = code === undefined ? parse(bytes.toString('utf8')) : undefined;
      for (const key of Object.keys(parsed ?? {})) if (keys.size <= limits.maxColumns) keys.add(key);
    }
  };
  for await (const chunk of createReadStream(path, { highWaterMark: FILE_CHUNK })) {
    await look(cut.push(chunk as Buffer));
    if (keys.size > limits.maxColumns) return [...keys];
  }
  await look(cut.end());
  return [...keys];
}

class ObjectCutter {
  private buffer: Buffer = Buffer.alloc(0);
  private at = 0;
  private base: number;
  private line: number;
  private depth = 0;
  private inText = false;
  private escaped = false;
  /** Where the piece at hand begins; -1 between pieces. */
  private start = -1;
  private startLine = 1;
  private between = false;
  /** The object is longer than may be: only its beginning is kept. */
  private dropped: { bytes: Buffer; byte: number } | undefined;

  constructor(private readonly options: Pick<JsonOptions, 'limits' | 'startByte' | 'startLine'>) {
    this.base = options.startByte;
    this.line = options.startLine;
  }

  push(chunk: Buffer): Piece[] {
    const rest = this.start >= 0 ? this.start : this.at;
    this.base += rest;
    this.at -= rest;
    this.buffer = rest === this.buffer.length ? chunk : Buffer.concat([this.buffer.subarray(rest), chunk]);
    if (this.start >= 0) this.start = 0;
    const found: Piece[] = [];
    if (
      this.base === 0 &&
      this.at === 0 &&
      this.buffer.subarray(0, 3).equals(Buffer.from([0xef, 0xbb, 0xbf]))
    ) {
      this.at = 3;
    }
    while (this.at < this.buffer.length) this.step(found);
    if (this.start >= 0 && this.at - this.start > this.options.limits.maxLineBytes) this.drop();
    return found;
  }

  end(): Piece[] {
    if (this.start < 0 && !this.dropped) return [];
    return [this.piece(this.between ? 'json-between' : 'json-truncated')];
  }

  private step(found: Piece[]): void {
    const byte = this.buffer[this.at] ?? 0;
    this.at += 1;
    if (byte === LF) this.line += 1;
    if (this.start < 0 && !this.dropped) {
      if (BETWEEN.has(byte)) return;
      this.start = this.at - 1;
      this.startLine = this.line;
      this.between = byte !== OPEN;
      this.depth = this.between ? 0 : 1;
      return;
    }
    if (this.between) {
      // What is not an object goes on to the end of its line.
      if (byte === LF) found.push(this.piece('json-between'));
    } else if (this.inText) {
      if (this.escaped) this.escaped = false;
      else if (byte === BACKSLASH) this.escaped = true;
      else if (byte === QUOTE) this.inText = false;
    } else if (byte === QUOTE) this.inText = true;
    else if (byte === OPEN) this.depth += 1;
    else if (byte === CLOSE) {
      this.depth -= 1;
      if (this.depth === 0) found.push(this.piece(undefined));
    }
  }

  private drop(): void {
    const bytes = Buffer.from(this.buffer.subarray(this.start, this.start + SHOWN));
    this.dropped ??= { bytes, byte: this.base + this.start };
    this.start = -1;
  }

  private piece(code: Piece['code']): Piece {
    const { dropped } = this;
    const bytes = dropped?.bytes ?? this.buffer.subarray(this.start, this.at);
    const byte = dropped?.byte ?? this.base + this.start;
    const tooLong = dropped !== undefined || bytes.length > this.options.limits.maxLineBytes;
    const piece: Piece = {
      bytes,
      byte,
      line: this.startLine,
      nextByte: this.base + this.at,
      nextLine: this.line,
      code: tooLong && code === undefined ? 'json-too-long' : code,
    };
    this.start = -1;
    this.dropped = undefined;
    this.between = this.inText = this.escaped = false;
    return piece;
  }
}

function itemOf({ bytes, code, ...place }: Piece, options: JsonOptions): CsvItem {
  const text = bytes.toString('utf8');
  const problem = (why: JsonProblem, params: MessageParams = {}): CsvItem => {
    return { kind: 'problem', code: why, params, raw: text.slice(0, SHOWN), ...place };
  };
  const { limits, names, decimalSeparator } = options;
  if (code !== undefined) return problem(code, { max: limits.maxLineBytes });
  if (text.includes('\ufffd') && !Buffer.from(text, 'utf8').equals(bytes)) return problem('json-encoding');
  const parsed = parse(text);
  if (!parsed) return problem('json-syntax');
  const values: string[] = [];
  for (const [index, name] of names.entries()) {
    const value: unknown = Object.hasOwn(parsed, name) ? parsed[name] : undefined;
    const nested = typeof value === 'object' && value !== null;
    if (nested && options.used.has(index)) {
      return problem('json-nested', { column: index + 1, key: name });
    }
    const cell = nested ? JSON.stringify(value) : cellOf(value, decimalSeparator);
    if (cell.length > limits.maxCellLength) {
      return { ...problem('csv-cell-too-long', { column: index + 1, max: limits.maxCellLength }) };
    }
    if (cell.includes('\0')) return problem('csv-nul-byte');
    values.push(cell);
  }
  return { kind: 'record', values, raw: values.map(rawCell).join(';'), ...place };
}

export type JsonProblem =
  | 'json-too-long'
  | 'json-between'
  | 'json-truncated'
  | 'json-encoding'
  | 'json-syntax'
  | 'json-nested'
  | 'csv-cell-too-long'
  | 'csv-nul-byte';

function parse(text: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = LONG_NUMBER.test(text) ? JSON.parse(text, exactNumber) : JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** Numbers that JavaScript would round stay as they are written. */
function exactNumber(this: unknown, _key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value;
  return Number.isSafeInteger(value) || String(value) === context.source ? value : context.source;
}

function cellOf(value: unknown, decimalSeparator: '.' | ','): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') {
    return decimalSeparator === ',' ? String(value).replace('.', ',') : String(value);
  }
  return typeof value === 'boolean' ? String(value) : '';
}
