import { ApiProperty } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
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
  counts!: MailingListCounts;

  static of(list: MailingList, counts: BindingCounts = NO_BINDINGS): MailingListView {
    const { id, name, description, createdAt, updatedAt } = list;
    return { id, name, description, createdAt, updatedAt, counts: { ...counts, byStatus: counts.byStatus } };
  }
}

export class MailingListList {
  items!: MailingListView[];
}

export class CreateMailingList {
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

export class ChangeMailingList {
  @IsOptional()
  @IsString()
  @MaxLength(100)
  name?: string;

  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;
}
