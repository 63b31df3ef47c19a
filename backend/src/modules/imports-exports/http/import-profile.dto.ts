import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  MaxLength,
  Min,
  ValidateBy,
  ValidateNested,
} from 'class-validator';
import { LANGUAGES, type Language } from '../../../contract/messages/index.js';
import { Gender, MailType, UserType } from '../../../contract/recipients/codes.js';
import { DATE_FORMATS, type DateFormat } from '../../../contract/recipients/date-values.js';
import { DECIMAL_SEPARATORS, IMPORT_MODES } from '../import-options.js';
import type { DecimalSeparator, ImportMode } from '../import-options.js';
import type { ImportProfile, ProfileSettings } from '../import-profile.entity.js';
import { DUPLICATE_CHECKS, NULL_HANDLINGS } from '../import-settings.js';
import type { DuplicateCheck, NullHandling } from '../import-settings.js';
import { ColumnMappingView } from './column-mapping.dto.js';
import { ImportConsentView } from './import-consent.dto.js';
import { FormatChoice, FormatView } from './import-format.dto.js';

const USER_TYPES = Object.values(UserType);
const GENDERS = Object.values(Gender);
const MAIL_TYPES = Object.values(MailType);
const MOST_LISTS = 1000;
const MOST_ADDRESSES = 20;

/** Whether a value of a request says into which lists recipients go. */
function isListChoice(value: unknown): boolean {
  if (value === 'all') return true;
  return Array.isArray(value) && value.length <= MOST_LISTS && value.every((id) => Number.isSafeInteger(id));
}

/** A word of the file and the gender it means. */
export class GenderWordChoice {
  @IsString()
  @MaxLength(100)
  text!: string;

  @ApiProperty({ enum: GENDERS, enumName: 'Gender' })
  @IsIn(GENDERS)
  gender!: Gender;
}

/** Everything that an import profile says. */
export class ImportProfileSettings {
  @ValidateNested()
  @Type(() => FormatChoice)
  format!: FormatChoice;

  /** By the names of the file's columns; their order does not matter. */
  @IsArray()
  @ArrayMaxSize(1000)
  @ValidateNested({ each: true })
  @Type(() => ColumnMappingView)
  mapping!: ColumnMappingView[];

  /** Columns that `mapping` does not name go where their name says, if to anything. */
  @IsBoolean()
  autoMapping!: boolean;

  @ApiProperty({ enum: IMPORT_MODES, enumName: 'ImportMode' })
  @IsIn(IMPORT_MODES)
  mode!: ImportMode;

  /** What a blank cell does to the value that a recipient has. */
  @ApiProperty({ enum: NULL_HANDLINGS, enumName: 'NullHandling' })
  @IsIn(NULL_HANDLINGS)
  nullHandling!: NullHandling;

  /** By what recipients are known again: `email`, `customer_id` or names of profile fields. */
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  keys!: string[];

  /** `check`: of rows with the same key the first valid one counts. `none`: later rows overwrite earlier ones. */
  @ApiProperty({ enum: DUPLICATE_CHECKS, enumName: 'DuplicateCheck' })
  @IsIn(DUPLICATE_CHECKS)
  duplicates!: DuplicateCheck;

  /** Where several recipients have the key: all of them, or only the first. */
  @IsBoolean()
  updateAllMatches!: boolean;

  /** Ids of lists, or `all`. */
  @ApiProperty({
    oneOf: [
      { type: 'array', items: { type: 'integer' } },
      { type: 'string', enum: ['all'] },
    ],
  })
  @ValidateBy({ name: 'isListChoice', validator: { validate: isListChoice } })
  mailingListIds!: number[] | 'all';

  @ApiProperty({ enum: USER_TYPES, enumName: 'UserType' })
  @IsIn(USER_TYPES)
  userType!: UserType;

  /** Missing or null: lists with double opt-in wait for each new recipient's own confirmation. */
  @ApiPropertyOptional({ type: ImportConsentView, nullable: true })
  @IsOptional()
  @ValidateNested()
  @Type(() => ImportConsentView)
  consent?: ImportConsentView | null;

  /** Of numbers with a fraction. */
  @ApiProperty({ enum: DECIMAL_SEPARATORS })
  @IsIn(DECIMAL_SEPARATORS)
  decimalSeparator!: DecimalSeparator;

  /** Tried in order; ISO dates are always understood. A time may follow each. */
  @ApiProperty({ enum: DATE_FORMATS, enumName: 'DateFormat', isArray: true })
  @IsArray()
  @ArrayMaxSize(DATE_FORMATS.length)
  @IsIn(DATE_FORMATS, { each: true })
  dateFormats!: DateFormat[];

  /** IANA zone of times that name no offset. */
  @IsString()
  @MaxLength(64)
  timeZone!: string;

  /** Words for genders beside the usual ones. */
  @IsArray()
  @ArrayMaxSize(200)
  @ValidateNested({ each: true })
  @Type(() => GenderWordChoice)
  genderWords!: GenderWordChoice[];

  /** Of new recipients where the file says nothing. */
  @ApiProperty({ enum: MAIL_TYPES, enumName: 'MailType' })
  @IsIn(MAIL_TYPES)
  defaultMailType!: MailType;

  /** Told of every import. */
  @IsArray()
  @ArrayMaxSize(MOST_ADDRESSES)
  @IsString({ each: true })
  reportAddresses!: string[];

  /** Told of failures and of rows that could not be imported. */
  @IsArray()
  @ArrayMaxSize(MOST_ADDRESSES)
  @IsString({ each: true })
  errorAddresses!: string[];

  @ApiProperty({ enum: LANGUAGES, enumName: 'Language' })
  @IsIn(LANGUAGES)
  reportLanguage!: Language;

  static profile(input: ImportProfileSettings): ProfileSettings {
    return {
      ...input,
      format: FormatChoice.format(input.format),
      mapping: input.mapping.map((entry) => ColumnMappingView.mapping(entry)),
      genderWords: input.genderWords.map(({ text, gender }) => ({ text, gender })),
      consent: ImportConsentView.consent(input.consent),
    };
  }
}

export class ImportProfileChoice {
  /** 3 to 100 characters, unique. */
  @IsString()
  @MaxLength(100)
  name!: string;

  @ApiPropertyOptional({ default: '' })
  @IsOptional()
  @IsString()
  @MaxLength(500)
  description?: string;

  @ValidateNested()
  @Type(() => ImportProfileSettings)
  settings!: ImportProfileSettings;

  /** Of archives. Missing: as it was; empty: none. */
  @ApiPropertyOptional()
  @IsOptional()
  @IsString()
  @MaxLength(200)
  zipPassword?: string;
}

export class ImportProfileChange extends ImportProfileChoice {
  /** The version that was read; refused if somebody changed the profile since. */
  @IsInt()
  @Min(1)
  version!: number;
}

/** A profile in the list. */
export class ImportProfileItem {
  id!: number;
  name!: string;
  description!: string;

  /** Whether the user who asks has chosen it as the usual one. */
  isDefault!: boolean;
  createdAt!: Date;
  updatedAt!: Date;

  static of(row: ImportProfile, isDefault: boolean): ImportProfileItem {
    const { id, name, description, createdAt, updatedAt } = row;
    return { id, name, description, isDefault, createdAt, updatedAt };
  }
}

/** The settings, complete. */
export class ImportProfileSettingsView extends ImportProfileSettings {
  declare format: FormatView;

  @ApiProperty({ type: ImportConsentView, nullable: true, required: true })
  override consent!: ImportConsentView | null;

  static view(settings: ProfileSettings): ImportProfileSettingsView {
    const { mailingListIds } = settings;
    return {
      ...settings,
      format: FormatView.of(settings.format),
      mapping: settings.mapping.map((entry) => ColumnMappingView.of(entry)),
      keys: [...settings.keys],
      mailingListIds: mailingListIds === 'all' ? 'all' : [...mailingListIds],
      dateFormats: [...settings.dateFormats],
      genderWords: settings.genderWords.map(({ text, gender }) => ({ text, gender })),
      reportAddresses: [...settings.reportAddresses],
      errorAddresses: [...settings.errorAddresses],
      consent: settings.consent === null ? null : { ...settings.consent },
    };
  }
}

export class ImportProfileView extends ImportProfileItem {
  settings!: ImportProfileSettingsView;
  hasZipPassword!: boolean;
  version!: number;

  static override of(row: ImportProfile, isDefault: boolean): ImportProfileView {
    return {
      ...ImportProfileItem.of(row, isDefault),
      settings: ImportProfileSettingsView.view(row.settings),
      hasZipPassword: row.zipPassword !== null,
      version: row.version,
    };
  }
}

export class ImportProfileList {
  items!: ImportProfileItem[];
}
