import { ApiProperty, ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { CONSENT_METHODS, DEFAULT_CHOICE, type ImportChoice, type ImportConsent } from '../import-options.js';
import { ColumnMappingView } from './column-mapping.dto.js';
import { FormatChoice } from './import-format.dto.js';
import { ImportProfileSettings } from './import-profile.dto.js';

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
}

/** The settings of an import, as profiles have them. */
export class ImportSettings extends OmitType(ImportProfileSettings, [
  'format',
  'mapping',
  'autoMapping',
] as const) {}

/** How a file is read and what is done with its rows. Settings that are left out have their usual values. */
export class ImportOptionsChoice extends PartialType(ImportSettings) {
  @ValidateNested()
  @Type(() => FormatChoice)
  format!: FormatChoice;

  /** One entry per column of the file, then the constant ones. */
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ColumnMappingView)
  mapping!: ColumnMappingView[];

  /** Missing or null: lists with double opt-in wait for each new recipient's own confirmation. */
  @ApiPropertyOptional({ type: ImportConsentView, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ImportConsentView)
  consent?: ImportConsentView | null;

  /** The profile that the settings come from. */
  @ApiPropertyOptional({ type: 'integer', nullable: true })
  @IsOptional()
  @IsInt()
  profileId?: number | null;

  static choice({ format, mapping, consent, genderWords, ...given }: ImportOptionsChoice): ImportChoice {
    const settings = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    return {
      ...DEFAULT_CHOICE,
      ...settings,
      format: FormatChoice.format(format),
      mapping: mapping.map((entry) => ColumnMappingView.mapping(entry)),
      genderWords: (genderWords ?? []).map(({ text, gender }) => ({ text, gender })),
      consent: consent
        ? { method: consent.method, source: consent.source, textVersion: consent.textVersion }
        : null,
    };
  }
}
