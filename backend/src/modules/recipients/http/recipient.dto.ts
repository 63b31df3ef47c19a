import { ApiProperty, ApiPropertyOptional, PartialType } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { Gender, MailType, UserStatus, UserType } from '../../../contract/recipients/codes.js';
import type { FieldValue } from '../../../contract/recipients/fields.js';
import type { RecipientProfile } from '../recipient-profile.js';

export class RecipientView {
  id!: number;
  email!: string;
  title!: string;
  firstname!: string;
  lastname!: string;

  /** 0 male, 1 female, 2 unknown, 4 practice, 5 company. */
  @ApiProperty({ type: 'integer', enum: Object.values(Gender) })
  gender!: Gender;

  /** 0 text, 1 HTML, 2 offline HTML. */
  @ApiProperty({ type: 'integer', enum: Object.values(MailType) })
  mailtype!: MailType;

  /** Whether openings and clicks may not be kept with this person. */
  trackingVeto!: boolean;

  /** Profile fields by name. */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      nullable: true,
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    },
  })
  fields!: Record<string, FieldValue>;

  createdAt!: Date;
  updatedAt!: Date;

  static of(profile: RecipientProfile): RecipientView {
    return { ...profile };
  }
}

/** Which recipients; the same for the list and the export. */
export class FilterRecipients {
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

  /** Only those who get test mails: type A, T or t in that list, or in any. */
  @ApiProperty({ type: 'boolean', required: false })
  @IsOptional()
  @Transform(({ value }): unknown => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  testRecipients?: boolean;

  /** Type in that list, or in any. */
  @ApiProperty({ enum: Object.values(UserType), required: false })
  @IsOptional()
  @IsIn(Object.values(UserType))
  userType?: UserType;

  /** Only those who are in no mailing list. */
  @ApiProperty({ type: 'boolean', required: false })
  @IsOptional()
  @Transform(({ value }): unknown => (value === 'true' ? true : value === 'false' ? false : value))
  @IsBoolean()
  withoutList?: boolean;

  /** Those who were made or changed under this data source, e.g. an import. */
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  dataSourceId?: number;

  /** A rule in the target-group language. */
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  eql?: string;

  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  targetGroupId?: number;
}

export class ListRecipients extends FilterRecipients {
  /**
   * id, email, title, firstname, lastname, gender, mailtype, trackingVeto, createdAt, updatedAt, or `fields.` and the
   * name of a profile field; with `-` before it descending.
   */
  @IsOptional()
  @IsString()
  @MaxLength(50)
  sort?: string;

  /** Names of the profile fields wanted, separated by commas; all if missing, none if empty. */
  @ApiProperty({ type: 'string', required: false })
  @IsOptional()
  @Transform(({ value }): unknown =>
    typeof value === 'string' ? value.split(',').filter((name) => name !== '') : value,
  )
  @IsString({ each: true })
  fields?: string[];

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

export class SaveRecipient {
  @IsString()
  @IsNotEmpty()
  @MaxLength(1000)
  email!: string;

  @IsOptional()
  @IsString()
  title?: string;

  @IsOptional()
  @IsString()
  firstname?: string;

  @IsOptional()
  @IsString()
  lastname?: string;

  /** 0 male, 1 female, 2 unknown, 4 practice, 5 company. */
  @ApiProperty({ type: 'integer', enum: Object.values(Gender), required: false })
  @IsOptional()
  @IsIn(Object.values(Gender))
  gender?: Gender;

  /** 0 text, 1 HTML, 2 offline HTML. */
  @ApiProperty({ type: 'integer', enum: Object.values(MailType), required: false })
  @IsOptional()
  @IsIn(Object.values(MailType))
  mailtype?: MailType;

  @IsOptional()
  @IsBoolean()
  trackingVeto?: boolean;

  /** Profile fields by name; null or blank text empties one. Dates are yyyy-MM-dd, with time in ISO 8601. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  fields?: Record<string, unknown>;
}

export class ChangeRecipient extends PartialType(SaveRecipient) {}
