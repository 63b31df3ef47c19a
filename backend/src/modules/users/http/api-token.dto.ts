import { ApiProperty } from '@nestjs/swagger';
import { ArrayNotEmpty, IsIn, IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';
import { PERMISSIONS, type Permission } from '../../../contract/permissions.js';
import type { ApiToken } from '../api-token.entity.js';

export class ApiTokenView {
  id!: number;
  name!: string;

  /** The token's first characters. */
  hint!: string;

  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions!: Permission[];

  createdAt!: Date;
  expiresAt!: Date;

  /** Exact to a minute; null until the first use. */
  @ApiProperty({ type: 'string', format: 'date-time', nullable: true })
  lastUsedAt!: Date | null;

  static of(row: ApiToken): ApiTokenView {
    const { id, name, hint, permissions, createdAt, expiresAt, lastUsedAt } = row;
    return { id, name, hint, permissions, createdAt, expiresAt, lastUsedAt };
  }
}

export class ApiTokenList {
  items!: ApiTokenView[];
}

export class ApiTokenCreated extends ApiTokenView {
  /** The token itself, to be sent as `Authorization: Bearer …`. It is shown this once. */
  token!: string;
}

export class CreateApiToken {
  /** What it is for. */
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  /** Rights of the token, at most one's own. */
  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  @ArrayNotEmpty()
  @IsIn(PERMISSIONS, { each: true })
  permissions!: Permission[];

  /** Days until it stops working. */
  @IsInt()
  @Min(1)
  @Max(730)
  expiresInDays!: number;
}
