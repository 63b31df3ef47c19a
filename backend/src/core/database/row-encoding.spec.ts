import { describe, expect, it } from 'vitest';
import { encodeRows, rowsOfLines } from './row-encoding.js';

describe('encoded rows', () => {
  const texts = ['', 'a\tb', 'a\nb\r\n', '\\', '\\N', '\\t', 'ä€😀', '\0', "it's", '\\\n'];

  it('are lines for MariaDB that read back as they were', () => {
    const encoded = encodeRows('mariadb', [texts, [null, 1, -2.5, 'x', null, '', 'NULL', 0, 7, 8]]);
    if (encoded.form !== 'lines') throw new Error(encoded.form);
    expect(rowsOfLines(encoded.bytes)).toEqual([
      texts,
      [null, '1', '-2.5', 'x', null, '', 'NULL', '0', '7', '8'],
    ]);
  });

  it('are JSON for SQLite, without halves of characters', () => {
    const encoded = encodeRows('sqlite', [
      [...texts, 1, null],
      ['\ud83d', '\\ud83d', 2, null],
    ]);
    if (encoded.form !== 'json') throw new Error(encoded.form);
    expect(JSON.parse(encoded.text)).toEqual([
      [...texts, 1, null],
      ['\ufffd', '\\ud83d', 2, null],
    ]);
  });
});
