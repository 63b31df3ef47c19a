import { Type } from 'class-transformer';
import { IsInt, IsNotEmpty, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import type { BlocklistEntry } from '../blocklist-entry.entity.js';

export class BlocklistEntryView {
  id!: number;
  pattern!: string;
  reason!: string;
  createdAt!: Date;

  static of({ id, pattern, reason, createdAt }: BlocklistEntry): BlocklistEntryView {
    return { id, pattern, reason, createdAt };
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
