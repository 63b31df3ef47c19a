import { Injectable } from '@nestjs/common';
import { ProfileFieldRegistry } from '../recipients/index.js';
import type { CsvFormat, FileHintCode, MessageParams } from './csv/csv-format.js';
import type { HeaderProblem } from './csv/header-check.js';
import { guessMapping, type ColumnTarget } from './csv/mapping.js';
import type { Import } from './import.entity.js';
import { ImportFiles } from './import-files.js';
import type { DecimalSeparator } from './import-options.js';
import { PROBLEM_COLUMNS } from './import-problems.service.js';
import { readTableHead, type HeadProblem } from './import-table.js';
import { knownFields } from './known-fields.js';

const SHOWN_ROWS = 20;
/** A cell that shows more is cut; files can hold whole documents in one. */
const SHOWN_CELL_LENGTH = 500;

export interface PreviewColumn {
  /** From 0. */
  readonly index: number;
  readonly header: string;
  readonly guess: ColumnTarget;
  /** 0 (a guess) to 1 (certain). */
  readonly confidence: number;
  readonly problem: HeaderProblem | undefined;
}

export interface Preview {
  readonly format: CsvFormat;
  readonly columns: readonly PreviewColumn[];
  readonly rows: readonly (readonly string[])[];
  readonly problems: readonly (
    HeadProblem | { line: 0; column: 0; code: FileHintCode; params: MessageParams }
  )[];
  readonly totalEstimate: number;
  readonly decimalSeparator: DecimalSeparator;
}

@Injectable()
export class ImportPreviewService {
  constructor(
    private readonly files: ImportFiles,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  /** How the file looks when it is read in this way, with a proposal for each column. */
  async of(row: Import, format: CsvFormat): Promise<Preview> {
    const head = await readTableHead(this.files.path(row.storedAs), format, row.size);
    const guesses = guessMapping(head.names, head.rows, knownFields(await this.registry.all()));
    const columns = guesses.map(({ name, target, confidence }, index) => ({
      index,
      header: name,
      // The columns that our own list of problems puts before the original ones.
      ...(PROBLEM_COLUMNS.includes(name)
        ? { guess: 'ignore' as const, confidence: 1 }
        : { guess: target, confidence }),
      problem: head.headerProblems.find(({ column }) => column === index + 1),
    }));
    const hints: FileHintCode[] = [];
    if (columns.length === 1) hints.push('file-one-column');
    if (!columns.some(({ guess }) => guess === 'email')) hints.push('file-no-email');
    return {
      format,
      columns,
      rows: head.rows.slice(0, SHOWN_ROWS).map((row) => row.map((cell) => cell.slice(0, SHOWN_CELL_LENGTH))),
      problems: [
        ...hints.map((code) => ({ line: 0 as const, column: 0 as const, code, params: {} })),
        ...head.lineProblems,
      ],
      totalEstimate: head.totalEstimate,
      decimalSeparator: decimalSeparatorOf(head.rows),
    };
  }
}

/** The one that more cells use which can be nothing but a number with a fraction. */
function decimalSeparatorOf(rows: readonly (readonly string[])[]): DecimalSeparator {
  const cells = rows.flat();
  const commas = cells.filter((cell) => /^\s*-?(\d+|\d{1,3}(\.\d{3})+),\d+\s*$/.test(cell)).length;
  const dots = cells.filter((cell) => /^\s*-?(\d+|\d{1,3}(,\d{3})+)\.\d+\s*$/.test(cell)).length;
  return commas > dots ? ',' : '.';
}
