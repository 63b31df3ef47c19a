import { Gender, MailType } from '@contract/recipients/codes';
import { type FieldValue } from '@contract/recipients/fields';
import { type ProfileFieldView } from '../../core/api/profile-fields-api';
import { type Formats } from '../../shared/format/formats';

export interface CodeWord<T> {
  code: T;
  label: string;
}

export const GENDERS: readonly CodeWord<Gender>[] = [
  { code: Gender.Unknown, label: $localize`:@@recipients.gender.unknown:Unknown` },
  { code: Gender.Female, label: $localize`:@@recipients.gender.female:Female` },
  { code: Gender.Male, label: $localize`:@@recipients.gender.male:Male` },
  { code: Gender.Practice, label: $localize`:@@recipients.gender.practice:Practice` },
  { code: Gender.Company, label: $localize`:@@recipients.gender.company:Company` },
];

export const MAIL_TYPES: readonly CodeWord<MailType>[] = [
  { code: MailType.Html, label: $localize`:@@recipients.mailtype.html:HTML and text` },
  { code: MailType.Text, label: $localize`:@@recipients.mailtype.text:Text only` },
  { code: MailType.OfflineHtml, label: $localize`:@@recipients.mailtype.offline:HTML with pictures inside` },
];

/** The fields that everybody has, by their names in the API. */
export const STANDARD_LABELS: Readonly<Record<string, string>> = {
  email: $localize`:@@recipients.email:E-mail address`,
  title: $localize`:@@recipients.academicTitle:Title`,
  firstname: $localize`:@@recipients.firstname:First name`,
  lastname: $localize`:@@recipients.lastname:Last name`,
  gender: $localize`:@@recipients.gender:Gender`,
  mailtype: $localize`:@@recipients.mailtype:Kind of mail`,
  trackingVeto: $localize`:@@recipients.veto:No personal tracking`,
};

export function yesNo(value: boolean): string {
  return value ? $localize`:@@recipients.yes:Yes` : $localize`:@@recipients.no:No`;
}

/** A value of a standard field (by name) or of a profile field in words; '' when there is none. */
export function valueWords(
  name: string,
  type: ProfileFieldView['type'] | undefined,
  value: FieldValue | undefined,
  formats: Formats,
): string {
  if (value === null || value === undefined || value === '') return '';
  if (typeof value === 'boolean') return yesNo(value);
  if (type === undefined && name === 'gender') return wordOf(GENDERS, value);
  if (type === undefined && name === 'mailtype') return wordOf(MAIL_TYPES, value);
  if (type === 'date') return formats.day(String(value));
  if (type === 'datetime') return formats.dateTime(String(value));
  if (type === 'decimal') return formats.number(Number(value), 10);
  if (type === 'integer') return formats.number(Number(value));
  return String(value);
}

function wordOf(words: readonly CodeWord<number>[], value: FieldValue): string {
  return words.find(({ code }) => String(code) === String(value))?.label ?? String(value);
}
