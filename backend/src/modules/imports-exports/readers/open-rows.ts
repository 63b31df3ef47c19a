import { DomainError } from '../../../core/errors/domain-error.js';
import { readCsvBatches, type CsvItem, type CsvLimits } from '../csv/csv-reader.js';
import { fileFormat, type FileFormat } from './file-format.js';
import { jsonKeys, readJson } from './json-reader.js';
import { readOds } from './ods-reader.js';
import { rowItem, sheetLimits, type SheetRow } from './row-items.js';
import { readXlsx, type SheetOptions } from './xlsx-reader.js';

/** What may come out of a workbook: as XML it is many times larger than the table. */
export const SHEET_BYTES = 4_000_000_000;

export interface RowsFrom {
  /** `nextByte` of the last item that was dealt with; 0: the beginning. Of sheets it is the row, not the byte. */
  readonly byte: number;
  /** Its `nextLine`; 1 at the beginning. */
  readonly line: number;
  /** Columns that each row should have, see `TokenizerOptions`. */
  readonly columns?: number;
  /** Indexes of the columns that are imported, see `JsonOptions`; default: none. */
  readonly used?: ReadonlySet<number>;
  /** How numbers of kinds that have them are written into cells; default '.'. */
  readonly decimalSeparator?: '.' | ',';
  readonly limits?: Partial<CsvLimits>;
}

/**
 * The rows of a file behind its header, in batches of some hundred to some thousand; memory does not grow with the
 * file. In items of sheets `line` is the row, in those of JSON the line where the object begins; `raw` is the row as
 * CSV text (see `rawFormat`), so that it can be repaired like any other.
 * @throws DomainError `file-…` for what cannot be read on; what the file system throws, such as ENOENT
 */
export function openRows(path: string, given: FileFormat, from: RowsFrom): AsyncIterable<CsvItem[]> {
  const format = fileFormat(given);
  switch (format.kind) {
    case 'csv':
      return readCsvBatches(path, {
        format,
        ...(from.columns === undefined ? {} : { columns: from.columns }),
        ...(from.limits === undefined ? {} : { limits: from.limits }),
        startByte: from.byte,
        startLine: from.line,
        skipRecords: format.header && from.byte === 0 ? 1 : 0,
      });
    case 'json':
      return jsonRows(path, from);
    case 'xlsx':
    case 'ods':
      return sheetRows(path, format, from);
  }
}

/**
 * The header of a file, as a record or what is wrong with it; undefined if the file has none or is empty. JSON has
 * the keys of its objects instead.
 */
export async function readHeader(path: string, given: FileFormat): Promise<CsvItem | undefined> {
  const format = fileFormat(given);
  if (!format.header) return undefined;
  if (format.kind === 'json') {
    const values = await jsonKeys(path, sheetLimits());
    if (values.length === 0) return undefined;
    return { kind: 'record', values, raw: '', line: 1, byte: 0, nextLine: 1, nextByte: 0 };
  }
  if (format.kind === 'csv') {
    for await (const [first] of readCsvBatches(path, { format })) return first;
    return undefined;
  }
  for await (const [first] of sheet(path, format, {})) {
    if (first) return rowItem(first, first.cells.length, sheetLimits());
  }
  return undefined;
}

async function* jsonRows(path: string, from: RowsFrom): AsyncGenerator<CsvItem[], void> {
  const limits = sheetLimits(from.limits);
  const names = await jsonKeys(path, limits);
  if (names.length > limits.maxColumns) {
    throw new DomainError('invalid', 'file-too-many-columns', { max: limits.maxColumns });
  }
  const { byte, line, decimalSeparator = '.', used = new Set() } = from;
  yield* readJson(path, { names, limits, startByte: byte, startLine: line, decimalSeparator, used });
}

async function* sheetRows(path: string, format: FileFormat, from: RowsFrom): AsyncGenerator<CsvItem[], void> {
  const limits = sheetLimits(from.limits);
  let header = format.header;
  let columns = from.columns ?? 0;
  for await (const rows of sheet(path, format, from)) {
    const items: CsvItem[] = [];
    for (const row of rows) {
      if (header) {
        columns = Math.max(columns, row.cells.length);
        header = false;
      } else if (row.row > from.byte) items.push(rowItem(row, columns, limits));
    }
    if (items.length > 0) yield items;
  }
}

function sheet(
  path: string,
  { kind, sheet: name }: FileFormat,
  { limits, decimalSeparator = '.' }: Pick<RowsFrom, 'limits' | 'decimalSeparator'>,
): AsyncIterable<SheetRow[]> {
  const options: SheetOptions = {
    sheet: name,
    limits: sheetLimits(limits),
    maxBytes: SHEET_BYTES,
    decimalSeparator,
  };
  return kind === 'ods' ? readOds(path, options) : readXlsx(path, options);
}
