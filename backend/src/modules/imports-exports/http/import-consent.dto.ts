import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsString, MaxLength } from 'class-validator';
import { CONSENT_METHODS, type ImportConsent } from '../import-options.js';

/** That the people of the file agreed to get mails, and how that can be proven. */
export class ImportConsentView {
  @ApiProperty({ enum: CONSENT_METHODS, enumName: 'ImportConsentMethod' })
  @IsIn(CONSENT_METHODS)
  method!: ImportConsent['method'];

  /** Where they agreed, such as the address of a form. */
  @IsString()
  @MaxLength(500)
  source!: string;

  /** Which text they agreed to. */
  @IsString()
  @MaxLength(200)
  textVersion!: string;

  static consent(given: ImportConsentView | null | undefined): ImportConsent | null {
    return given ? { method: given.method, source: given.source, textVersion: given.textVersion } : null;
  }
}
