import { isUtf8 } from 'node:buffer';
import iconv from 'iconv-lite';
import type { CsvEncoding } from './csv-format.js';

export interface DecodedLine {
  text: string;
  /** The first bytes that are no text in the encoding, as hex such as `FC 6C`; undefined when all is well. */
  undecodable?: string;
}

/** Decodes the bytes `start`–`end` (exclusive) of a buffer, which must not cut a character. */
export type LineDecoder = (bytes: Buffer, start: number, end: number) => DecodedLine;

export function lineDecoder(encoding: CsvEncoding): LineDecoder {
  switch (encoding) {
    case 'utf-8':
    case 'utf-8-bom':
      return decodeUtf8;
    case 'iso-8859-1':
    case 'iso-8859-15':
    case 'iso-8859-2':
      // Their 0x80–0x9F are control characters: a file that has them is really a Windows one, and should say so.
      return singleByte(encoding, isC1);
    case 'windows-1252':
    case 'windows-1250':
    case 'windows-1251':
      return singleByte(encoding, isGap(encoding));
    case 'gb2312':
    case 'shift_jis':
    case 'iso-2022-jp':
      return multiByte(encoding);
  }
}

function decodeUtf8(bytes: Buffer, start: number, end: number): DecodedLine {
  const text = bytes.toString('utf8', start, end);
  // A replacement character may also stand in the file itself: only then is the dearer check needed.
  if (!text.includes('\ufffd')) return { text };
  const line = bytes.subarray(start, end);
  return isUtf8(line) ? { text } : { text, undecodable: hex(line, firstInvalidUtf8(line)) };
}

/**
 * Reads the bytes as ISO-8859-1, which is quick, and puts right only the characters that are others in this encoding;
 * most lines have none of them.
 */
function singleByte(encoding: string, isGap: (byte: number) => boolean): LineDecoder {
  const table = new Map<string, string>();
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const text = isGap(byte) ? '\ufffd' : iconv.decode(Buffer.from([byte]), encoding);
    if (text !== String.fromCharCode(byte)) table.set(String.fromCharCode(byte), text);
  }
  const others = table.size === 0 ? undefined : new RegExp(`[${[...table.keys()].join('')}]`, 'g');
  return (bytes, start, end) => {
    const text = bytes.toString('latin1', start, end);
    if (!others) return { text };
    others.lastIndex = 0;
    if (!others.test(text)) return { text };
    const decoded = text.replace(others, (character) => table.get(character) ?? character);
    if (!decoded.includes('\ufffd')) return { text: decoded };
    const line = bytes.subarray(start, end);
    return { text: decoded, undecodable: hex(line, line.findIndex(isGap)) };
  };
}

/** Encodings of which a line can be read by itself: none of their bytes beyond ASCII's own means a line's end. */
function multiByte(encoding: string): LineDecoder {
  const decoder = new TextDecoder(encoding);
  return (bytes, start, end) => {
    const line = bytes.subarray(start, end);
    const text = decoder.decode(line);
    if (!text.includes('\ufffd')) return { text };
    const first = line.findIndex((byte) => byte > 0x7f);
    return { text, undecodable: hex(line, Math.max(0, first)) };
  };
}

/** Bytes that have no character in the encoding. */
function isGap(encoding: string): (byte: number) => boolean {
  const gaps = new Set<number>();
  for (let byte = 0x80; byte <= 0xff; byte += 1) {
    const text = iconv.decode(Buffer.from([byte]), encoding);
    if (text === '\ufffd' || /[\x80-\x9f]/.test(text)) gaps.add(byte);
  }
  return (byte) => gaps.has(byte);
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
