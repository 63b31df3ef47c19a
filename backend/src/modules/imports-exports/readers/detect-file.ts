import { DomainError } from '../../../core/errors/domain-error.js';
import { detectFormat } from '../csv/format-detection.js';
import type { FileHintCode, MessageParams } from '../csv/csv-format.js';
import { DEFAULT_CSV_LIMITS } from '../csv/csv-reader.js';
import { fileKindOf } from '../csv/file-kind.js';
import { checkHeader } from '../csv/header-check.js';
import { guessMapping } from '../csv/mapping.js';
import { Archive } from './archive.js';
import { fileFormat, type FileFormat } from './file-format.js';
import { odsSheets } from './ods-reader.js';
import { openRows, readHeader, SHEET_BYTES } from './open-rows.js';
import { officeKind } from './unwrap.js';
import { xlsxSheets } from './xlsx-reader.js';

export interface FileDetection {
  readonly format: FileFormat;
  /** 0 (a guess) to 1 (certain). */
  readonly confidence: {
    readonly encoding: number;
    readonly separator: number;
    readonly quote: number;
    readonly header: number;
  };
  readonly hints: readonly FileHintCode[];
}

const CERTAIN = { encoding: 1, separator: 1, quote: 1 };
const LOOKED_AT = 20;

/**
 * Finds out what a stored file is and how it is to be read.
 * @param sample its beginning
 * @throws DomainError `file-too-many-columns`, or `file-…` for what it is instead
 */
export async function detectFile(
  path: string,
  sample: Buffer,
  complete: boolean,
  { maxColumns } = DEFAULT_CSV_LIMITS,
): Promise<FileDetection> {
  const looks = fileKindOf(sample);
  if (typeof looks === 'string') throw refused(looks);
  const kind = looks.kind === 'zip' ? await archiveKind(path) : looks.kind;
  if (kind === 'csv') {
    const found = detectFormat(sample, { complete });
    const { problem, columns, confidence, hints, encoding, separator, quote, header } = found;
    if (problem) throw refused(problem);
    if (columns > maxColumns) throw tooManyColumns(maxColumns);
    return { format: fileFormat({ kind, encoding, separator, quote, header }), confidence, hints };
  }
  return detectTable(path, fileFormat({ kind, header: true }), maxColumns);
}

/** Names of a workbook's sheets; none for other kinds. @throws DomainError `file-…` */
export async function sheetNames(path: string, { kind }: FileFormat): Promise<string[]> {
  if (kind === 'xlsx') return xlsxSheets(path);
  return kind === 'ods' ? odsSheets(path, SHEET_BYTES) : [];
}

async function detectTable(path: string, format: FileFormat, maxColumns: number): Promise<FileDetection> {
  const head = await readHeader(path, format);
  const wide =
    head?.kind === 'record' ? head.values.length > maxColumns : head?.code === 'csv-too-many-columns';
  if (wide) throw tooManyColumns(maxColumns);
  const rows: string[][] = [];
  for await (const items of openRows(path, format, { byte: 0, line: 1 })) {
    for (const item of items) if (item.kind === 'record') rows.push(item.values);
    if (rows.length >= LOOKED_AT) break;
  }
  if (head?.kind !== 'record' && rows.length === 0) throw refused('file-empty');
  const names = head?.kind === 'record' ? head.values : [];
  const isAddress = (cell: string) => /^\S+@\S+\.\S+$/.test(cell.trim());
  // An address in the first row: it is a row like the others.
  const header = format.kind === 'json' || !names.some(isAddress);
  const hints: FileHintCode[] = [];
  if (names.length === 1) hints.push('file-one-column');
  const guesses = guessMapping(checkHeader(names).names, header ? rows : [names, ...rows], []);
  if (!guesses.some(({ target }) => target === 'email')) hints.push('file-no-email');
  return { format: { ...format, header }, confidence: { ...CERTAIN, header: 0.9 }, hints };
}

async function archiveKind(path: string): Promise<'xlsx' | 'ods'> {
  const archive = await Archive.open(path);
  try {
    const kind = officeKind(new Set(archive.entries.map(({ filename }) => filename)));
    if (!kind) throw refused('file-zip');
    return kind;
  } finally {
    await archive.close();
  }
}

function tooManyColumns(max: number): DomainError {
  return refused('file-too-many-columns', { max });
}

function refused(code: string, params: MessageParams = {}): DomainError {
  return new DomainError('invalid', code, params, { file: { code, params } });
}
