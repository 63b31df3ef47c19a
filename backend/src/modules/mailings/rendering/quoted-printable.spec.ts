import { describe, expect, it } from 'vitest';
import { decodeQuotedPrintableStrictly } from '../../../../test/strict-mime.js';
import { encodeQuotedPrintable } from './quoted-printable.js';

const PIECES = [
  'a',
  'Word',
  ' ',
  '\t',
  '\n',
  '\r\n',
  '=',
  '.',
  'From ',
  'ä',
  '€',
  '👩‍🚀',
  '-'.repeat(40),
  '\u0000',
  '',
  'x y ',
];

function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state >>> 8;
  };
}

function text(next: () => number, length: number): string {
  return Array.from({ length }, () => PIECES[next() % PIECES.length]).join('');
}

const crlf = (source: string): string => source.replace(/\r\n|\r|\n/g, '\r\n');

describe('encodeQuotedPrintable', () => {
  it.each([
    ['a=b', 'a=3Db'],
    ['ä', '=C3=A4'],
    ['end \nof\t\n', 'end=20\r\nof=09\r\n'],
    ['last ', 'last=20'],
    ['.dot\n..', '=2Edot\r\n=2E.'],
    ['From me', '=46rom me'],
  ])('encodes %j as %j', (source, expected) => {
    expect(encodeQuotedPrintable(source, 'final').toString('latin1')).toBe(expected);
  });

  it('leaves column 0 behind a soft segment, whatever it ends with', () => {
    expect(encodeQuotedPrintable('a ', 'soft').toString()).toBe('a =\r\n');
    expect(encodeQuotedPrintable('a\n', 'soft').toString()).toBe('a\r\n');
    expect(encodeQuotedPrintable('.a', 'soft').toString()).toBe('=2Ea=\r\n');
    expect(encodeQuotedPrintable('', 'soft').toString()).toBe('');
  });

  it('gives the text back from segments joined in any way', () => {
    const next = random(7);
    for (let round = 0; round < 3000; round += 1) {
      const segments = Array.from({ length: (next() % 6) + 1 }, () => text(next, next() % 40));
      // The last segment is static text in a mail and never empty.
      const last = `${text(next, next() % 10)}z`;
      const encoded = [
        ...segments.map((segment) => encodeQuotedPrintable(segment, 'soft')),
        encodeQuotedPrintable(last, 'final'),
      ];
      const expected = [...segments, last].map(crlf).join('');
      expect(decodeQuotedPrintableStrictly(Buffer.concat(encoded).toString('latin1'))).toBe(expected);
    }
  });
});
