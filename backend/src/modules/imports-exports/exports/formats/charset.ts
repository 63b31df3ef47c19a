import iconv from 'iconv-lite';
import type { ExportFormat } from '../../../../contract/exports/export-options.js';
import { NOTHING } from './file-format.js';

export interface Encoder {
  readonly begin: Buffer;
  encode(utf8: Buffer): Buffer;
  /** Characters so far that the charset does not have; they are question marks in the file. */
  replaced(): number;
}

const QUESTION_MARK = 0x3f;

/** Bytes of UTF-8 as bytes of the charset. */
export function encoder(charset: ExportFormat['charset']): Encoder {
  switch (charset) {
    case 'utf-8':
      return { begin: NOTHING, encode: (utf8) => utf8, replaced: () => 0 };
    case 'utf-8-bom':
      return { begin: Buffer.from('\ufeff', 'utf8'), encode: (utf8) => utf8, replaced: () => 0 };
    case 'utf-16le':
      return {
        begin: Buffer.from('\ufeff', 'utf16le'),
        encode: (utf8) => Buffer.from(utf8.toString('utf8'), 'utf16le'),
        replaced: () => 0,
      };
    case 'windows-1252':
    case 'iso-8859-1':
    case 'iso-8859-15':
    case 'iso-8859-2': {
      let replaced = 0;
      return {
        begin: NOTHING,
        encode: (utf8) => {
          const text = utf8.toString('utf8');
          const bytes = iconv.encode(text, charset);
          replaced += Math.max(0, count(bytes) - (text.split('?').length - 1));
          return bytes;
        },
        replaced: () => replaced,
      };
    }
  }
}

function count(bytes: Buffer): number {
  let found = 0;
  for (let at = bytes.indexOf(QUESTION_MARK); at >= 0; at = bytes.indexOf(QUESTION_MARK, at + 1)) found += 1;
  return found;
}
