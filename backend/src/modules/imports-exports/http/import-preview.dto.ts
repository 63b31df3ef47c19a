import { ApiExtraModels, ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, ValidateNested } from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { message } from '../../../contract/messages/index.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import type { ColumnTarget } from '../csv/mapping.js';
import { DECIMAL_SEPARATORS, type DecimalSeparator } from '../import-options.js';
import type { Preview } from '../import-preview.service.js';
import type { ImportProblem } from '../import-problems.service.js';
import { ApiColumnTarget, ColumnMappingView, FieldTarget, NewFieldTarget } from './column-mapping.dto.js';
import { FormatChoice, FormatView } from './import-format.dto.js';

export class PreviewRequest {
  /** Read it in this way; as detected or chosen if missing. */
  @ApiPropertyOptional()
  @IsOptional()
  @ValidateNested()
  @Type(() => FormatChoice)
  format?: FormatChoice;

  /** Propose what this profile says instead of a guess; also how to read, if `format` is missing. */
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  profileId?: number | null;
}

export class PreviewProblem {
  /** Physical line, from 1; 0 when the file as a whole is meant. */
  line!: number;
  /** From 1; 0 when the whole line is meant. */
  column!: number;
  code!: string;
  /** In the language of the request. */
  message!: string;
}

@ApiExtraModels(FieldTarget, NewFieldTarget)
export class PreviewColumn {
  /** From 0. */
  index!: number;
  header!: string;

  /** Where it probably goes. */
  @ApiColumnTarget()
  guess!: ColumnTarget;

  /** 0 (a guess) to 1 (certain). */
  @Fraction()
  confidence!: number;

  /** As the profile says. */
  mandatory!: boolean;
  defaultValue!: string;

  /** What is wrong with the column's name. */
  @ApiPropertyOptional()
  problem?: PreviewProblem;
}

export class ImportPreview {
  format!: FormatView;
  /** Names of a workbook's sheets; empty for other files. */
  sheets!: string[];
  columns!: PreviewColumn[];
  /** What the profile fills without a column of the file. */
  constants!: ColumnMappingView[];

  /** The first 20 rows. */
  @ApiProperty({ type: 'array', items: { type: 'array', items: { type: 'string' } } })
  rows!: string[][];

  /** Of the file's first 200 rows. */
  problems!: PreviewProblem[];

  /** Rows of the whole file. */
  totalEstimate!: number;

  /** What numbers with a fraction seem to be written with. */
  @ApiProperty({ enum: DECIMAL_SEPARATORS })
  decimalSeparator!: DecimalSeparator;

  static of(preview: Preview): ImportPreview {
    const { language } = AuthContext;
    return {
      format: FormatView.of(preview.format),
      sheets: [...preview.sheets],
      constants: preview.constants.map((entry) => ColumnMappingView.of(entry)),
      columns: preview.columns.map(({ problem, ...column }) => ({
        ...column,
        ...(problem
          ? {
              problem: {
                line: 1,
                column: problem.column,
                code: problem.code,
                message: message(problem.code, problem.params, language),
              },
            }
          : {}),
      })),
      rows: preview.rows.map((row) => [...row]),
      problems: preview.problems.map(({ line, column, code, params }) => ({
        line,
        column,
        code,
        message: message(code, params, language),
      })),
      totalEstimate: preview.totalEstimate,
      decimalSeparator: preview.decimalSeparator,
    };
  }
}

export class ImportProblemView {
  /** Physical line, from 1. */
  line!: number;
  /** From 1; 0 when the whole row is meant. */
  column!: number;
  columnName!: string;
  /** At most 200 characters. */
  value!: string;
  code!: string;
  /** In the language of the request. */
  message!: string;

  static of({ line, column, columnName, value, code, params }: ImportProblem): ImportProblemView {
    return { line, column, columnName, value, code, message: message(code, params, AuthContext.language) };
  }
}
