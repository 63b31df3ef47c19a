import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsString,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { ROW_RESULTS, type BadRow, type CellProblem, type RowResult } from '../repair/import-rows.js';
import { ImportListQuery } from './import.dto.js';

export class ImportRowsQuery extends ImportListQuery {
  @ApiProperty({ enum: ROW_RESULTS, enumName: 'ImportRowResult' })
  @IsIn(ROW_RESULTS)
  result!: RowResult;
}

export class ImportCellProblem {
  /** From 1; 0 when the whole row is meant. */
  column!: number;
  code!: string;
  /** In the language of the request. */
  message!: string;

  static of({ column, code, params }: CellProblem): ImportCellProblem {
    return { column, code, message: message(code, params, AuthContext.language) };
  }
}

/** One row of the file. */
export class ImportRowView {
  /** Physical line, from 1. */
  line!: number;

  /** Its cells; of invalid rows as repaired so far. */
  values!: string[];

  /** What is still wrong. */
  problems!: ImportCellProblem[];

  /** Whether somebody repaired it. */
  repaired!: boolean;

  static of({ line, values, problems, repaired }: BadRow): ImportRowView {
    return {
      line,
      values: [...values],
      problems: problems.map((one) => ImportCellProblem.of(one)),
      repaired,
    };
  }
}

export class RepairedRow {
  @IsInt()
  @Min(1)
  line!: number;

  /** One value per column of the file. */
  @IsArray()
  @ArrayMaxSize(1000)
  @IsString({ each: true })
  @MaxLength(65_536, { each: true })
  values!: string[];
}

export class Repairs {
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => RepairedRow)
  rows!: RepairedRow[];
}

export class RepairResult {
  rows!: ImportRowView[];
}
