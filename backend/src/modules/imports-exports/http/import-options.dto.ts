import { ApiPropertyOptional, OmitType, PartialType } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, ValidateNested } from 'class-validator';
import { DEFAULT_CHOICE, type ImportChoice } from '../import-options.js';
import { ColumnMappingView } from './column-mapping.dto.js';
import { ImportConsentView } from './import-consent.dto.js';
import { FormatChoice } from './import-format.dto.js';
import { ImportProfileSettings } from './import-profile.dto.js';

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
      consent: ImportConsentView.consent(consent),
    };
  }
}
