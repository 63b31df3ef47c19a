import { CELL_END, NO_VALUE } from '../export-reader.js';
import type { Utf8Text } from './utf8-text.js';

/** What a text without any need of quotes or apostrophes can have: 1 anywhere, 2 at its ends, too. */
const PLAIN = new Uint8Array(0x180);
for (let code = 0x20; code < 0x7f; code += 1) {
  if (!';,|^"\''.includes(String.fromCharCode(code))) PLAIN[code] = 1;
}
for (const letter of '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.)!?') {
  PLAIN[letter.charCodeAt(0)] = 2;
}
// Letters of Europe are fine; what lies beyond has blanks and signs of its own.
PLAIN.fill(2, 0xc0);

const CELL_END_CODE = CELL_END.charCodeAt(0);
const NO_VALUE_CODE = NO_VALUE.charCodeAt(0);

/**
 * Whether a text surely needs nothing: most do, and looking at characters is several times quicker than the
 * expressions that decide about the rest.
 */
export function isPlain(text: string): boolean {
  const last = text.length - 1;
  for (let at = 0; at <= last; at += 1) {
    if ((PLAIN[text.charCodeAt(at)] ?? 0) < (at === 0 || at === last ? 2 : 1)) return false;
  }
  return true;
}

/** Writes lines of the reader whose cells stay as they came, but for those of some columns, in one walk through each. */
export class PlainLines {
  private readonly separator: number;

  /**
   * @param writers one per column; undefined: its cells stay as they came
   * @param separator one character of ASCII
   */
  constructor(
    private readonly writers: readonly (((cell: string) => string) | undefined)[],
    separator: string,
  ) {
    this.separator = separator.charCodeAt(0);
  }

  /** @returns false if some cell is not plain; then nothing of the line is written */
  write(line: string, text: Utf8Text): boolean {
    const begin = text.length;
    // The id comes before the cells.
    let at = line.indexOf(CELL_END) + 1;
    for (let column = 0; column < this.writers.length; column += 1) {
      if (column > 0) {
        text.room(1)[text.length] = this.separator;
        text.length += 1;
      }
      const write = this.writers[column];
      const end = write === undefined ? plainCell(line, at, text) : cellEnd(line, at);
      if (end < 0) {
        text.length = begin;
        return false;
      }
      if (write !== undefined) text.add(write(line.slice(at, end)));
      at = end + 1;
    }
    return true;
  }
}

function cellEnd(line: string, begin: number): number {
  const end = line.indexOf(CELL_END, begin);
  return end < 0 ? line.length : end;
}

/** Copies the cell that begins there. @returns its end, or -1 if it is not plain */
function plainCell(line: string, begin: number, text: Utf8Text): number {
  if (line.charCodeAt(begin) === NO_VALUE_CODE) {
    const end = begin + 1;
    return end === line.length || line.charCodeAt(end) === CELL_END_CODE ? end : -1;
  }
  const buffer = text.room((line.length - begin) * 2);
  let { length } = text;
  let last = 2;
  let at = begin;
  for (; at < line.length; at += 1) {
    const code = line.charCodeAt(at);
    if (code === CELL_END_CODE) break;
    last = PLAIN[code] ?? 0;
    if (last < (at === begin ? 2 : 1)) return -1;
    if (code < 0x80) buffer[length++] = code;
    else {
      buffer[length++] = 0xc0 | (code >> 6);
      buffer[length++] = 0x80 | (code & 0x3f);
    }
  }
  text.length = length;
  return last === 2 ? at : -1;
}
