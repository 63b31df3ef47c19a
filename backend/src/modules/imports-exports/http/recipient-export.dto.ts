import { ApiProperty } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, MaxLength, Min } from 'class-validator';
import { UserStatus } from '../../../contract/recipients/codes.js';

/** The filter of the recipient list. */
export class ExportRecipients {
  /** Words that all occur in e-mail, first or last name; `*` and `?` are wildcards. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  mailingListId?: number;

  /** Status of the binding to that list, or to any. */
  @ApiProperty({ type: 'integer', enum: Object.values(UserStatus), required: false })
  @IsOptional()
  @Type(() => Number)
  @IsIn(Object.values(UserStatus))
  status?: UserStatus;
}
