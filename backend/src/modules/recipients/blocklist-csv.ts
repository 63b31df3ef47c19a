import { DomainError } from '../../core/errors/domain-error.js';

/** Lines that one file may have. */
const MOST_LINES = 50_000;
/** First cells of a line that names the columns. */
const HEADINGS = new Set(['pattern', 'email', 'e-mail', 'address', 'muster', 'adresse']);
/** Starts of cells that spreadsheets calculate; an apostrophe before them makes them text, and is no part of it. */
const LIKE_FORMULA = /^(?='*[=+\-@\t])/;
const KEPT_FROM_FORMULAS = /^'(?='*[=+\-@\t])/;

export interface BlocklistLine {
  readonly line: number;
  readonly pattern: string;
  readonly reason: string;
}

/** Pattern and reason of each line; separated by `;`, `,` or a tab, with or without quotes and headings. */
export function readBlocklistCsv(text: string): BlocklistLine[] {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n|\n|\r/);
  if (lines.length > MOST_LINES) {
    throw new DomainError('invalid', 'blocklist.csv-too-large', { max: MOST_LINES });
  }
  if (text.includes('\0')) throw new DomainError('invalid', 'blocklist.csv-format');
  return lines.flatMap((content, index): BlocklistLine[] => {
    const [pattern, reason] = cells(content);
    if (pattern === '' || (index === 0 && HEADINGS.has(pattern.toLowerCase()))) return [];
    return [{ line: index + 1, pattern, reason: reason.slice(0, 500) }];
  });
}

/** The first two cells. What ends the first one separates them all: a reason may have commas between semicolons. */
function cells(line: string): [string, string] {
  const first = cellOf(line, ';,\t');
  return [first.value, cellOf(first.rest, first.separator).value];
}

/** The first cell. One whose quotes do not fit is taken as it stands, so that no line is lost unnoticed. */
function cellOf(line: string, separators: string): { value: string; separator: string; rest: string } {
  const form = new RegExp(`^ *(?:"((?:[^"]|"")*)"|([^${separators}]*)) *(?:([${separators}])|$)`);
  const [whole = '', quoted, plain = '', separator = ';'] = form.exec(line) ?? [];
  const value = (quoted?.replaceAll('""', '"') ?? plain).trim().replace(KEPT_FROM_FORMULAS, '');
  return { value, separator, rest: line.slice(whole.length) };
}

/** A line that `readBlocklistCsv` and spreadsheets read; formulas stay text, line breaks become spaces. */
export function blocklistCsvLine(values: readonly string[]): string {
  const quoted = values.map((value) => {
    const text = value.replace(/[\r\n]+/g, ' ').replace(LIKE_FORMULA, "'");
    return `"${text.replaceAll('"', '""')}"`;
  });
  return `${quoted.join(';')}\r\n`;
}
