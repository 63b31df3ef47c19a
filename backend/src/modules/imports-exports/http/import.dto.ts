import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsOptional, IsInt, Max, Min } from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { IMPORT_PHASES, IMPORT_STATES, type ImportPhase, type ImportState } from '../import-options.js';
import { importProgress } from '../import-progress.js';
import type { Import } from '../import.entity.js';
import { ColumnMappingView } from './column-mapping.dto.js';
import { FormatView } from './import-format.dto.js';
import { ImportConsentView } from './import-consent.dto.js';
import { ImportSettings } from './import-options.dto.js';

/** What is, or would be, done with the rows. Each row is in exactly one figure. */
export class ImportCountsView {
  created!: number;
  updated!: number;
  unchanged!: number;
  /** Rows whose key an earlier row of the file had; the first one counts. */
  duplicates!: number;
  /** Rows whose address is on the blocklist. */
  blocked!: number;
  invalid!: number;
  /** Left out by the mode. */
  skipped!: number;
}

/** Where an import stands. Each row read is in exactly one figure from `created` to `skipped` at the end. */
export class ImportProgressView extends ImportCountsView {
  @ApiProperty({ enum: IMPORT_PHASES, enumName: 'ImportPhase' })
  phase!: ImportPhase;
  bytesDone!: number;
  bytesTotal!: number;
  /** 0–100, over all phases. */
  @Fraction()
  percent!: number;
  rowsRead!: number;
  /** Rows that the current phase is done with. */
  phaseDone!: number;
  /** Rows it has to do; an estimate while the file is read. */
  phaseTotal!: number;
  /** Bindings that were made. */
  bindingsCreated!: number;
  /** Bindings that changed their state. */
  bindingsChanged!: number;
  /** Addresses that came onto the blocklist. */
  blocklistAdded!: number;
  /** While it runs that of the current phase, afterwards the mean. */
  @Fraction()
  rowsPerSecond!: number;

  /** Until the end, or until the person is asked. */
  @ApiProperty({ type: 'integer', nullable: true })
  etaSeconds!: number | null;
}

/** Why an import failed. */
export class ImportFailure {
  code!: string;
  /** In the language of the request. */
  message!: string;
}

/** Something to look at before the start. */
export class ImportHint {
  code!: string;
  message!: string;
}

/** How often something was wrong. */
export class ImportErrorType {
  code!: string;
  count!: number;
}

export class ImportView extends ImportSettings {
  id!: number;
  fileName!: string;
  /** Bytes. */
  size!: number;

  @ApiProperty({ enum: IMPORT_STATES, enumName: 'ImportState' })
  state!: ImportState;

  format!: FormatView;
  hints!: ImportHint[];
  /** Empty until chosen. */
  mapping!: ColumnMappingView[];

  @ApiProperty({ type: ImportConsentView, nullable: true, required: true })
  override consent!: ImportConsentView | null;

  @ApiProperty({ type: 'integer', nullable: true })
  profileId!: number | null;

  /** The import whose bad rows, repaired, this one brings. */
  @ApiProperty({ type: 'integer', nullable: true })
  parentId!: number | null;

  progress!: ImportProgressView;

  /** What the look before the start found; null without one. */
  @ApiProperty({ type: ImportCountsView, nullable: true })
  found!: ImportCountsView | null;

  /** What was wrong with rows, most frequent first. */
  errorTypes!: ImportErrorType[];

  @ApiProperty({ type: ImportFailure, nullable: true })
  problem!: ImportFailure | null;

  /** Under which its recipients are kept; null until it writes. */
  @ApiProperty({ type: 'integer', nullable: true })
  dataSourceId!: number | null;

  /** Whether it can be taken back; see `undoUntil`. */
  undoable!: boolean;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  undoUntil!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  undoneAt!: Date | null;

  /** Whether the file is still there: it is removed 30 days after the end. */
  fileKept!: boolean;

  createdAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  static of(row: Import, undo: ImportUndo = NO_UNDO): ImportView {
    const { id, fileName, size, state, options, errorCode, errorParams } = row;
    const { language } = AuthContext;
    const { format, confidence, hints, mapping, consent, mailingListIds, ...settings } = options;
    return {
      ...settings,
      id,
      fileName,
      size,
      state,
      format: FormatView.of(format, confidence),
      hints: hints.map((code) => ({ code, message: message(code, {}, language) })),
      mapping: mapping.map((entry) => ColumnMappingView.of(entry)),
      mailingListIds: mailingListIds === 'all' ? 'all' : [...mailingListIds],
      keys: [...settings.keys],
      dateFormats: [...settings.dateFormats],
      genderWords: settings.genderWords.map((word) => ({ ...word })),
      reportAddresses: [...settings.reportAddresses],
      errorAddresses: [...settings.errorAddresses],
      consent: consent === null ? null : { ...consent },
      parentId: row.parentId,
      progress: importProgress(row),
      found: row.found === null ? null : { ...row.found },
      errorTypes: Object.entries(row.errorTypes ?? {})
        .map(([code, count]) => ({ code, count }))
        .sort((a, b) => b.count - a.count),
      problem:
        errorCode === null
          ? null
          : { code: errorCode, message: message(errorCode, errorParams ?? {}, language) },
      dataSourceId: row.dataSourceId,
      undoable: undo.undoable,
      undoUntil: undo.undoUntil,
      undoneAt: undo.undoneAt,
      fileKept: row.storedAs !== '',
      createdAt: row.createdAt,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
    };
  }
}

export interface ImportUndo {
  readonly undoable: boolean;
  readonly undoUntil: Date | null;
  readonly undoneAt: Date | null;
}

const NO_UNDO: ImportUndo = { undoable: false, undoUntil: null, undoneAt: null };

export class ImportListQuery {
  /** Rows per page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  after?: string;
}
