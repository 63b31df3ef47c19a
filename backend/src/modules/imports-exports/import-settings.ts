import type { Language } from '../../contract/messages/index.js';
import type { Gender, MailType } from '../../contract/recipients/codes.js';
import type { DateFormat } from '../../contract/recipients/fields.js';

export const NULL_HANDLINGS = ['keep', 'overwrite'] as const;
/** What a blank cell does to the value that a recipient has. */
export type NullHandling = (typeof NULL_HANDLINGS)[number];

export const DUPLICATE_CHECKS = ['check', 'none'] as const;
export type DuplicateCheck = (typeof DUPLICATE_CHECKS)[number];

/** A word of the file and the gender it means. */
export interface GenderWord {
  readonly text: string;
  readonly gender: Gender;
}

/** How the cells of a file become values. */
export interface ConversionSettings {
  readonly decimalSeparator: '.' | ',';
  /** Tried in order; ISO dates are always understood. */
  readonly dateFormats: readonly DateFormat[];
  /** Of times that name no offset. */
  readonly timeZone: string;
  readonly genderWords: readonly GenderWord[];
  /** For new recipients of files without that column. */
  readonly defaultMailType: MailType;
}

/** Who is written to after an import. */
export interface ReportSettings {
  readonly reportAddresses: readonly string[];
  readonly errorAddresses: readonly string[];
  readonly reportLanguage: Language;
}

export const NO_CONVERSION: ConversionSettings = {
  decimalSeparator: '.',
  dateFormats: ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy'],
  timeZone: 'UTC',
  genderWords: [],
  defaultMailType: 1,
};
