import { isAscii, isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { CsvEncoding } from './csv-format.js';

export interface DecodedLine {
  text: string;
  /** The first bytes that are no text in the encoding, as hex such as `FC 6C`; undefined when all is well. */
  undecodable?: string;
}

/** Decodes the bytes `start`–`end` (exclusive) of a buffer, which must not cut a character. */
export type LineDecoder = (bytes: Buffer, start: number, end: number) => DecodedLine;

/** Bytes without a character in Windows-1252. */
const WINDOWS_1252_GAPS: ReadonlySet<number> = new Set([0x81, 0x8d, 0x8f, 0x90, 0x9d]);

export function lineDecoder(encoding: CsvEncoding): LineDecoder {
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      return decodeUtf8;
    case 'iso-8859-1':
      // Its 0x80–0x9F are control characters: a file that has them is really Windows-1252, and should say so.
      return singleByte((bytes) => bytes.toString('latin1'), isC1);
    case 'iso-8859-15':
      return singleByte((bytes) => iconv.decode(bytes, 'iso-8859-15'), isC1);
    case 'windows-1252':
      return singleByte(
        (bytes) => iconv.decode(bytes, 'windows-1252'),
        (byte) => WINDOWS_1252_GAPS.has(byte),
      );
  }
}

function decodeUtf8(bytes: Buffer, start: number, end: number): DecodedLine {
  const text = bytes.toString('utf8', start, end);
  // A replacement character may also stand in the file itself: only then is the dearer check needed.
  if (!text.includes('\ufffd')) return { text };
  const line = bytes.subarray(start, end);
  return isUtf8(line) ? { text } : { text, undecodable: hex(line, firstInvalidUtf8(line)) };
}

function singleByte(decode: (bytes: Buffer) => string, isGap: (byte: number) => boolean): LineDecoder {
  return (bytes, start, end) => {
    const line = bytes.subarray(start, end);
    if (isAscii(line)) return { text: line.toString('latin1') };
    const gap = line.findIndex(isGap);
    const text = decode(line);
    return gap < 0 ? { text } : { text, undecodable: hex(line, gap) };
  };
}

function isC1(byte: number): boolean {
  return byte >= 0x80 && byte <= 0x9f;
}

/** Index of the first byte from which the bytes are not UTF-8, by halving. */
function firstInvalidUtf8(bytes: Buffer): number {
  let low = 0;
  let high = bytes.length;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (isUtf8(bytes.subarray(0, characterStart(bytes, middle)))) low = middle;
    else high = middle - 1;
  }
  return characterStart(bytes, low);
}

/** The beginning of the character that a cut at `index` would go through; at most three bytes before. */
export function characterStart(bytes: Buffer, index: number): number {
  for (let back = 1; back <= 3 && back <= index; back++) {
    const byte = bytes[index - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : byte >= 0xc0 ? 2 : 1;
    return length > back ? index - back : index;
  }
  return index;
}

function hex(bytes: Buffer, from: number): string {
  return [...bytes.subarray(from, from + 4)]
    .map((byte) => byte.toString(16).padStart(2, '0').toUpperCase())
    .join(' ');
}
