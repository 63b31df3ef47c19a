import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional } from 'class-validator';
import {
  DATA_SOURCE_KINDS,
  type DataSourceDetail,
  type DataSourceKind,
} from '../data-sources/data-sources.js';
import { PageQuery } from './selection.dto.js';

export class ListDataSources extends PageQuery {
  @ApiProperty({ enum: DATA_SOURCE_KINDS, required: false })
  @IsOptional()
  @IsIn(DATA_SOURCE_KINDS)
  kind?: DataSourceKind;
}

export class DataSourceView {
  id!: number;

  @ApiProperty({ enum: DATA_SOURCE_KINDS })
  kind!: DataSourceKind;

  /** e.g. the name of the imported file. */
  name!: string;
  createdAt!: Date;

  @ApiProperty({ type: 'integer', nullable: true })
  createdBy!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  createdByName!: string | null;

  /** Recipients it touched; null while it runs. */
  @ApiProperty({ type: 'integer', nullable: true })
  recipients!: number | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  undoUntil!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  undoneAt!: Date | null;

  @ApiProperty({ type: 'string', nullable: true })
  undoneByName!: string | null;

  /** Whether it can be undone now. */
  undoable!: boolean;

  static of(source: DataSourceDetail): DataSourceView {
    return { ...source };
  }
}
