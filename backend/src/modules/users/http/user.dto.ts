import { IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { LANGUAGES, type Language } from '../../../contract/messages/index.js';
import { PERMISSIONS, type Permission } from '../../../contract/permissions.js';
import { ApiProperty } from '@nestjs/swagger';
import type { User } from '../user.entity.js';

export class UserView {
  id!: number;
  name!: string;
  email!: string;

  @ApiProperty({ enum: LANGUAGES })
  language!: Language;

  /** IANA name, e.g. Europe/Berlin. */
  timezone!: string;

  @ApiProperty({ enum: PERMISSIONS, isArray: true })
  permissions!: Permission[];

  static of(user: User): UserView {
    const { id, name, email, language, timezone, permissions } = user;
    return { id, name, email, language, timezone, permissions };
  }
}

/** What one may change of oneself; fields that are missing stay as they are. */
export class ChangeMe {
  @IsOptional()
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name?: string;

  @ApiProperty({ enum: LANGUAGES, required: false })
  @IsOptional()
  @IsIn(LANGUAGES)
  language?: Language;

  /** IANA name, e.g. Europe/Berlin. */
  @IsOptional()
  @IsString()
  @MaxLength(64)
  timezone?: string;
}

export class ChangePassword {
  /** The password until now. */
  @IsString()
  @MaxLength(200)
  current!: string;

  /** At least 12 characters, or at least 8 with lower case, upper case, digit and special character. */
  @IsString()
  @MaxLength(200)
  next!: string;
}
