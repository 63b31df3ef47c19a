import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsString, MaxLength } from 'class-validator';
import { SCHEDULE_KINDS, type Schedule, type ScheduleKind } from '../schedule.js';

/** When something happens again and again. */
export class ScheduleChoice {
  @ApiProperty({ enum: SCHEDULE_KINDS, enumName: 'ScheduleKind' })
  @IsIn(SCHEDULE_KINDS)
  kind!: ScheduleKind;

  /** `interval`: minutes from one run to the next, 5–1440. `hourly`: the minute of the hour, 0–59. */
  @IsInt()
  minutes!: number;

  /** `HH:mm` on the days of daily, weekly and monthly schedules. */
  @IsArray()
  @ArrayMaxSize(24)
  @IsString({ each: true })
  times!: string[];

  /** `weekly`: 1 (Monday) to 7 (Sunday). `monthly`: 1–31; 31 is the last day of shorter months, too. */
  @ApiProperty({ type: 'array', items: { type: 'integer' } })
  @IsArray()
  @ArrayMaxSize(31)
  @IsInt({ each: true })
  days!: number[];

  /** IANA zone of the times, such as Europe/Berlin. */
  @IsString()
  @MaxLength(64)
  timeZone!: string;

  static of({ kind, minutes, times, days, timeZone }: Schedule): ScheduleChoice {
    return { kind, minutes, times: [...times], days: [...days], timeZone };
  }
}
