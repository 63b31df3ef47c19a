import type { ExportFormat } from '../../../../contract/exports/export-options.js';
import { neutralised } from '../../csv/csv-writer.js';
import { cellWriter } from '../cell-text.js';
import type { PlannedColumn } from '../export-columns.js';
import { CELL_END, NO_VALUE } from '../export-reader.js';
import { cellPlaces, type TextFormat } from './file-format.js';

const LINE_END = '\r\n';
/** Any separator, not only the file's own: a spreadsheet with another setting would split the cell there. */
const SPECIAL = /[;,|^\t\r\n"]|^\s|\s$/;

/** CSV as RFC 4180 has it, with CRLF and doubled quotes. */
export function csvFormat(columns: readonly PlannedColumn[], format: ExportFormat): TextFormat {
  const { separator, headers } = format;
  const places = cellPlaces(columns);
  const quote = quoter(format);
  const writers = columns.map((column) => textOf(column, format, quote));
  const plainLine = plainLines(columns, format, places, writers);
  const single = columns.length === 1;
  // A single empty cell would be a blank line, which readers pass over.
  const blank = format.quote + format.quote;
  const row: string[] = columns.map(() => '');
  const lineOf = (line: string): string => {
    const plain = plainLine?.(line);
    if (plain !== undefined) return plain;
    const cells = line.split(CELL_END);
    for (let index = 0; index < writers.length; index += 1) {
      const place = places[index] ?? -1;
      row[index] = writers[index]?.(place < 0 ? '' : (cells[place] ?? NO_VALUE)) ?? '';
    }
    // Joining makes one flat text; adding up would make a tree of them that has to be walked later.
    const text = row.join(separator);
    return single && text === '' ? blank : text;
  };
  return {
    begin: () => {
      if (headers === 'none') return '';
      const safe = columns.map(({ header }) => quote(format.neutralise ? neutralised(header) : header));
      return safe.join(separator) + LINE_END;
    },
    batch: (lines) => {
      if (lines.length === 0) return '';
      return lines.map(lineOf).join(LINE_END) + LINE_END;
    },
    end: () => '',
  };
}

type Write = (cell: string) => string;

/**
 * A shorter way for lines in which no cell needs quotes or an apostrophe: only cells that read otherwise in a file are
 * looked at, the others stay as they came. It gives undefined for other lines; undefined where the file is such that no
 * line can be written this way.
 */
function plainLines(
  columns: readonly PlannedColumn[],
  format: ExportFormat,
  places: readonly number[],
  writers: readonly Write[],
): ((line: string) => string | undefined) | undefined {
  // The id is the line's first cell.
  const asTheyCome = places.every((place, index) => place === index + 1);
  if (!asTheyCome || format.alwaysQuote || columns.length === 1) return undefined;
  const written = columns.flatMap(({ kind }, index) =>
    kind === 'text' || kind === 'integer' ? [] : [index],
  );
  return (line) => {
    const begin = line.indexOf(CELL_END) + 1;
    if (!isPlainLine(line, begin)) return undefined;
    const cells = line.slice(begin).split(CELL_END);
    for (const index of written) cells[index] = writers[index]?.(cells[index] ?? NO_VALUE) ?? '';
    const text = cells.join(format.separator);
    return text.includes(NO_VALUE) ? text.replaceAll(NO_VALUE, '') : text;
  };
}

function quoter({ quote, alwaysQuote }: ExportFormat): (text: string) => string {
  const doubled = quote + quote;
  const quoted = (text: string): string => quote + text.replaceAll(quote, doubled) + quote;
  return alwaysQuote ? quoted : (text) => (SPECIAL.test(text) || text.includes(quote) ? quoted(text) : text);
}

function textOf(column: PlannedColumn, format: ExportFormat, quote: (text: string) => string): Write {
  const safe = (text: string): string => quote(format.neutralise ? neutralised(text) : text);
  const empty = format.alwaysQuote ? format.quote + format.quote : '';
  if (column.sql === null) {
    const constant = column.constant === '' ? empty : safe(column.constant);
    return () => constant;
  }
  if (column.kind === 'text') {
    if (format.alwaysQuote) return (cell) => (cell === NO_VALUE || cell === '' ? empty : safe(cell));
    return (cell) => (isPlain(cell) ? cell : cell === NO_VALUE ? empty : safe(cell));
  }
  const write = cellWriter(column.kind, format);
  if (column.kind === 'integer' && !format.alwaysQuote) return (cell) => (cell === NO_VALUE ? empty : cell);
  return (cell) => (cell === NO_VALUE ? empty : quote(write(cell)));
}

/** What a text without any need of quotes or apostrophes can have: 1 anywhere, 2 at its ends, too. */
const PLAIN = new Uint8Array(128);
for (let code = 0x20; code < 0x7f; code += 1) {
  if (!';,|^"\''.includes(String.fromCharCode(code))) PLAIN[code] = 1;
}
for (const letter of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.)!?') {
  PLAIN[letter.charCodeAt(0)] = 2;
}

/**
 * Whether a text surely needs nothing: most do, and looking at characters is several times quicker than the
 * expressions that decide about the rest.
 */
function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let at = 0; at <= last; at += 1) {
    const code = text.charCodeAt(at);
    // Letters of Europe are fine; what lies beyond has blanks and signs of its own.
    if (code < 128 ? (PLAIN[code] ?? 0) < (at === 0 || at === last ? 2 : 1) : code < 0xc0 || code > 0x17f) {
      return false;
    }
  }
  return true;
}

const CELL_END_CODE = CELL_END.charCodeAt(0);
const NO_VALUE_CODE = NO_VALUE.charCodeAt(0);

/** Whether every cell from `begin` on is plain, or without a value. */
function isPlainLine(line: string, begin: number): boolean {
  let first = true;
  let ended = false;
  let last = 2;
  for (let at = begin; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === CELL_END_CODE) {
      if (last < 2) return false;
      [first, ended] = [true, false];
    } else {
      if (ended) return false;
      if (code === NO_VALUE_CODE) {
        if (!first) return false;
        ended = true;
      } else {
        last = code < 128 ? (PLAIN[code] ?? 0) : code >= 0xc0 && code <= 0x17f ? 2 : 0;
        if (last < (first ? 2 : 1)) return false;
      }
      first = false;
    }
  }
  return last === 2;
}
