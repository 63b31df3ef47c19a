import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, Min } from 'class-validator';
import { ActivityKind } from '../../../core/events/activity.js';
import type { HistoryEntry } from '../history.queries.js';

export class HistoryItem {
  id!: number;
  at!: Date;

  @ApiProperty({ enum: Object.keys(ActivityKind) })
  kind!: string;

  @ApiProperty({ type: 'integer', nullable: true })
  mailingId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  mailingName!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  linkUrl!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  mailingListName!: string | null;

  /** Details by kind, e.g. `field`, `old` and `new`, or `oldStatus`, `newStatus` and `remark`. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  data!: Record<string, string | number | boolean | null> | null;

  static of(entry: HistoryEntry): HistoryItem {
    return { ...entry };
  }
}

export class ListHistory {
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(500)
  limit = 50;

  @IsOptional()
  @IsString()
  after?: string;
}
