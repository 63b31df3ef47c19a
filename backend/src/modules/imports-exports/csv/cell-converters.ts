import { STANDARD_TEXT_LENGTH, type Gender } from '../../../contract/recipients/codes.js';
import { checkEmailAddress } from '../../../contract/recipients/email-address.js';
import { checkFieldRules } from '../../../contract/recipients/field-rules.js';
import {
  parseFieldValue,
  TEXT_FIELD_DEFAULT_LENGTH,
  type FieldValue,
} from '../../../contract/recipients/fields.js';
import type { FieldValueOptions } from '../../../contract/recipients/fields.js';
import { parseGender, parseMailType } from '../../../contract/recipients/code-words.js';
import type { ConversionOptions, StandardValues } from './converted-row.js';
import type { MessageParams, RowProblemCode } from './csv-format.js';
import { parseDefault } from './default-values.js';
import type { ColumnMapping, KnownField, StandardTarget } from './mapping.js';

/** Greatest length in characters of a reason on the blocklist. */
const REASON_LENGTH = 500;
const BLANK_ONLY = /^\s*$/;

export interface RowParts {
  email: string;
  readonly standard: StandardValues;
  readonly fields: Record<string, FieldValue>;
}

/** What one column adds to the row; a problem instead when its value is wrong. */
export type CellProblem = { readonly code: RowProblemCode; readonly params: MessageParams } | undefined;
export type CellConverter = (cell: string, row: RowParts) => CellProblem;

/** Why a column's default cannot be used; told for every row that would need it. */
const MISSING: CellProblem = { code: 'value-missing', params: {} };

/** The converter of a column; undefined for one that goes nowhere. */
export function cellConverter(
  entry: ColumnMapping,
  fields: readonly KnownField[],
  options: ConversionOptions,
  now: Date,
): CellConverter | undefined {
  const { target } = entry;
  if (target === 'ignore') return undefined;
  if (typeof target === 'string') return withBlankRule(entry, standardConverter(target, options));
  const field: KnownField | undefined =
    'field' in target
      ? fields.find(({ name }) => name === target.field)
      : { ...target.newField, maxLength: TEXT_FIELD_DEFAULT_LENGTH };
  return field && fieldConverter(entry, field, options, now);
}

/** Blank cells of standard columns get the default as if it stood in the file. */
function withBlankRule({ mandatory, defaultValue }: ColumnMapping, convert: CellConverter): CellConverter {
  if (defaultValue) return (cell, row) => convert(isBlank(cell) ? defaultValue : cell, row);
  if (mandatory !== true) return convert;
  return (cell, row) => (isBlank(cell) ? MISSING : convert(cell, row));
}

function fieldConverter(
  { mandatory, defaultValue }: ColumnMapping,
  field: KnownField,
  options: ConversionOptions,
  now: Date,
): CellConverter {
  const { name, type, maxLength } = field;
  const valueOptions: FieldValueOptions = { ...options, maxLength };
  const rules = { nullable: field.nullable ?? true, fixedValues: field.fixedValues ?? null };
  const parse = (cell: string) => parseFieldValue(type, cell, valueOptions);
  // Texts are quicker read than looked up.
  const read = type === 'text' ? parse : remembering(parse);
  const blank = blankValue(field, mandatory === true, defaultValue, valueOptions, options, now);
  return (cell, row) => {
    const parsed = read(cell);
    if (!parsed.ok) return parsed;
    if (parsed.value === null) {
      if (!blank.ok) return blank;
      row.fields[name] = blank.value;
      return undefined;
    }
    if (rules.fixedValues !== null) {
      const problem = checkFieldRules(rules, parsed.value);
      if (problem) return problem;
    }
    row.fields[name] = parsed.value;
    return undefined;
  };
}

/** What a blank cell means: the default, nothing, or a mistake. Found out once for all rows. */
function blankValue(
  field: KnownField,
  mandatory: boolean,
  defaultValue: string | undefined,
  valueOptions: FieldValueOptions,
  { blankOverwrites }: ConversionOptions,
  now: Date,
): { ok: true; value: FieldValue } | { ok: false; code: RowProblemCode; params: MessageParams } {
  if (defaultValue) {
    const parsed = parseDefault(field.type, defaultValue, valueOptions, now);
    if (!parsed.ok) return parsed;
    const problem = checkFieldRules({ nullable: true, fixedValues: field.fixedValues ?? null }, parsed.value);
    return problem ? { ok: false, ...problem } : parsed;
  }
  if (mandatory) return { ok: false, code: 'value-missing', params: {} };
  // A blank that keeps what is there takes nothing away.
  if (blankOverwrites === true && field.nullable === false) {
    return { ok: false, code: 'value-required', params: {} };
  }
  return { ok: true, value: null };
}

function standardConverter(target: StandardTarget, options: ConversionOptions): CellConverter {
  switch (target) {
    case 'email':
      return (cell, row) => {
        const check = checkEmailAddress(cell);
        if (!check.ok) return check;
        row.email = check.address;
        return undefined;
      };
    case 'gender':
      return genderConverter(options.genderWords);
    case 'mailtype': {
      const read = remembering((cell) => (isBlank(cell) ? null : parseMailType(cell)));
      return (cell, row) => {
        const type = read(cell);
        if (type === undefined) return { code: 'value-not-mail-type', params: {} };
        row.standard.mailtype = type;
        return undefined;
      };
    }
    case 'customer_id':
      return (cell, row) => {
        const parsed = parseFieldValue('integer', cell);
        if (!parsed.ok) return parsed;
        row.standard.customer_id = typeof parsed.value === 'number' ? parsed.value : null;
        return undefined;
      };
    case 'reason':
      return textConverter('reason', { maxLength: REASON_LENGTH, allowHtml: true });
    case 'title':
    case 'firstname':
    case 'lastname':
      return textConverter(target, { allowHtml: options.allowHtml, maxLength: STANDARD_TEXT_LENGTH });
  }
}

function textConverter(
  target: 'title' | 'firstname' | 'lastname' | 'reason',
  valueOptions: FieldValueOptions,
): CellConverter {
  return (cell, row) => {
    const parsed = parseFieldValue('text', cell, valueOptions);
    if (!parsed.ok) return parsed;
    row.standard[target] = parsed.value === null ? null : String(parsed.value);
    return undefined;
  };
}

function genderConverter(words: ReadonlyMap<string, Gender> | undefined): CellConverter {
  const read = remembering((cell): Gender | null | undefined => {
    const word = cell.trim().toLowerCase();
    return word === '' ? null : (words?.get(word) ?? parseGender(word));
  });
  return (cell, row) => {
    const gender = read(cell);
    if (gender === undefined) return { code: 'value-not-gender', params: {} };
    row.standard.gender = gender;
    return undefined;
  };
}

/** Cells of one column that are remembered. */
const REMEMBERED = 4096;

/** Most columns have few different values: each is read once. */
function remembering<T>(read: (cell: string) => T): (cell: string) => T {
  const known = new Map<string, T>();
  return (cell) => {
    const found = known.get(cell);
    if (found !== undefined) return found;
    const value = read(cell);
    if (known.size < REMEMBERED) known.set(cell, value);
    return value;
  };
}

function isBlank(cell: string): boolean {
  return BLANK_ONLY.test(cell);
}
