import type { ExportFormat } from '../../../../contract/exports/export-options.js';
import { neutralised } from '../../csv/csv-writer.js';
import { cellWriter } from '../cell-text.js';
import type { PlannedColumn } from '../export-columns.js';
import { CELL_END, NO_VALUE } from '../export-reader.js';
import { cellPlaces, NOTHING, type TextFormat } from './file-format.js';
import { isPlain, PlainLines } from './plain-lines.js';
import { Utf8Text } from './utf8-text.js';

const LINE_END = '\r\n';
/** Any separator, not only the file's own: a spreadsheet with another setting would split the cell there. */
const SPECIAL = /[;,|^\t\r\n"]|^\s|\s$/;

/** CSV as RFC 4180 has it, with CRLF and doubled quotes. */
export function csvFormat(columns: readonly PlannedColumn[], format: ExportFormat): TextFormat {
  const { separator, headers } = format;
  const places = cellPlaces(columns);
  const quote = quoter(format);
  const writers = columns.map((column) => textOf(column, format, quote));
  const plain = plainLines(columns, format, places, writers);
  const single = columns.length === 1;
  // A single empty cell would be a blank line, which readers pass over.
  const blank = format.quote + format.quote;
  const row: string[] = columns.map(() => '');
  const lineOf = (line: string): string => {
    const cells = line.split(CELL_END);
    for (let index = 0; index < writers.length; index += 1) {
      const place = places[index] ?? -1;
      row[index] = writers[index]?.(place < 0 ? '' : (cells[place] ?? NO_VALUE)) ?? '';
    }
    const text = row.join(separator);
    return single && text === '' ? blank : text;
  };
  return {
    begin: () => {
      if (headers === 'none') return NOTHING;
      const safe = columns.map(({ header }) => quote(format.neutralise ? neutralised(header) : header));
      return Buffer.from(safe.join(separator) + LINE_END);
    },
    batch: (lines) => {
      const text = new Utf8Text(lines);
      for (const line of lines) {
        if (!plain?.write(line, text)) text.add(lineOf(line));
        text.add(LINE_END);
      }
      return text.bytes();
    },
    end: () => NOTHING,
  };
}

type Write = (cell: string) => string;

/** The shorter way for lines in which no cell needs quotes or an apostrophe; undefined where the file has none such. */
function plainLines(
  columns: readonly PlannedColumn[],
  { alwaysQuote, separator }: ExportFormat,
  places: readonly number[],
  writers: readonly Write[],
): PlainLines | undefined {
  // The id is the line's first cell.
  const asTheyCome = places.every((place, index) => place === index + 1);
  if (!asTheyCome || alwaysQuote || columns.length === 1) return undefined;
  const written = columns.map(({ kind }, index) =>
    kind === 'text' || kind === 'integer' ? undefined : writers[index],
  );
  return new PlainLines(written, separator);
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
