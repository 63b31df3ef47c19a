import { ApiProperty } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsInt,
  IsString,
  MaxLength,
  Min,
  MinLength,
  ValidateNested,
} from 'class-validator';
import type { AutomaticExport } from '../exports/automatic-export.entity.js';
import { SCHEDULE_KINDS, type Schedule, type ScheduleKind } from '../schedule.js';

const trimmed = ({ value }: { value: unknown }): unknown =>
  typeof value === 'string' ? value.trim() : value;

/** When something happens again and again. */
export class ExportSchedule implements Schedule {
  @ApiProperty({ enum: SCHEDULE_KINDS })
  @IsIn(SCHEDULE_KINDS)
  kind!: ScheduleKind;

  /** `interval`: minutes from one run to the next, 5–1440. `hourly`: the minute of the hour. */
  @IsInt()
  minutes: number = 0;

  /** `HH:mm` on the days of daily, weekly and monthly schedules. */
  @IsArray()
  @ArrayMaxSize(24)
  @IsString({ each: true })
  times: string[] = [];

  /** `weekly`: 1 (Monday) to 7 (Sunday). `monthly`: 1–31; 31 is also the last day of shorter months. */
  @IsArray()
  @ArrayMaxSize(31)
  @IsInt({ each: true })
  days: number[] = [];

  /** IANA zone of the times. */
  @IsString()
  @MaxLength(64)
  timeZone!: string;
}

export class SaveAutomaticExport {
  @Transform(trimmed)
  @IsString()
  @MinLength(3)
  @MaxLength(100)
  name!: string;

  @IsInt()
  @Min(1)
  profileId!: number;

  @IsInt()
  @Min(1)
  connectionId!: number;

  /** Below the connection's folder; empty: there itself. */
  @Transform(trimmed)
  @IsString()
  @MaxLength(500)
  folder: string = '';

  @ValidateNested()
  @Type(() => ExportSchedule)
  schedule!: ExportSchedule;

  @IsBoolean()
  active: boolean = true;

  /** Only recipients who were made or changed since the last run that succeeded. */
  @IsBoolean()
  onlyChanges: boolean = false;

  /** Deliver nothing when no recipient fits. */
  @IsBoolean()
  skipEmpty: boolean = false;

  /** Get a mail after each run. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsEmail({}, { each: true })
  reportAddresses: string[] = [];

  /** Get a mail after each failure. */
  @IsArray()
  @ArrayMaxSize(20)
  @IsEmail({}, { each: true })
  errorAddresses: string[] = [];
}

export class ChangeAutomaticExport extends SaveAutomaticExport {
  /** As it was read; a newer one is not overwritten. */
  @IsInt()
  @Min(1)
  version!: number;
}

export class AutomaticExportView {
  id!: number;
  name!: string;
  profileId!: number;
  profileName!: string;
  connectionId!: number;
  connectionName!: string;
  folder!: string;
  schedule!: ExportSchedule;
  active!: boolean;
  onlyChanges!: boolean;
  skipEmpty!: boolean;
  reportAddresses!: string[];
  errorAddresses!: string[];

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  nextRunAt!: Date | null;

  version!: number;
  createdAt!: Date;
  updatedAt!: Date;

  static of(row: AutomaticExport, profileName: string, connectionName: string): AutomaticExportView {
    const { kind, minutes, times, days, timeZone } = row.schedule;
    return {
      id: row.id,
      name: row.name,
      profileId: row.profileId,
      profileName,
      connectionId: row.connectionId,
      connectionName,
      folder: row.folder,
      schedule: { kind, minutes, times: [...times], days: [...days], timeZone },
      active: row.active,
      onlyChanges: row.onlyChanges,
      skipEmpty: row.skipEmpty,
      reportAddresses: row.reportAddresses,
      errorAddresses: row.errorAddresses,
      nextRunAt: row.active ? row.nextRunAt : null,
      version: row.version,
      createdAt: row.createdAt,
      updatedAt: row.updatedAt,
    };
  }
}

export class AutomaticExportList {
  items!: AutomaticExportView[];
}
