import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsInt, IsObject, IsOptional, IsString, Max, MaxLength, Min, ValidateNested } from 'class-validator'; // prettier-ignore
import { UserStatus, UserType } from '../../../contract/recipients/codes.js';
import type { FieldValue } from '../../../contract/recipients/fields.js';
import { BULK_KINDS, BULK_STATES, MOST_IDS, type BulkJob, type BulkKind, type BulkState } from '../bulk/bulk-job.js'; // prettier-ignore
import type { BulkPreview } from '../bulk/bulk-preview.service.js';
import { FilterRecipients } from './recipient.dto.js';

/** Whom it is about: either all that fit a filter, or the named ones. */
export class SelectionInput {
  @IsOptional()
  @ValidateNested()
  @Type(() => FilterRecipients)
  filter?: FilterRecipients;

  /** 10,000 at most. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsInt({ each: true })
  @Min(1, { each: true })
  ids?: number[];
}

export class CountRecipients {
  @ValidateNested()
  @Type(() => FilterRecipients)
  filter!: FilterRecipients;
}

export class RecipientCount {
  /** Exact, whatever the number. */
  count!: number;
}

export class BindingChangeInput {
  @IsInt()
  @Min(1)
  mailingListId!: number;

  @ApiProperty({ type: 'integer', enum: Object.values(UserStatus) })
  @IsIn(Object.values(UserStatus))
  status!: UserStatus;

  /** Missing: stays as it is; W for those who are new in the list. */
  @ApiProperty({ enum: Object.values(UserType), required: false })
  @IsOptional()
  @IsIn(Object.values(UserType))
  userType?: UserType;
}

export const ORDERED_KINDS = ['edit', 'delete', 'binding'] as const;

export class BulkOrderInput {
  @ApiProperty({ enum: ORDERED_KINDS })
  @IsIn(ORDERED_KINDS)
  kind!: (typeof ORDERED_KINDS)[number];

  @ValidateNested()
  @Type(() => SelectionInput)
  selection!: SelectionInput;

  /** Of an edit: values by the name of the profile field, or `mailtype` and `trackingVeto`; null empties. */
  @ApiPropertyOptional({ type: 'object', additionalProperties: true })
  @IsOptional()
  @IsObject()
  set?: Record<string, FieldValue>;

  @IsOptional()
  @ValidateNested()
  @Type(() => BindingChangeInput)
  binding?: BindingChangeInput;
}

export class BulkPreviewView implements BulkPreview {
  recipients!: number;
  willChange!: number;
  unchanged!: number;

  /** Why recipients are left out, and how many: `blocklisted`, `opted-out`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  skipped!: Record<string, number>;
}

export class BulkJobView {
  id!: number;

  @ApiProperty({ enum: BULK_KINDS })
  kind!: BulkKind;

  @ApiProperty({ enum: BULK_STATES })
  state!: BulkState;

  /** Recipients meant when it was ordered. */
  expected!: number;
  lookedAt!: number;
  changed!: number;
  unchanged!: number;
  skipped!: number;

  /** Why recipients were left out, and how many: `blocklisted`, `opted-out`, `changed-since`, `address-taken`, `gone`. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  skipReasons!: Record<string, number>;

  /** 0–100. */
  percent!: number;

  @ApiProperty({ type: 'integer', nullable: true })
  dataSourceId!: number | null;

  /** Names of the fields of an edit. */
  fields!: string[];

  @ApiProperty({ type: 'integer', nullable: true })
  mailingListId!: number | null;

  @ApiProperty({ type: 'integer', nullable: true, enum: [...Object.values(UserStatus), null] })
  status!: UserStatus | null;

  /** Code of the message that says why it failed. */
  @ApiProperty({ type: 'string', nullable: true })
  errorCode!: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true })
  errorParams!: Record<string, string | number>;

  @ApiProperty({ type: 'string', nullable: true })
  createdByName!: string | null;
  createdAt!: Date;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  startedAt!: Date | null;

  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  finishedAt!: Date | null;

  static of(job: BulkJob): BulkJobView {
    const { id, kind, state, expected, lookedAt, changed, skipped, dataSourceId, errorCode } = job;
    const { createdByName, createdAt, startedAt, finishedAt, options } = job;
    return {
      id,
      kind,
      state,
      expected,
      lookedAt,
      changed,
      unchanged: lookedAt - changed - skipped,
      skipped,
      skipReasons: { ...job.skipReasons },
      percent: state === 'done' ? 100 : Math.min(99, Math.floor((lookedAt * 100) / Math.max(1, expected))),
      dataSourceId,
      fields: Object.keys(options.set ?? {}),
      mailingListId: options.binding?.mailingListId ?? null,
      status: options.binding?.status ?? null,
      errorCode,
      errorParams: { ...job.errorParams },
      createdByName,
      createdAt,
      startedAt,
      finishedAt,
    };
  }
}

export class RestoreInput {
  /** Recipients of the recycle bin. */
  @ApiProperty({ type: 'array', items: { type: 'integer' }, required: false })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_IDS)
  @IsInt({ each: true })
  @Min(1, { each: true })
  ids?: number[];

  /** Everyone who was deleted under it. */
  @IsOptional()
  @IsInt()
  @Min(1)
  dataSourceId?: number;
}

export class PageQuery {
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

export class ListBin extends PageQuery {
  /** Part of the address or the name. */
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;
}

export class DeletedRecipientView {
  id!: number;
  email!: string;
  firstname!: string;
  lastname!: string;
  dataSourceId!: number;
  deletedAt!: Date;

  @ApiProperty({ type: 'string', nullable: true })
  deletedByName!: string | null;

  /** Gone for good then. */
  until!: Date;
}
