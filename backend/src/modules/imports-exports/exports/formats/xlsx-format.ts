import { ZipWriter } from '@zip.js/zip.js';
import type { ExportFormat } from '../../../../contract/exports/export-options.js';
import { cellWriter, decimalText, momentOf } from '../cell-text.js';
import type { PlannedColumn } from '../export-columns.js';
import { CELL_END, NO_VALUE, type Batch } from '../export-reader.js';
import { offsets } from '../zoned-times.js';
import { cellPlaces } from './file-format.js';

/** Rows that a sheet can have. */
export const MOST_SHEET_ROWS = 1_048_576;
/** Characters that a cell can have. */
const MOST_CHARACTERS = 32_767;
const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
/** Styles of cells, as `STYLES` has them. */
const DATE_STYLE = 1;
const MOMENT_STYLE = 2;
const HEAD_STYLE = 3;
const DAY = 86_400_000;
/** Day 0 of spreadsheets. */
const EPOCH = Date.UTC(1899, 11, 30);
/** Before it spreadsheets count a 29 February 1900 that never was. */
const FIRST_DAY = Date.UTC(1900, 2, 1);

/**
 * Writes a workbook into `sink` while it is read: what a sheet takes in memory does not grow with its rows. Texts are
 * inline, so no table of them is kept; they are never formulas.
 */
export async function writeXlsx(
  batches: AsyncIterable<Batch>,
  columns: readonly PlannedColumn[],
  format: ExportFormat,
  sink: WritableStream<Uint8Array>,
  sheetRows = MOST_SHEET_ROWS,
): Promise<void> {
  const zip = new ZipWriter(sink, { useWebWorkers: false, level: 1 });
  const rows = rowSource(batches, columns, format);
  let sheets = 0;
  do {
    sheets += 1;
    await zip.add(
      `xl/worksheets/sheet${sheets}.xml`,
      ReadableStream.from(sheet(rows, columns, format, sheetRows)),
    );
  } while (!(await rows.over()));
  for (const [name, text] of Object.entries(partsOf(sheets, format))) {
    await zip.add(name, new Blob([XML + text]).stream());
  }
  await zip.close();
}

interface RowSource {
  /** XML of some rows, at most as many as asked; null: there are no more. */
  next(most: number, firstRow: number): Promise<{ readonly text: string; readonly rows: number } | null>;
  over(): Promise<boolean>;
}

function rowSource(
  batches: AsyncIterable<Batch>,
  columns: readonly PlannedColumn[],
  format: ExportFormat,
): RowSource {
  const iterator = batches[Symbol.asyncIterator]();
  const places = cellPlaces(columns);
  const writers = columns.map((column) => cellXml(column, format));
  let waiting: readonly string[] | null = [];
  const fill = async (): Promise<boolean> => {
    while (waiting !== null && waiting.length === 0) {
      const next: IteratorResult<Batch, unknown> = await iterator.next();
      waiting = next.done === true ? null : next.value.lines;
    }
    return waiting !== null;
  };
  const rowXml = (line: string, row: number): string => {
    const cells = line.split(CELL_END);
    let text = `<row r="${row}">`;
    for (let index = 0; index < writers.length; index += 1) {
      const place = places[index] ?? -1;
      const cell = place < 0 ? '' : (cells[place] ?? NO_VALUE);
      if (cell !== NO_VALUE) text += writers[index]?.(cell, `${letters(index)}${row}`) ?? '';
    }
    return `${text}</row>`;
  };
  return {
    async next(most, firstRow) {
      if (!(await fill()) || waiting === null) return null;
      const lines = waiting.slice(0, most);
      waiting = waiting.slice(most);
      return {
        text: lines.map((line, index) => rowXml(line, firstRow + index)).join(''),
        rows: lines.length,
      };
    },
    over: async () => !(await fill()),
  };
}

async function* sheet(
  source: RowSource,
  columns: readonly PlannedColumn[],
  { headers }: ExportFormat,
  sheetRows: number,
): AsyncGenerator<Uint8Array> {
  const frozen =
    headers === 'none' ? '' : '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>';
  yield Buffer.from(
    `${XML}<worksheet xmlns="${MAIN}"><sheetViews><sheetView workbookViewId="0">${frozen}</sheetView></sheetViews>` +
      `<sheetFormatPr defaultRowHeight="15"/><cols>${columns.map(widthXml).join('')}</cols><sheetData>`,
  );
  let row = 1;
  if (headers !== 'none') {
    const cells = columns.map(({ header }, index) => textXml(header, `${letters(index)}1`, HEAD_STYLE));
    yield Buffer.from(`<row r="1">${cells.join('')}</row>`);
    row = 2;
  }
  while (row <= sheetRows) {
    const part = await source.next(Math.min(1000, sheetRows - row + 1), row);
    if (part === null) break;
    row += part.rows;
    yield Buffer.from(part.text);
  }
  yield Buffer.from('</sheetData></worksheet>');
}

function cellXml(column: PlannedColumn, format: ExportFormat): (cell: string, at: string) => string {
  if (column.sql === null) return (_cell, at) => textXml(column.constant, at);
  const { kind } = column;
  const number = (text: string, at: string, style = 0): string =>
    `<c r="${at}"${style === 0 ? '' : ` s="${style}"`}><v>${text}</v></c>`;
  switch (kind) {
    case 'text':
      return (cell, at) => textXml(cell, at);
    case 'integer':
      return (cell, at) => number(cell, at);
    case 'decimal':
      return (cell, at) => number(decimalText(cell), at);
    case 'date': {
      const write = cellWriter(kind, format);
      return (cell, at) => {
        const day = Date.parse(`${cell.slice(0, 10)}T00:00:00Z`);
        return day < FIRST_DAY
          ? textXml(write(cell), at)
          : number(String((day - EPOCH) / DAY), at, DATE_STYLE);
      };
    }
    case 'instant':
    case 'datetime': {
      const offsetAt = offsets(format.timeZone);
      const write = cellWriter(kind, format);
      return (cell, at) => {
        const moment = kind === 'instant' ? Number(cell) : momentOf(cell);
        const local = moment + offsetAt(moment);
        if (local < FIRST_DAY) return textXml(write(cell), at);
        return number(String(Math.round((local - EPOCH) / 1000) / 86_400), at, MOMENT_STYLE);
      };
    }
    case 'boolean':
    case 'gender':
    case 'mail-type':
    case 'status': {
      const write = cellWriter(kind, format);
      return format.decoded ? (cell, at) => textXml(write(cell), at) : (cell, at) => number(cell, at);
    }
  }
}

function textXml(text: string, at: string, style = 0): string {
  if (text === '') return '';
  return (
    `<c r="${at}" t="inlineStr"${style === 0 ? '' : ` s="${style}"`}>` +
    `<is><t xml:space="preserve">${escaped(text.slice(0, MOST_CHARACTERS))}</t></is></c>`
  );
}

/** All that is not `\t`, `\n`, `\r` or a character of XML 1.0, and what would be taken for markup. */
const UNSAFE = /[&<>]|[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu;

/** Without what XML cannot have: most control characters and halves of characters. */
function escaped(text: string): string {
  return text.replace(UNSAFE, (found) =>
    found === '&' ? '&amp;' : found === '<' ? '&lt;' : found === '>' ? '&gt;' : '',
  );
}

const COLUMN_LETTERS: string[] = [];

/** A, B, …, Z, AA, … */
function letters(index: number): string {
  return (COLUMN_LETTERS[index] ??=
    (index < 26 ? '' : letters(Math.floor(index / 26) - 1)) + String.fromCharCode(65 + (index % 26)));
}

function widthXml({ kind, header }: PlannedColumn, index: number): string {
  const width = kind === 'text' ? 24 : Math.max(12, Math.min(30, header.length + 2));
  return `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
}

const DATE_CODES: Readonly<Record<ExportFormat['dateFormat'], string>> = {
  'yyyy-MM-dd': 'yyyy\\-mm\\-dd',
  'dd.MM.yyyy': 'dd\\.mm\\.yyyy',
  'MM/dd/yyyy': 'mm\\/dd\\/yyyy',
  'dd/MM/yyyy': 'dd\\/mm\\/yyyy',
  yyyyMMdd: 'yyyymmdd',
};

function partsOf(sheets: number, { dateFormat, timeFormat }: ExportFormat): Record<string, string> {
  const numbers = Array.from({ length: sheets }, (_, index) => index + 1);
  const date = DATE_CODES[dateFormat];
  const relation = (id: number, kind: string, target: string): string =>
    `<Relationship Id="rId${id}" Type="${RELATIONS}/${kind}" Target="${target}"/>`;
  return {
    'xl/styles.xml':
      `<styleSheet xmlns="${MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="${date}"/>` +
      `<numFmt numFmtId="165" formatCode="${date} ${timeFormat === 'HH:mm' ? 'hh:mm' : 'hh:mm:ss'}"/></numFmts>` +
      '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
      '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>' +
      '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="4"><xf/>' +
      '<xf numFmtId="164" applyNumberFormat="1"/><xf numFmtId="165" applyNumberFormat="1"/><xf fontId="1" applyFont="1"/>' +
      '</cellXfs></styleSheet>',
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets>` +
      `${numbers.map((n) => `<sheet name="${sheets === 1 ? 'Recipients' : `Recipients ${n}`}" sheetId="${n}" r:id="rId${n}"/>`).join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      numbers.map((n) => relation(n, 'worksheet', `worksheets/sheet${n}.xml`)).join('') +
      `${relation(sheets + 1, 'styles', 'styles.xml')}</Relationships>`,
    '_rels/.rels': `<Relationships xmlns="${PACKAGE}/relationships">${relation(1, 'officeDocument', 'xl/workbook.xml')}</Relationships>`,
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      '<Default Extension="xml" ContentType="application/xml"/>' +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/styles.xml" ContentType="${TYPE}.styles+xml"/>` +
      numbers
        .map((n) => `<Override PartName="/xl/worksheets/sheet${n}.xml" ContentType="${TYPE}.worksheet+xml"/>`)
        .join('') +
      '</Types>',
  };
}
