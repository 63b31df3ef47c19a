import { DomainError } from '../../core/errors/domain-error.js';

/** Lines that one file may have. */
const MOST_LINES = 50_000;
/** First cells of a line that names the columns. */
const HEADINGS = new Set(['pattern', 'email', 'e-mail', 'address', 'muster', 'adresse']);

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
    const [pattern = '', reason = ''] = cells(content);
    if (pattern === '' || (index === 0 && HEADINGS.has(pattern.toLowerCase()))) return [];
    return [{ line: index + 1, pattern, reason: reason.slice(0, 500) }];
  });
}

function cells(line: string): string[] {
  const found: string[] = [];
  const cell = /\s*(?:"((?:[^"]|"")*)"|([^;,\t"]*))\s*(?:[;,\t]|$)/y;
  while (cell.lastIndex < line.length && found.length < 2) {
    const match = cell.exec(line);
    if (!match) return found;
    found.push((match[1]?.replaceAll('""', '"') ?? match[2] ?? '').trim());
  }
  return found;
}

/** A file that `readBlocklistCsv` and spreadsheets read; formulas in reasons stay text. */
export function blocklistCsvLine(values: readonly string[]): string {
  return `${values.map((value) => `"${value.replace(/^(?=[=+\-@\t\r])/, "'").replaceAll('"', '""')}"`).join(';')}\r\n`;
}
