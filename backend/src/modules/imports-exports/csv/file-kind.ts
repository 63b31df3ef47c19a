import type { FileProblemCode } from './csv-format.js';

const MAGIC: readonly [string, FileProblemCode][] = [
  // Compound file of Excel up to 2003; Word has it too, but who uploads that here meant the workbook.
  ['\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1', 'file-excel'],
  ['BZh', 'file-gzip'],
  ['\xfd7zXZ', 'file-gzip'],
  ['%PDF-', 'file-pdf'],
  ['\x89PNG', 'file-binary'],
  ['GIF8', 'file-binary'],
  ['\xff\xd8\xff', 'file-binary'],
  ['\x7fELF', 'file-binary'],
  ['SQLite format 3\0', 'file-binary'],
];

/** Share of control characters from which a file is not text; a stray one is left to the line that has it. */
const CONTROL_SHARE = 0.01;

/**
 * What kind of file this is, or why it is none that can be read. Looks at the beginning only; what is in an archive
 * is found out elsewhere.
 */
export function fileKindOf(sample: Buffer): { kind: 'csv' | 'json' | 'zip' } | FileProblemCode {
  if (sample.length === 0) return 'file-empty';
  const head = sample.toString('latin1', 0, 16);
  for (const [magic, code] of MAGIC) if (head.startsWith(magic)) return code;
  if (head.startsWith('PK\x03\x04') || head.startsWith('PK\x05\x06')) return { kind: 'zip' };
  const controls = countControls(sample);
  if (controls > sample.length * CONTROL_SHARE) return 'file-binary';
  if (sample.toString('latin1').replace('\xef\xbb\xbf', '').trim() === '') return 'file-empty';
  const text = sample.toString('utf8', 0, 4096).replace(/^\ufeff/, '');
  const start = text.trimStart().slice(0, 200).toLowerCase();
  if (/^(<!doctype\s+html|<html|<head|<\?xml[^>]*>\s*<(!doctype\s+)?html)/.test(start)) return 'file-html';
  if (/^(\{\s*["}]|\[\s*([{[\]]|$))/.test(start)) return { kind: 'json' };
  return { kind: 'csv' };
}

/** Whether and in which order of bytes a text is UTF-16, which is turned into UTF-8 before it is read. */
export function utf16Of(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  if (sample[0] === 0xff && sample[1] === 0xfe) return 'utf-16le';
  if (sample[0] === 0xfe && sample[1] === 0xff) return 'utf-16be';
  return utf16ByZeros(sample);
}

/** Without a byte order mark: nearly every second byte is NUL, always on the same side. */
function utf16ByZeros(sample: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const nuls = [0, 0];
  const length = Math.min(sample.length, 4096);
  for (let i = 0; i < length; i++) if (sample[i] === 0) nuls[i % 2] = (nuls[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = nuls;
  if (length < 8 || Math.max(even, odd) <= length * 0.3 || Math.min(even, odd) >= length * 0.02)
    return undefined;
  return odd > even ? 'utf-16le' : 'utf-16be';
}

function countControls(sample: Buffer): number {
  let count = 0;
  for (const byte of sample) {
    if (byte < 0x20 && byte !== 0x09 && byte !== 0x0a && byte !== 0x0d && byte !== 0x0c) count++;
  }
  return count;
}
