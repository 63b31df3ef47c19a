import { checkHeader, numberedColumns, type HeaderProblem } from './csv/header-check.js';
import type { CsvFormat, LineProblemCode, MessageParams } from './csv/csv-format.js';
import { readCsv, type CsvItem } from './csv/csv-reader.js';

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
export async function readTableHead(path: string, format: CsvFormat, size: number): Promise<TableHead> {
  const items: CsvItem[] = [];
  let ended = true;
  for await (const item of readCsv(path, { format })) {
    if (items.length === HEAD_RECORDS) {
      ended = false;
      break;
    }
    items.push(item);
  }
  const head = format.header ? items.slice(0, 1) : [];
  const body = items.slice(head.length);
  const records = body.filter((item) => item.kind === 'record');
  const [first] = head;
  const { names, problems } =
    first?.kind === 'record'
      ? checkHeader(first.values)
      : { names: numberedColumns(usualWidth(records.map(({ values }) => values.length))), problems: [] };
  const bytes = items.at(-1)?.nextByte ?? 0;
  const perRecord = bytes / Math.max(1, items.length);
  return {
    names,
    rows: records.map(({ values }) => values),
    headerProblems: problems,
    lineProblems: items.flatMap((item) => problemOf(item, item === first, names.length)),
    totalEstimate: ended ? body.length : Math.max(0, Math.round(size / perRecord) - head.length),
  };
}

function problemOf(item: CsvItem, isHeader: boolean, expected: number): HeadProblem[] {
  if (item.kind === 'problem') {
    const column = typeof item.params['column'] === 'number' ? item.params['column'] : 0;
    return [{ line: item.line, column, code: item.code, params: item.params }];
  }
  const found = item.values.length;
  const surplusIsBlank = item.values.slice(expected).every((cell) => cell.trim() === '');
  if (isHeader || found === expected || (found > expected && surplusIsBlank)) return [];
  return [{ line: item.line, column: 0, code: 'row-column-count', params: { expected, found } }];
}

/** The number of columns that most rows have; the greater one of two that are as frequent. */
function usualWidth(widths: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const width of widths) counts.set(width, (counts.get(width) ?? 0) + 1);
  const sorted = [...counts].sort(([a, often], [b, oftenB]) => oftenB - often || b - a);
  return sorted[0]?.[0] ?? 1;
}
