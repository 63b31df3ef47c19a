import { isAscii, isUtf8 } from 'node:buffer';
import { checkEmailAddress } from '../../../contract/recipients/email-address.js';
import { isKnownHeader } from './column-names.js';
import { CSV_QUOTES, CSV_SEPARATORS } from './csv-format.js';
import type {
  CsvEncoding,
  CsvFormat,
  CsvQuote,
  CsvSeparator,
  FileHintCode,
  FileProblemCode,
} from './csv-format.js';
import { CsvTokenizer } from './csv-tokenizer.js';
import { separatorLine } from './csv-tokenizer.js';
import { fileKindOf } from './file-kind.js';
import { characterStart } from './line-decoder.js';

/** Beginning of a file that is enough to know its format, in bytes. */
export const SAMPLE_BYTES = 65_536;
/** Records of the sample that are looked at. */
const SAMPLE_RECORDS = 200;

export interface DetectedFormat extends CsvFormat {
  /** Of each part, 0 (a guess) to 1 (certain). */
  confidence: Record<keyof CsvFormat, number>;
  /** Columns that most records have. */
  columns: number;
  hints: FileHintCode[];
  /** Why this cannot be read as CSV; the rest is then without meaning. */
  problem?: FileProblemCode;
}

/**
 * Finds out how a CSV file is written from its beginning (about {@link SAMPLE_BYTES}). `complete` says that the
 * sample is the whole file; else its end may cut a line or a character.
 */
export function detectFormat(sample: Buffer, { complete }: { complete: boolean }): DetectedFormat {
  const kind = fileKindOf(sample);
  if (typeof kind === 'string') return { ...NOTHING, problem: kind };
  const [encoding, encodingConfidence] = detectEncoding(sample, complete);
  const best = detectStructure(sample, encoding, complete);
  const [header, headerConfidence] = detectHeader(best.rows);
  const emails = emailColumns(best.rows.slice(header ? 1 : 0));
  const hints: FileHintCode[] = [];
  if (best.columns === 1) hints.push('file-one-column');
  if (best.rows.length > (header ? 1 : 0) && emails.length === 0) hints.push('file-no-email');
  return {
    encoding,
    separator: best.separator,
    quote: best.quote,
    header,
    columns: best.columns,
    confidence: {
      encoding: encodingConfidence,
      separator: best.columns === 1 ? 0.3 : round(Math.min(1, best.score)),
      quote: best.quotedCells > 0 ? 0.95 : 0.5,
      header: headerConfidence,
    },
    hints,
  };
}

const NOTHING: DetectedFormat = {
  encoding: 'utf-8',
  separator: ';',
  quote: '"',
  header: true,
  columns: 0,
  confidence: { encoding: 0, separator: 0, quote: 0, header: 0 },
  hints: [],
};

function detectEncoding(sample: Buffer, complete: boolean): [CsvEncoding, number] {
  if (sample[0] === 0xef && sample[1] === 0xbb && sample[2] === 0xbf) return ['utf-8-bom', 1];
  const whole = complete ? sample : sample.subarray(0, characterStart(sample, sample.length));
  // Only ASCII so far: UTF-8 is the safest bet for what may follow, and the reader reports lines that are not.
  if (isAscii(whole)) return ['utf-8', complete ? 1 : 0.7];
  if (isUtf8(whole)) return ['utf-8', 0.99];
  if (utf8Share(whole) > 0.9) return ['utf-8', 0.6];
  const counts = new Uint32Array(256);
  for (const byte of whole) counts[byte] = (counts[byte] ?? 0) + 1;
  if (sum(counts, 0x80, 0x9f) > 0) return ['windows-1252', 0.9];
  if (latin9Evidence(whole, counts)) return ['iso-8859-15', 0.8];
  // The bytes so far mean the same in ISO-8859-1 and Windows-1252. If more follow, Windows-1252 can read all of
  // what ISO-8859-1 can, and also a euro sign or a typographic quote further down.
  return complete ? ['iso-8859-1', 0.8] : ['windows-1252', 0.7];
}

/** Share of the non-ASCII runs that are whole UTF-8 characters: high when a few bad lines got into a UTF-8 file. */
function utf8Share(bytes: Buffer): number {
  const text = bytes.toString('utf8');
  const bad = text.split('\ufffd').length - 1;
  let good = 0;
  for (let i = 0; i < text.length; i++) if (text.charCodeAt(i) > 0x7f) good++;
  return (good - bad) / Math.max(1, good);
}

/**
 * The eight places where ISO-8859-15 differs from ISO-8859-1: € Š š Ž ž Œ œ Ÿ instead of ¤ ¦ ¨ ´ ¸ ¼ ½ ¾. The
 * currency sign is hardly ever meant; the letters count when they stand beside another letter.
 */
function latin9Evidence(bytes: Buffer, counts: Uint32Array): boolean {
  if ((counts[0xa4] ?? 0) > 0) return true;
  const letters = new Set([0xa6, 0xa8, 0xb4, 0xb8, 0xbc, 0xbd, 0xbe]);
  return bytes.some((byte, i) => letters.has(byte) && isLetter(bytes[i + 1] ?? 0));
}

function isLetter(byte: number): boolean {
  return (byte >= 0x41 && byte <= 0x5a) || (byte >= 0x61 && byte <= 0x7a) || byte >= 0xc0;
}

function sum(counts: Uint32Array, from: number, to: number): number {
  return counts.subarray(from, to + 1).reduce((total, count) => total + count, 0);
}

interface Structure {
  separator: CsvSeparator;
  quote: CsvQuote;
  rows: string[][];
  columns: number;
  quotedCells: number;
  score: number;
}

/** Reads the sample in every way and takes the one that gives the most even table. */
function detectStructure(sample: Buffer, encoding: CsvEncoding, complete: boolean): Structure {
  let best: Structure | undefined;
  // Excel's own word for it, `sep=;`.
  const told = CSV_SEPARATORS.find((separator) => separator === separatorLine(sample));
  for (const separator of told === undefined ? CSV_SEPARATORS : [told]) {
    for (const quote of CSV_QUOTES) {
      const structure = readAs(sample, encoding, separator, quote, complete);
      if (!best || structure.score > best.score + 1e-9) best = structure;
    }
  }
  return best ?? { separator: ';', quote: '"', rows: [], columns: 0, quotedCells: 0, score: 0 };
}

function readAs(
  sample: Buffer,
  encoding: CsvEncoding,
  separator: CsvSeparator,
  quote: CsvQuote,
  complete: boolean,
): Structure {
  // A table that is wider than may be is still known as one.
  const limits = { maxColumns: SAMPLE_BYTES };
  const tokenizer = new CsvTokenizer({ format: { encoding, separator, quote }, limits });
  tokenizer.push(sample);
  if (complete) tokenizer.end();
  const rows: string[][] = [];
  let quotedCells = 0;
  let problems = 0;
  const read = () => {
    while (rows.length + problems < SAMPLE_RECORDS) {
      const item = tokenizer.next();
      if (!item) return;
      if (item.kind === 'record') {
        rows.push(item.values);
        quotedCells += tokenizer.quotedCells;
      } else if (item.code === 'csv-unclosed-quote' || item.code === 'csv-text-after-quote') problems++;
    }
  };
  read();
  // A sample without a single whole record: better half a record than none.
  if (rows.length + problems === 0) {
    tokenizer.end();
    read();
  }
  const [columns, share] = commonWidth(rows);
  const structure = { separator, quote, rows, columns, quotedCells, score: 0 };
  structure.score = score(structure, share, problems);
  return structure;
}

/** Weights are chosen so that evidence beats habit: an even table first, then addresses, then what is usual. */
function score(structure: Structure, share: number, problems: number): number {
  const { rows, columns, quote, quotedCells, separator } = structure;
  const total = rows.length + problems;
  if (total === 0) return 0;
  let points = columns === 1 ? 0.2 : 0.5 * share * (rows.length / total);
  if (columns > 1 && rows[0]?.length === columns) points += 0.15;
  if (emailColumns(rows).length > 0) points += 0.25;
  // Quotes that were taken for text stand at both ends of cells.
  const leftover = rows.filter((row) => row.some(looksQuoted)).length;
  points -= 0.3 * (leftover / total) + 0.3 * (problems / total);
  if (quote === '"') points += 0.03;
  if (quote === "'") points += quotedCells >= rows.length / 2 ? 0.02 : -0.05;
  if (separator === ';' || separator === '\t') points += 0.02;
  if (separator === '|') points += 0.01;
  return points;
}

function looksQuoted(cell: string): boolean {
  const text = cell.trim();
  return text.length > 1 && ((text.startsWith('"') && text.endsWith('"')) || /^'.*'$/s.test(text));
}

/** The number of columns that most rows have, and their share. */
function commonWidth(rows: readonly string[][]): [number, number] {
  const counts = new Map<number, number>();
  for (const row of rows) counts.set(row.length, (counts.get(row.length) ?? 0) + 1);
  let best: [number, number] = [0, 0];
  for (const [width, count] of counts) if (count > best[1]) best = [width, count];
  return [best[0], best[1] / Math.max(1, rows.length)];
}

/** Indexes of columns of which at least half of the filled cells are addresses. */
function emailColumns(rows: readonly string[][]): number[] {
  const seen = new Map<number, { filled: number; addresses: number }>();
  for (const row of rows) {
    for (const [column, cell] of row.entries()) {
      if (cell.trim() === '') continue;
      const count = seen.get(column) ?? { filled: 0, addresses: 0 };
      count.filled++;
      if (isAddress(cell)) count.addresses++;
      seen.set(column, count);
    }
  }
  return [...seen].filter(([, count]) => count.addresses * 2 >= count.filled).map(([column]) => column);
}

function isAddress(cell: string): boolean {
  return cell.includes('@') && checkEmailAddress(cell).ok;
}

function detectHeader(rows: readonly string[][]): [boolean, number] {
  const [first, ...rest] = rows;
  if (!first) return [true, 0.5];
  if (first.some(isAddress)) return [false, 0.95];
  const known = first.filter(isKnownHeader).length;
  if (known > 0) return [true, known > 1 ? 0.99 : 0.95];
  if (emailColumns(rest).length > 0) return [true, 0.9];
  const names = first.map((cell) => cell.trim());
  const named = names.every((name) => name !== '' && !/^[-+\d.,:/\s]+$/.test(name));
  if (!named || new Set(names).size < names.length) return [false, 0.7];
  const numbersBelow = rest.some((row) => row.some((cell) => /^[-+\d.,:/\s]+$/.test(cell.trim())));
  return [true, numbersBelow ? 0.8 : 0.5];
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
