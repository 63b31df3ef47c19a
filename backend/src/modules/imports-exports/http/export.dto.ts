import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min, MinLength, ValidateNested } from 'class-validator';
import { EXPORT_STATES, type ExportState } from '../../../contract/exports/export-options.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { exportProgress } from '../exports/export-progress.js';
import type { Export } from '../exports/export.entity.js';
import { ExportOptionsDto } from './export-options.dto.js';

/** Either a profile, or options of this one run. */
export class StartExport {
  @IsOptional()
  @IsInt()
  @Min(1)
  profileId?: number;

  /** What it is called in the list and in the file name; missing: the profile's name, or "Recipients". */
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @IsOptional()
  @ValidateNested()
  @Type(() => ExportOptionsDto)
  options?: ExportOptionsDto;

  /** Encrypts the archive (AES-256); write-only. */
  @IsOptional()
  @IsString()
  @MinLength(4)
  @MaxLength(200)
  zipPassword?: string;
}

export class PreviewExport {
  @ValidateNested()
  @Type(() => ExportOptionsDto)
  options!: ExportOptionsDto;
}

/** The first rows as the file will have them. */
export class ExportPreview {
  headers!: string[];

  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } } })
  rows!: string[][];

  /** Recipients that fit. */
  count!: number;
  /** More than some ten thousand are not counted but estimated. */
  countIsEstimate!: boolean;
  fileName!: string;
}

export class ExportProgressView {
  /** 0–100. */
  percent!: number;
  rowsPerSecond!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  etaSeconds!: number | null;
}

export class ExportFailure {
  code!: string;
  /** In the language of the request. */
  message!: string;
}

export class ExportView {
  id!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  profileId!: number | null;

  @ApiProperty({ type: 'integer', nullable: true })
  automaticExportId!: number | null;

  name!: string;

  @ApiProperty({ enum: EXPORT_STATES, enumName: 'ExportState' })
  state!: ExportState;

  options!: ExportOptionsDto;
  /** Whether the archive is encrypted. */
  hasZipPassword!: boolean;
  rows!: number;
  progress!: ExportProgressView;
  /** Characters that the charset does not have; they became question marks. */
  replacedCharacters!: number;
  /** Empty until the file is there. */
  fileName!: string;
  /** Bytes. */
  size!: number;
  /** Whether the file can be downloaded. */
  fileKept!: boolean;

  /** When the file is removed. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  fileUntil!: Date | null;

  downloads!: number;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  downloadedAt!: Date | null;

  /** Connection and file it was delivered to; empty: to nowhere. */
  deliveredTo!: string;

  /** Why it failed, or why the last delivery did. */
  @ApiProperty({ type: ExportFailure, nullable: true })
  problem!: ExportFailure | null;

  /** When the delivery is tried again. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  retryAt!: Date | null;

  /** Name of the user; null: nobody, or gone. */
  @ApiProperty({ type: 'string', nullable: true })
  createdBy!: string | null;

  createdAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  static of(row: Export, names: ReadonlyMap<number, string>): ExportView {
    const { errorCode, errorParams, storedAs, createdBy } = row;
    return {
      id: row.id,
      profileId: row.profileId,
      automaticExportId: row.automaticExportId,
      name: row.name,
      state: row.state,
      options: Object.assign(new ExportOptionsDto(), row.options),
      hasZipPassword: row.zipPassword !== null,
      rows: row.rowsDone,
      progress: exportProgress(row),
      replacedCharacters: row.replaced,
      fileName: row.fileName,
      size: row.size,
      fileKept: storedAs !== '',
      fileUntil: storedAs === '' ? null : row.fileUntil,
      downloads: row.downloads,
      downloadedAt: row.downloadedAt,
      deliveredTo: row.deliveredTo,
      problem:
        errorCode === null
          ? null
          : { code: errorCode, message: message(errorCode, errorParams ?? {}, AuthContext.language) },
      retryAt: row.state === 'delivering' ? row.notBefore : null,
      createdBy: createdBy === null ? null : (names.get(createdBy) ?? null),
      createdAt: row.createdAt,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
    };
  }
}

export class ExportListQuery {
  /** Rows per page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  @IsString()
  after?: string;
}

/** A column that exports can have. */
export class ExportFieldView {
  /** As in imports. */
  name!: string;
  /** Empty for standard fields, whose names the user interface knows. */
  label!: string;
  standard!: boolean;
}

export class ExportFieldList {
  items!: ExportFieldView[];
}
