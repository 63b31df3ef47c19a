import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsIn, IsOptional } from 'class-validator';
import { HISTORY_KINDS, type HistoryEntry, type HistoryKind } from '../history.queries.js';
import { PageQuery } from './selection.dto.js';

export class FieldChangeView {
  /** Name of a profile field, or of a standard one. */
  field!: string;

  @ApiProperty({ nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] })
  old!: string | number | null;

  @ApiProperty({ nullable: true, oneOf: [{ type: 'string' }, { type: 'number' }] })
  new!: string | number | null;
}

export class HistoryItem {
  /** Unique within one recipient's history. */
  id!: string;
  at!: Date;

  /** `changed`: by an import or a bulk operation, see `changes`. `restored`: deleted and given back since. */
  @ApiProperty({ enum: HISTORY_KINDS })
  kind!: HistoryKind;

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

  /** Import, bulk operation or undoing that did it. */
  @ApiProperty({ type: 'integer', nullable: true })
  dataSourceId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  dataSourceKind!: string | null;

  @ApiProperty({ type: 'string', nullable: true })
  dataSourceName!: string | null;
  changes!: FieldChangeView[];

  static of(entry: HistoryEntry): HistoryItem {
    return { ...entry, changes: [...entry.changes] };
  }
}

export class ListHistory extends PageQuery {
  /** Kinds of entries, separated by commas; all if missing. */
  @ApiProperty({ type: 'string', required: false })
  @IsOptional()
  @Transform(({ value }): unknown => (typeof value === 'string' ? value.split(',') : value))
  @IsIn(HISTORY_KINDS, { each: true })
  kinds?: HistoryKind[];
}
