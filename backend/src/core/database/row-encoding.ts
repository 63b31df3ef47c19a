import type { Dialect } from './dialect.js';
import type { Parameter } from './sql-fragment.js';

/** Rows in the form in which an engine takes many at once; made by `encodeRows`, stored by `Transactions.bulkLoad`. */
export type EncodedRows =
  /** MariaDB: the lines of a file for LOAD DATA. */
  | { readonly form: 'lines'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** SQLite: one JSON array of arrays. */
  | { readonly form: 'json'; readonly text: string };

/** Pure: also for threads that have no database. @param rows with values that are known to fit their columns */
export function encodeRows(engine: Dialect['engine'], rows: readonly (readonly Parameter[])[]): EncodedRows {
  if (engine === 'mariadb') return { form: 'lines', bytes: new TextEncoder().encode(linesOf(rows)) };
  const text = JSON.stringify(rows);
  // Halves of a pair of surrogates are no text that a database could keep.
  return { form: 'json', text: HALF.test(text) ? JSON.stringify(rows.map((row) => row.map(whole))) : text };
}

/** Rows of encoded lines, for servers that take no files. Everything but NULL comes as text. */
export function rowsOfLines(bytes: Uint8Array): (string | null)[][] {
  const lines = new TextDecoder().decode(bytes).split('\n');
  lines.pop();
  return lines.map((line) => line.split('\t').map((cell) => (cell === '\\N' ? null : plain(cell))));
}

const HALF = /\\ud[89a-f]/;

function whole(value: Parameter): Parameter {
  return typeof value === 'string' ? value.toWellFormed() : value;
}

function linesOf(rows: readonly (readonly Parameter[])[]): string {
  let text = '';
  for (const row of rows) {
    for (let index = 0; index < row.length; index += 1) {
      if (index > 0) text += '\t';
      const value = row[index];
      if (value === null || value === undefined) text += '\\N';
      else if (typeof value === 'string') text += escaped(value);
      else text += typeof value === 'number' ? String(value) : String(Number(value));
    }
    text += '\n';
  }
  return text;
}

const SPECIAL = /[\\\t\n\r\0]/;
const ESCAPES: Readonly<Record<string, string>> = {
  '\\': '\\\\', '\t': '\\t', '\n': '\\n', '\r': '\\r', '\0': '\\0',
}; // prettier-ignore
const PLAIN = new Map(Object.entries(ESCAPES).map(([character, escape]) => [escape, character]));

function escaped(text: string): string {
  return SPECIAL.test(text)
    ? text.replace(/[\\\t\n\r\0]/g, (character) => ESCAPES[character] ?? character)
    : text;
}

function plain(text: string): string {
  return text.includes('\\') ? text.replace(/\\./g, (escape) => PLAIN.get(escape) ?? escape) : text;
}
