import { ApiProperty } from '@nestjs/swagger';
import { IsBoolean, IsDateString, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { NO_BINDINGS, type BindingCounts } from '../binding.queries.js';
import type { MailingList } from '../mailing-list.entity.js';

export class MailingListCounts {
  /** Bindings with status 1, of all types. */
  active!: number;

  /** Active bindings of the types A, T and t. */
  testRecipients!: number;
  total!: number;

  /** Bindings by status: 1 active, 2 bounced, 3 out by admin, 4 out by recipient, 5 waiting, 6 blocked, 7 suspended. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byStatus!: Record<string, number>;
}

export class MailingListView {
  id!: number;
  name!: string;
  description!: string;
  createdAt!: Date;
  updatedAt!: Date;

  /** Who mailings to this list come from, unless they say otherwise; empty: as the settings say. */
  senderName!: string;
  senderEmail!: string;
  replyName!: string;
  replyEmail!: string;

  /** Whether people wait for their confirmation before they become active. */
  doubleOptIn!: boolean;
  counts!: MailingListCounts;

  static of(list: MailingList, counts: BindingCounts = NO_BINDINGS): MailingListView {
    const { id, name, description, createdAt, updatedAt } = list;
    const { senderName, senderEmail, replyName, replyEmail, doubleOptIn } = list;
    const sender = { senderName, senderEmail, replyName, replyEmail, doubleOptIn };
    return {
      id,
      name,
      description,
      createdAt,
      updatedAt,
      ...sender,
      counts: { ...counts, byStatus: counts.byStatus },
    };
  }
}

export class MailingListList {
  items!: MailingListView[];
}

class MailingListDefaults {
  @IsOptional()
  @IsString()
  @MaxLength(255)
  senderName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(254)
  senderEmail?: string;

  @IsOptional()
  @IsString()
  @MaxLength(255)
  replyName?: string;

  @IsOptional()
  @IsString()
  @MaxLength(254)
  replyEmail?: string;

  /** Whoever becomes active without a recorded consent waits for confirmation first. */
  @IsOptional()
  @IsBoolean()
  doubleOptIn?: boolean;
}

export class CreateMailingList extends MailingListDefaults {
  /** 3 to 100 characters, unique. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;
}

export class ChangeMailingList extends MailingListDefaults {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;
}

/** Bindings of a list at the end of one day. */
export class MailingListDayView {
  @ApiProperty({ type: 'string', format: 'date' })
  day!: string;

  /** By status: 1 active, 2 bounced, 3 out by admin, 4 out by recipient, 5 waiting, 6 blocked, 7 suspended. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  byStatus!: Record<string, number>;
}

export class MailingListDays {
  items!: MailingListDayView[];
}

export class ListDays {
  /** First day, yyyy-MM-dd; 90 days ago if missing. */
  @IsOptional()
  @IsDateString()
  from?: string;

  @IsOptional()
  @IsDateString()
  to?: string;
}
