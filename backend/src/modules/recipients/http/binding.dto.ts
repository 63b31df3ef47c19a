import { ApiProperty } from '@nestjs/swagger';
import { IsIn } from 'class-validator';
import { UserStatus, UserType } from '../../../contract/recipients/codes.js';
import type { Binding } from '../binding.queries.js';

export class BindingView {
  mailingListId!: number;
  mailingListName!: string;

  /** A admin, T test, t test VIP, W world, w world VIP. */
  @ApiProperty({ enum: Object.values(UserType) })
  userType!: UserType;

  /** 1 active, 2 bounced, 3 out by admin, 4 out by recipient, 5 waiting, 6 blocked, 7 suspended. */
  @ApiProperty({ type: 'integer', enum: Object.values(UserStatus) })
  status!: UserStatus;

  /** How the status came about. */
  remark!: string;
  createdAt!: Date;
  updatedAt!: Date;

  @ApiProperty({ type: 'integer', nullable: true })
  entryMailingId!: number | null;

  /** The mailing after which the recipient left. */
  @ApiProperty({ type: 'integer', nullable: true })
  exitMailingId!: number | null;

  @ApiProperty({ type: 'string', nullable: true })
  exitMailingName!: string | null;

  static of(binding: Binding): BindingView {
    const { mailingListId, mailingListName, userType, status, remark, createdAt, updatedAt } = binding;
    const { entryMailingId, exitMailingId, exitMailingName } = binding;
    const list = { mailingListId, mailingListName };
    const mailings = { entryMailingId, exitMailingId, exitMailingName };
    return { ...list, userType, status, remark, createdAt, updatedAt, ...mailings };
  }
}

export class BindingList {
  items!: BindingView[];
}

export class SaveBinding {
  @ApiProperty({ type: 'integer', enum: Object.values(UserStatus) })
  @IsIn(Object.values(UserStatus))
  status!: UserStatus;

  @ApiProperty({ enum: Object.values(UserType) })
  @IsIn(Object.values(UserType))
  userType!: UserType;
}
