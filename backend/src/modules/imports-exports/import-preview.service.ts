import { Injectable } from '@nestjs/common';
import { ProfileFieldRegistry } from '../recipients/index.js';
import type { FileHintCode, MessageParams } from './csv/csv-format.js';
import type { HeaderProblem } from './csv/header-check.js';
import { guessMapping, type ColumnMapping, type ColumnTarget } from './csv/mapping.js';
import { profileMapping } from './csv/profile-mapping.js';
import type { Import } from './import.entity.js';
import { ImportFiles } from './import-files.js';
import type { DecimalSeparator } from './import-options.js';
import { PROBLEM_COLUMNS } from './import-problems.service.js';
import { readTableHead, type HeadProblem } from './import-table.js';
import type { ImportProfile } from './import-profile.entity.js';
import { knownFields } from './known-fields.js';
import { sheetNames } from './readers/detect-file.js';
import { fileFormat, type FileFormat } from './readers/file-format.js';

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
  /** What a profile says of it beside the target. */
  readonly mandatory: boolean;
  readonly defaultValue: string;
}

export interface Preview {
  readonly format: FileFormat;
  /** Names of a workbook's sheets. */
  readonly sheets: readonly string[];
  readonly columns: readonly PreviewColumn[];
  /** What a profile fills without a column of the file. */
  readonly constants: readonly ColumnMapping[];
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

  /**
   * How the file looks when it is read in this way, with a proposal for each column: the profile's, if one is given.
   * @throws DomainError `file-…`, `import-profile.columns-missing`
   */
  async of(row: Import, given: FileFormat, profile?: ImportProfile): Promise<Preview> {
    const format = fileFormat(given);
    const path = this.files.path(row.storedAs);
    const head = await readTableHead(path, format, row.size);
    const fields = knownFields(await this.registry.all());
    const chosen = profile ? profileMapping(profile.settings, head.names, fields) : [];
    const guesses = profile
      ? chosen.slice(0, head.names.length).map((entry) => ({ ...entry, confidence: 1 }))
      : guessMapping(head.names, head.rows, fields);
    const columns = guesses.map(({ name, target, confidence, mandatory, defaultValue }, index) => ({
      index,
      header: name,
      mandatory: mandatory === true,
      defaultValue: defaultValue ?? '',
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
      sheets: await sheetNames(path, format),
      columns,
      constants: chosen.slice(head.names.length),
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
