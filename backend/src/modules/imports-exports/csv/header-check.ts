import type { HeaderProblemCode, MessageParams } from './csv-format.js';

const HEADER_MAX_LENGTH = 100;

export interface HeaderProblem {
  /** From 1. */
  column: number;
  code: HeaderProblemCode;
  params: MessageParams;
}

/** Names for the columns of a file without header: `column_1` … (spec/import_export.md §2). */
export function numberedColumns(count: number): string[] {
  return Array.from({ length: count }, (_, index) => `column_${index + 1}`);
}

/**
 * Makes the names of a header line usable: trimmed, none blank, each once without regard to case (`name`,
 * `Name (2)`). `names` has one entry per column whatever is wrong.
 */
export function checkHeader(headers: readonly string[]): { names: string[]; problems: HeaderProblem[] } {
  const problems: HeaderProblem[] = [];
  const taken = new Set<string>();
  const wanted = headers.map((header) => header.trim().replace(/\s+/g, ' '));
  const originals = new Set(wanted.map((name) => name.toLowerCase()));
  const names = wanted.map((header, index) => {
    const column = index + 1;
    let name = header;
    if (name.length > HEADER_MAX_LENGTH) {
      problems.push({ column, code: 'header-too-long', params: { column, max: HEADER_MAX_LENGTH } });
      name = name.slice(0, HEADER_MAX_LENGTH);
    }
    const blank = name === '';
    if (blank) name = `column_${column}`;
    const shown = unusedName(name, taken, originals);
    taken.add(shown.toLowerCase());
    if (blank) problems.push({ column, code: 'header-blank', params: { column, name: shown } });
    else if (shown !== name)
      problems.push({ column, code: 'header-duplicate', params: { column, name, shown } });
    return shown;
  });
  return { names, problems };
}

/** A number that another column has by itself is passed over: `a, a, a (2)` must not give `a (2)` twice. */
function unusedName(name: string, taken: ReadonlySet<string>, originals: ReadonlySet<string>): string {
  if (!taken.has(name.toLowerCase())) return name;
  for (let number = 2; ; number++) {
    const candidate = `${name} (${number})`;
    const key = candidate.toLowerCase();
    if (!taken.has(key) && !originals.has(key)) return candidate;
  }
}
