import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, Matches, Max, MaxLength, Min } from 'class-validator';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import {
  REPORT_EXECUTIONS,
  REPORT_STATES,
  REPORT_TYPES,
  type ExchangeReport,
} from '../exports/exchange-report.entity.js';

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export class ExchangeReportQuery {
  /** The first day in the user's time zone, yyyy-MM-dd. */
  @IsOptional()
  @Matches(DAY)
  from?: string;

  /** The last day. */
  @IsOptional()
  @Matches(DAY)
  to?: string;

  @ApiProperty({ enum: REPORT_TYPES, required: false })
  @IsOptional()
  @IsIn(REPORT_TYPES)
  type?: ExchangeReport['type'];

  @ApiProperty({ enum: REPORT_EXECUTIONS, required: false })
  @IsOptional()
  @IsIn(REPORT_EXECUTIONS)
  execution?: ExchangeReport['execution'];

  /** Part of the file's name or of the profile's. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  dataSourceId?: number;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  userId?: number;

  /** Only those with an error. */
  @ApiProperty({ type: 'boolean', required: false })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => value === true || value === 'true')
  @IsBoolean()
  failed?: boolean;

  /** IANA zone of the days; UTC if not given. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timeZone?: string;

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

export class ReportFailure {
  code!: string;
  /** In the language of the request. */
  message!: string;
}

export class ExchangeReportView {
  id!: number;

  @ApiProperty({ enum: REPORT_TYPES })
  type!: ExchangeReport['type'];

  /** Of the import or export, which may be gone. */
  runId!: number;

  @ApiProperty({ enum: REPORT_EXECUTIONS })
  execution!: ExchangeReport['execution'];

  @ApiProperty({ enum: REPORT_STATES })
  state!: ExchangeReport['state'];

  name!: string;
  fileName!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  dataSourceId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  user!: string | null;

  /** Whether it failed or left rows out because of errors. */
  failed!: boolean;

  @ApiProperty({ type: ReportFailure, nullable: true })
  problem!: ReportFailure | null;

  /** What was counted, by name: `rows`, `created`, `invalid`, … */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  figures!: Readonly<Record<string, number>>;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  at!: Date;
  /** Whether the export's file can still be downloaded. */
  fileKept!: boolean;

  static of(row: ExchangeReport, users: ReadonlyMap<number, string>, fileKept: boolean): ExchangeReportView {
    const { errorCode, errorParams, userId } = row;
    return {
      id: row.id,
      type: row.type,
      runId: row.runId,
      execution: row.execution,
      state: row.state,
      name: row.name,
      fileName: row.fileName,
      dataSourceId: row.dataSourceId,
      user: userId === null ? null : (users.get(userId) ?? null),
      failed: row.failed,
      problem:
        errorCode === null
          ? null
          : { code: errorCode, message: message(errorCode, errorParams ?? {}, AuthContext.language) },
      figures: row.figures,
      startedAt: row.startedAt,
      at: row.at,
      fileKept,
    };
  }
}
