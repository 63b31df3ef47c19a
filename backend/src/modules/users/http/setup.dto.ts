import { ApiProperty } from '@nestjs/swagger';
import { IsEmail, IsIn, IsNotEmpty, IsString, MaxLength } from 'class-validator';
import { LANGUAGES, type Language } from '../../../contract/messages/index.js';
import type { SetupLinkState } from '../setup.service.js';

export class SetupLinkView {
  /** Whether the administrator can be created with this link. */
  valid!: boolean;

  /** Why not. */
  reason?: 'unknown' | 'used' | 'expired';

  static of(state: SetupLinkState): SetupLinkView {
    return state === 'valid' ? { valid: true } : { valid: false, reason: state };
  }
}

export class CreateAdministrator {
  @IsString()
  @IsNotEmpty()
  @MaxLength(100)
  name!: string;

  @IsEmail()
  @MaxLength(254)
  email!: string;

  /** At least 12 characters, or at least 8 with lower case, upper case, digit and special character. */
  @IsString()
  @MaxLength(200)
  password!: string;

  @ApiProperty({ enum: LANGUAGES })
  @IsIn(LANGUAGES)
  language!: Language;

  /** IANA name, e.g. Europe/Berlin. */
  @IsString()
  @MaxLength(64)
  timezone!: string;
}
