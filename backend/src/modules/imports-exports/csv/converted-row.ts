import type { Gender, MailType } from '../../../contract/recipients/codes.js';
import type { FieldValue, FieldValueOptions } from '../../../contract/recipients/fields.js';
import type { MessageParams, RowProblemCode } from './csv-format.js';

export interface RowProblem {
  /** From 1; 0 when the whole row is meant. */
  column: number;
  columnName: string;
  /** As in the file, cut to 200 characters. */
  value: string;
  code: RowProblemCode;
  params: MessageParams;
}

/** Standard columns that are mapped; null where the cell is blank. */
export interface StandardValues {
  title?: string | null;
  firstname?: string | null;
  lastname?: string | null;
  gender?: Gender | null;
  mailtype?: MailType | null;
  customer_id?: number | null;
  reason?: string | null;
}

export type ConvertedRow =
  | { ok: true; email: string; standard: StandardValues; fields: Record<string, FieldValue> }
  | { ok: false; problems: RowProblem[] };

export interface ConversionOptions extends Pick<
  FieldValueOptions,
  'decimalSeparator' | 'dateFormats' | 'timeZone' | 'allowHtml'
> {
  /** Words of this file for genders, in lower case, before the built-in ones. */
  genderWords?: ReadonlyMap<string, Gender>;
  /** Whether a blank cell takes a recipient's value away. */
  blankOverwrites?: boolean;
  /** What `now` and `today` in defaults are. */
  now?: Date;
}
