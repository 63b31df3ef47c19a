import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  Max,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { Fraction } from '../../../core/http/fraction.js';
import { message } from '../../../contract/messages/index.js';
import { UserType } from '../../../contract/recipients/codes.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import {
  DECIMAL_SEPARATORS,
  IMPORT_MODES,
  IMPORT_STATES,
  type DecimalSeparator,
  type ImportChoice,
  type ImportMode,
  type ImportState,
} from '../import-options.js';
import { importProgress } from '../import-progress.js';
import type { Import } from '../import.entity.js';
import { ColumnMappingView } from './column-mapping.dto.js';
import { FormatChoice, FormatView } from './import-format.dto.js';

const USER_TYPES = Object.values(UserType);

/** Where an import stands. Each row read is in exactly one figure from `created` to `skipped`. */
export class ImportProgressView {
  bytesDone!: number;
  bytesTotal!: number;
  /** 0–100. */
  @Fraction()
  percent!: number;
  rowsRead!: number;
  created!: number;
  updated!: number;
  unchanged!: number;
  /** Rows whose address an earlier row of the file had; the first one counts. */
  duplicates!: number;
  /** Rows whose address is on the blocklist. */
  blocked!: number;
  invalid!: number;
  /** Left out by the mode. */
  skipped!: number;
  bindingsCreated!: number;
  @Fraction()
  rowsPerSecond!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  etaSeconds!: number | null;
}

/** Why an import failed. */
export class ImportFailure {
  code!: string;
  /** In the language of the request. */
  message!: string;
}

/** Something to look at before the start. */
export class ImportHint {
  code!: string;
  message!: string;
}

export class ImportView {
  id!: number;
  fileName!: string;
  /** Bytes. */
  size!: number;

  @ApiProperty({ enum: IMPORT_STATES, enumName: 'ImportState' })
  state!: ImportState;

  format!: FormatView;
  hints!: ImportHint[];
  /** Empty until chosen. */
  mapping!: ColumnMappingView[];

  @ApiProperty({ type: 'integer', nullable: true })
  mailingListId!: number | null;

  @ApiProperty({ enum: USER_TYPES, enumName: 'UserType' })
  userType!: UserType;

  @ApiProperty({ enum: IMPORT_MODES, enumName: 'ImportMode' })
  mode!: ImportMode;

  @ApiProperty({ enum: DECIMAL_SEPARATORS })
  decimalSeparator!: DecimalSeparator;

  progress!: ImportProgressView;

  @ApiProperty({ type: ImportFailure, nullable: true })
  problem!: ImportFailure | null;

  /** Whether the file is still there: it is removed 30 days after the end. */
  fileKept!: boolean;

  createdAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  static of(row: Import): ImportView {
    const { id, fileName, size, state, options, mailingListId, errorCode, errorParams } = row;
    const { language } = AuthContext;
    const { format, confidence, hints, mapping, userType, mode, decimalSeparator } = options;
    return {
      id,
      fileName,
      size,
      state,
      format: FormatView.of(format, confidence),
      hints: hints.map((code) => ({ code, message: message(code, {}, language) })),
      mapping: mapping.map(({ name, target }) => ({ name, target })),
      mailingListId,
      userType,
      mode,
      decimalSeparator,
      progress: importProgress(row),
      problem:
        errorCode === null
          ? null
          : { code: errorCode, message: message(errorCode, errorParams ?? {}, language) },
      fileKept: row.storedAs !== '',
      createdAt: row.createdAt,
      startedAt: row.startedAt,
      finishedAt: row.finishedAt,
    };
  }
}

export class ImportOptionsChoice {
  @ValidateNested()
  @Type(() => FormatChoice)
  format!: FormatChoice;

  /** One entry per column of the file. */
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ColumnMappingView)
  mapping!: ColumnMappingView[];

  /** null: the recipients join no list. */
  @ApiProperty({ type: 'integer', nullable: true })
  @ValidateIf((input: ImportOptionsChoice) => input.mailingListId !== null)
  @IsInt()
  mailingListId!: number | null;

  @ApiProperty({ enum: USER_TYPES, enumName: 'UserType', required: false, default: UserType.World })
  @IsOptional()
  @IsIn(USER_TYPES)
  userType?: UserType;

  @ApiProperty({ enum: IMPORT_MODES, enumName: 'ImportMode', required: false, default: 'add-and-update' })
  @IsOptional()
  @IsIn(IMPORT_MODES)
  mode?: ImportMode;

  /** Of numbers with a fraction. */
  @ApiProperty({ enum: DECIMAL_SEPARATORS, required: false, default: '.' })
  @IsOptional()
  @IsIn(DECIMAL_SEPARATORS)
  decimalSeparator?: DecimalSeparator;

  static choice(input: ImportOptionsChoice): ImportChoice {
    const { encoding, separator, quote, header } = input.format;
    return {
      format: { encoding, separator, quote, header },
      mapping: input.mapping.map(({ name, target }) => ({ name, target })),
      mailingListId: input.mailingListId,
      userType: input.userType ?? UserType.World,
      mode: input.mode ?? 'add-and-update',
      decimalSeparator: input.decimalSeparator ?? '.',
    };
  }
}

export class ImportListQuery {
  /** Rows per page. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(200)
  limit: number = 50;

  /** `next` of the page before. */
  @IsOptional()
  after?: string;
}
