import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import type { BlocklistDetail, BlocklistImport } from '../blocklist.service.js';

export class BlocklistEntryView {
  id!: number;
  pattern!: string;
  reason!: string;
  createdAt!: Date;

  @ApiProperty({ type: 'string', nullable: true })
  createdByName!: string | null;

  static of(entry: BlocklistDetail): BlocklistEntryView {
    return { ...entry };
  }
}

export class ListBlocklist {
  /** Part of the pattern or the reason. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

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

export class AddBlocklistEntry {
  /** An e-mail address, or a pattern in which `*` is any text and `?` any one character. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(300)
  pattern!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  reason?: string;
}

export class ChangeBlocklistEntry {
  @IsString()
  @MaxLength(500)
  reason!: string;
}

export class ImportBlocklist {
  /** Lines `pattern;reason`, with or without headings. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(5_000_000)
  csv!: string;
}

export class InvalidBlocklistLine {
  line!: number;
  pattern!: string;

  /** Code of the message. */
  code!: string;

  /** What is wrong, in the language of the request. */
  message!: string;
}

export class BlocklistImportView {
  added!: number;

  /** Were on the blocklist before. */
  known!: number;
  invalid!: InvalidBlocklistLine[];

  static of(
    { added, known, invalid }: BlocklistImport,
    text: (code: string, params: ErrorParams) => string,
  ): BlocklistImportView {
    return {
      added,
      known,
      invalid: invalid.map(({ line, pattern, code, params }) => ({
        line,
        pattern,
        code,
        message: text(code, params ?? {}),
      })),
    };
  }
}
