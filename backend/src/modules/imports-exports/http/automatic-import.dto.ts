import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsBoolean, IsInt, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import {
  AUTOMATIC_RUN_STATES,
  RUN_STARTERS,
  type AutomaticImportRun,
  type AutomaticRunState,
  type RunStarter,
} from '../automatic-import.entity.js';
import type { AutomaticImportInput, AutomaticImportState } from '../automatic-import.service.js';
import { ScheduleChoice } from './schedule.dto.js';

export class AutomaticImportChoice {
  /** 3 to 100 characters, unique. */
  @IsString()
  @MaxLength(100)
  name!: string;

  @IsInt()
  profileId!: number;

  @IsInt()
  connectionId!: number;

  /** Name of the file below the connection's folder; `*` and `?` in its last part. */
  @IsString()
  @MaxLength(500)
  pattern!: string;

  @ValidateNested()
  @Type(() => ScheduleChoice)
  schedule!: ScheduleChoice;

  @IsBoolean()
  active!: boolean;

  /** Pass over files that were imported before and have not changed since. */
  @ApiPropertyOptional({ default: true })
  @IsOptional()
  @IsBoolean()
  onlyNew?: boolean;

  /** Remove the file at its source once it is imported. */
  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  removeAfter?: boolean;

  /** A file without rows is no failure. */
  @ApiPropertyOptional({ default: false })
  @IsOptional()
  @IsBoolean()
  allowEmpty?: boolean;

  /** Further tries after a failure, 0–10. */
  @ApiPropertyOptional({ default: 0 })
  @IsOptional()
  @IsInt()
  @Min(0)
  @Max(10)
  retries?: number;

  /** Minutes from a failure to the next try. */
  @ApiPropertyOptional({ default: 15 })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(1440)
  retryMinutes?: number;

  static input(choice: AutomaticImportChoice): AutomaticImportInput {
    const { name, profileId, connectionId, pattern, schedule, active } = choice;
    return {
      name,
      profileId,
      connectionId,
      pattern,
      schedule: ScheduleChoice.of(schedule),
      active,
      onlyNew: choice.onlyNew ?? true,
      removeAfter: choice.removeAfter ?? false,
      allowEmpty: choice.allowEmpty ?? false,
      retries: choice.retries ?? 0,
      retryMinutes: choice.retryMinutes ?? 15,
    };
  }
}

export class AutomaticImportChange extends AutomaticImportChoice {
  /** The version that was read; refused if somebody changed it since. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class AutomaticImportRunView {
  id!: number;

  /** `nothing`: there was no file to import. */
  @ApiProperty({ enum: AUTOMATIC_RUN_STATES, enumName: 'AutomaticRunState' })
  state!: AutomaticRunState;

  @ApiProperty({ enum: RUN_STARTERS, enumName: 'AutomaticRunStarter' })
  startedBy!: RunStarter;

  /** From 1; further ones are tries after a failure. */
  attempt!: number;

  @ApiProperty({ type: 'string', nullable: true })
  fileName!: string | null;

  @ApiProperty({ type: 'integer', nullable: true })
  importId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  errorCode!: string | null;

  /** Why it failed, in the language of the request. */
  @ApiProperty({ type: 'string', nullable: true })
  error!: string | null;

  createdAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  static of(run: AutomaticImportRun): AutomaticImportRunView {
    const { id, state, startedBy, attempt, fileName, importId, errorCode, errorParams } = run;
    const { createdAt, startedAt, finishedAt } = run;
    const error = errorCode === null ? null : message(errorCode, errorParams ?? {}, AuthContext.language);
    const what = { id, state, startedBy, attempt, fileName, importId, errorCode, error };
    return { ...what, createdAt, startedAt, finishedAt };
  }
}

export class AutomaticImportView {
  id!: number;
  name!: string;
  profileId!: number;
  connectionId!: number;
  pattern!: string;
  schedule!: ScheduleChoice;
  active!: boolean;
  onlyNew!: boolean;
  removeAfter!: boolean;
  allowEmpty!: boolean;
  retries!: number;
  retryMinutes!: number;

  /** null: not by itself. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  nextRunAt!: Date | null;

  @ApiProperty({ type: AutomaticImportRunView, nullable: true })
  lastRun!: AutomaticImportRunView | null;
  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  static of({ row, last }: AutomaticImportState): AutomaticImportView {
    const { createdBy: _by, schedule, ...rest } = row;
    return {
      ...rest,
      schedule: ScheduleChoice.of(schedule),
      lastRun: last ? AutomaticImportRunView.of(last) : null,
    };
  }
}

export class AutomaticImportList {
  items!: AutomaticImportView[];
}

export class AutomaticImportRunQuery {
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
