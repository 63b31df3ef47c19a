import { checkHeader, numberedColumns, type HeaderProblem } from './csv/header-check.js';
import type { LineProblemCode, MessageParams } from './csv/csv-format.js';
import type { CsvItem } from './csv/csv-reader.js';
import { fileFormat, type FileFormat } from './readers/file-format.js';
import { openRows, readHeader } from './readers/open-rows.js';

/** Records that mapping guesses stand on. */
const HEAD_RECORDS = 200;

/** A line of the file's beginning that cannot be used as it is. */
export interface HeadProblem {
  /** Physical line, from 1. */
  readonly line: number;
  /** From 1; 0 when the whole line is meant. */
  readonly column: number;
  readonly code: LineProblemCode | HeaderProblem['code'] | 'row-column-count';
  readonly params: MessageParams;
}

/** The beginning of a file, read in a certain way. */
export interface TableHead {
  /** One name per column, all different. */
  readonly names: readonly string[];
  readonly rows: readonly (readonly string[])[];
  readonly headerProblems: readonly HeaderProblem[];
  readonly lineProblems: readonly HeadProblem[];
  /** Data rows of the whole file: exact if the file ended within the head, else from the mean length. */
  readonly totalEstimate: number;
}

/** @param size of the file in bytes */
export async function readTableHead(path: string, given: FileFormat, size: number): Promise<TableHead> {
  const format = fileFormat(given);
  const header = await readHeader(path, format);
  const width = header?.kind === 'record' ? header.values.length : undefined;
  const body: CsvItem[] = [];
  let ended = true;
  const from = {
    byte: 0,
    line: 1,
    ...(format.kind !== 'csv' && width !== undefined ? { columns: width } : {}),
  };
  for await (const items of openRows(path, format, from)) {
    body.push(...items.slice(0, HEAD_RECORDS - body.length + 1));
    ended = body.length <= HEAD_RECORDS;
    if (!ended) break;
  }
  body.length = Math.min(body.length, HEAD_RECORDS);
  const records = body.filter((item) => item.kind === 'record');
  const { names, problems } =
    header?.kind === 'record'
      ? checkHeader(header.values)
      : { names: numberedColumns(usualWidth(records.map(({ values }) => values.length))), problems: [] };
  return {
    names,
    rows: records.map(({ values }) => values),
    headerProblems: problems,
    lineProblems: [
      ...(header?.kind === 'problem' ? problemOf(header, names.length) : []),
      ...body.flatMap((item) => problemOf(item, names.length)),
    ],
    totalEstimate: ended ? body.length : estimate(body, format, size),
  };
}

/** From the mean length of the rows, as far as their places in the file are known. */
function estimate(body: readonly CsvItem[], { kind }: FileFormat, size: number): number {
  const text = body.reduce((sum, { raw }) => sum + raw.length + 1, 0);
  const first = body[0]?.byte ?? 0;
  // The rows of a workbook are packed to about a quarter of their text.
  const bytes = kind === 'csv' || kind === 'json' ? (body.at(-1)?.nextByte ?? 0) - first : text / 4;
  return Math.max(body.length, Math.round((size - (kind === 'csv' ? first : 0)) / (bytes / body.length)));
}

function problemOf(item: CsvItem, expected: number): HeadProblem[] {
  if (item.kind === 'problem') {
    const column = typeof item.params['column'] === 'number' ? item.params['column'] : 0;
    return [{ line: item.line, column, code: item.code, params: item.params }];
  }
  const found = item.values.length;
  const surplusIsBlank = item.values.slice(expected).every((cell) => cell.trim() === '');
  if (found === expected || (found > expected && surplusIsBlank)) return [];
  return [{ line: item.line, column: 0, code: 'row-column-count', params: { expected, found } }];
}

/** The number of columns that most rows have; the greater one of two that are as frequent. */
function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const sorted = [...counts].sort(([a, often], [b, oftenB]) => oftenB - often || b - a);
  return sorted[0]?.[0] ?? 1;
}
