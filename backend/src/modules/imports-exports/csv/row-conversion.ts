import { STANDARD_TEXT_LENGTH, type Gender, type MailType } from '../../../contract/recipients/codes.js';
import { checkEmailAddress } from '../../../contract/recipients/email-address.js';
import { parseFieldValue, type FieldValue } from '../../../contract/recipients/fields.js';
import { TEXT_FIELD_DEFAULT_LENGTH, type FieldValueOptions } from '../../../contract/recipients/fields.js';
import { parseGender, parseMailType } from '../../../contract/recipients/code-words.js';
import type { MessageParams, RowProblemCode } from './csv-format.js';
import type { ColumnMapping, ColumnTarget, KnownField, StandardTarget } from './mapping.js';

/** Characters of a wrong value that are kept for the report. */
const SHOWN_VALUE_LENGTH = 200;

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
}

/** What one column adds to the row; a problem instead when its value is wrong. */
type CellResult = { code: RowProblemCode; params: MessageParams } | undefined;
type CellConverter = (
  cell: string,
  row: { email: string; standard: StandardValues; fields: Map<string, FieldValue> },
) => CellResult;

/** A converter for the rows of a file; prepares what is the same for all of them. */
export function rowConverter(
  mapping: readonly ColumnMapping[],
  fields: readonly KnownField[],
  options: ConversionOptions = {},
): (values: readonly string[]) => ConvertedRow {
  const converters = mapping.map(({ target }) => cellConverter(target, fields, options));
  const mapped = converters.flatMap((convert, index) => (convert ? [{ convert, index }] : []));
  return (values) => {
    // Blank cells behind the last column come from a separator at the line's end and mean nothing.
    const tooMany =
      values.length > mapping.length && values.slice(mapping.length).some((cell) => cell.trim() !== '');
    if (values.length < mapping.length || tooMany) {
      const params = { expected: mapping.length, found: values.length };
      const value = values.join(' ').slice(0, SHOWN_VALUE_LENGTH);
      return {
        ok: false,
        problems: [{ column: 0, columnName: '', value, code: 'row-column-count', params }],
      };
    }
    const row = { email: '', standard: {}, fields: new Map<string, FieldValue>() };
    const problems: RowProblem[] = [];
    for (const { convert, index } of mapped) {
      const value = values[index] ?? '';
      const problem = convert(value, row);
      if (!problem) continue;
      const columnName = mapping[index]?.name ?? '';
      problems.push({ column: index + 1, columnName, value: value.slice(0, SHOWN_VALUE_LENGTH), ...problem });
    }
    if (problems.length > 0) return { ok: false, problems };
    return { ok: true, email: row.email, standard: row.standard, fields: Object.fromEntries(row.fields) };
  };
}

/** Converts one row; for many rows make a {@link rowConverter} once. */
export function convertRow(
  values: readonly string[],
  mapping: readonly ColumnMapping[],
  fields: readonly KnownField[],
  options: ConversionOptions = {},
): ConvertedRow {
  return rowConverter(mapping, fields, options)(values);
}

function cellConverter(
  target: ColumnTarget,
  fields: readonly KnownField[],
  options: ConversionOptions,
): CellConverter | undefined {
  if (typeof target === 'string') return target === 'ignore' ? undefined : standardConverter(target, options);
  const field: KnownField | undefined =
    'field' in target
      ? fields.find(({ name }) => name === target.field)
      : { ...target.newField, maxLength: TEXT_FIELD_DEFAULT_LENGTH };
  if (!field) return undefined;
  const { name, type, maxLength } = field;
  const fieldOptions: FieldValueOptions = { ...options, maxLength };
  return (cell, row) => {
    const parsed = parseFieldValue(type, cell, fieldOptions);
    if (!parsed.ok) return { code: parsed.code, params: parsed.params };
    row.fields.set(name, parsed.value);
    return undefined;
  };
}

function standardConverter(target: StandardTarget, options: ConversionOptions): CellConverter {
  switch (target) {
    case 'email':
      return (cell, row) => {
        const check = checkEmailAddress(cell);
        if (!check.ok) return { code: check.code, params: check.params };
        row.email = check.address;
        return undefined;
      };
    case 'gender':
      return (cell, row) => {
        const word = cell.trim().toLowerCase();
        const gender = word === '' ? null : (options.genderWords?.get(word) ?? parseGender(word));
        if (gender === undefined) return { code: 'value-not-gender', params: {} };
        row.standard.gender = gender;
        return undefined;
      };
    case 'mailtype':
      return (cell, row) => {
        const type = cell.trim() === '' ? null : parseMailType(cell);
        if (type === undefined) return { code: 'value-not-mail-type', params: {} };
        row.standard.mailtype = type;
        return undefined;
      };
    case 'title':
    case 'firstname':
    case 'lastname': {
      const textOptions: FieldValueOptions = {
        allowHtml: options.allowHtml,
        maxLength: STANDARD_TEXT_LENGTH,
      };
      return (cell, row) => {
        const parsed = parseFieldValue('text', cell, textOptions);
        if (!parsed.ok) return { code: parsed.code, params: parsed.params };
        row.standard[target] = parsed.value === null ? null : String(parsed.value);
        return undefined;
      };
    }
  }
}
