import { FIELD_VISIBILITIES, checkFieldRules, MOMENT_DEFAULTS, MOST_FIXED_VALUES, type FieldVisibility } from '../../../contract/recipients/field-rules.js'; // prettier-ignore
import {
  checkFieldName,
  parseFieldValue,
  TEXT_FIELD_DEFAULT_LENGTH,
  TEXT_FIELD_MAX_LENGTH,
  type FieldType,
  type FieldValue,
} from '../../../contract/recipients/fields.js';
import { InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';

const LABEL_LENGTH = { min: 3, max: 100 } as const;

/** What of a field can be changed later. */
export interface ProfileFieldInput {
  readonly label: string;
  readonly description?: string | undefined;
  /** What new recipients get; `today` or `now` in dates; null: nothing. */
  readonly defaultValue?: FieldValue | undefined;
  readonly nullable?: boolean | undefined;
  readonly fixedValues?: readonly (string | number | boolean)[] | null | undefined;
  readonly visibility?: FieldVisibility | undefined;
  readonly separatorAfter?: boolean | undefined;
  readonly historised?: boolean | undefined;
}

export interface NewProfileField extends ProfileFieldInput {
  readonly name: string;
  readonly type: FieldType;
  /** Characters of a text, 1–4000; 200 if not given. */
  readonly length?: number | undefined;
}

export interface CheckedField {
  readonly label: string;
  readonly description: string;
  readonly defaultValue: FieldValue;
  readonly nullable: boolean;
  readonly fixedValues: readonly (string | number | boolean)[] | null;
  readonly visibility: FieldVisibility;
  readonly separatorAfter: boolean;
  readonly historised: boolean;
}

type Problems = Record<string, FieldProblem>;

/** @throws InvalidInput naming everything that is wrong */
export function checkedNewField(
  wanted: NewProfileField,
): CheckedField & { name: string; type: FieldType; length: number } {
  const problems: Problems = {};
  const name = checkFieldName(wanted.name);
  if (name) problems['name'] = name;
  const length = wanted.type === 'text' ? (wanted.length ?? TEXT_FIELD_DEFAULT_LENGTH) : 0;
  if (
    wanted.type === 'text' &&
    !(Number.isInteger(length) && length >= 1 && length <= TEXT_FIELD_MAX_LENGTH)
  ) {
    problems['length'] = { code: 'input.range', params: { min: 1, max: TEXT_FIELD_MAX_LENGTH } };
  }
  const checked = check(wanted, wanted.type, length, problems);
  return { ...checked, name: wanted.name, type: wanted.type, length };
}

/** @throws InvalidInput naming everything that is wrong */
export function checkedField(wanted: ProfileFieldInput, type: FieldType, length: number): CheckedField {
  return check(wanted, type, length, {});
}

function check(wanted: ProfileFieldInput, type: FieldType, length: number, problems: Problems): CheckedField {
  const label = wanted.label.trim();
  if (label.length < LABEL_LENGTH.min) {
    problems['label'] = { code: 'input.too-short', params: { min: LABEL_LENGTH.min } };
  } else if (label.length > LABEL_LENGTH.max) {
    problems['label'] = { code: 'input.too-long', params: { max: LABEL_LENGTH.max } };
  }
  const description = (wanted.description ?? '').trim();
  if (description.length > 500) problems['description'] = { code: 'input.too-long', params: { max: 500 } };
  const fixedValues = readFixedValues(wanted.fixedValues ?? null, type, length, problems);
  const nullable = wanted.nullable ?? true;
  const defaultValue = readDefault(wanted.defaultValue ?? null, type, length, problems);
  if (problems['defaultValue'] === undefined && problems['fixedValues'] === undefined) {
    const moment = isMoment(type, defaultValue);
    const wrong =
      defaultValue === null || moment ? undefined : checkFieldRules({ nullable, fixedValues }, defaultValue);
    if (wrong) problems['defaultValue'] = wrong;
    if (defaultValue === null && !nullable)
      problems['defaultValue'] = { code: 'profile-field.default-needed' };
  }
  const visibility = wanted.visibility ?? FIELD_VISIBILITIES[0];
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  const separatorAfter = wanted.separatorAfter ?? false;
  const historised = wanted.historised ?? true;
  return { label, description, defaultValue, nullable, fixedValues, visibility, separatorAfter, historised };
}

function readFixedValues(
  raw: readonly (string | number | boolean)[] | null,
  type: FieldType,
  length: number,
  problems: Problems,
): CheckedField['fixedValues'] {
  if (raw === null || raw.length === 0) return null;
  if (raw.length > MOST_FIXED_VALUES) {
    problems['fixedValues'] = { code: 'profile-field.too-many-values', params: { max: MOST_FIXED_VALUES } };
    return null;
  }
  const values = new Set<string | number | boolean>();
  for (const one of raw) {
    const value = read(one, type, length);
    if (!value.ok) problems['fixedValues'] = { code: value.code, params: value.params };
    else if (value.value !== null) values.add(value.value);
  }
  return values.size === 0 ? null : [...values];
}

function readDefault(raw: FieldValue, type: FieldType, length: number, problems: Problems): FieldValue {
  if (raw === null) return null;
  if (isMoment(type, raw)) return raw;
  const value = read(raw, type, length);
  if (value.ok) return value.value;
  problems['defaultValue'] = { code: value.code, params: value.params };
  return null;
}

function isMoment(type: FieldType, value: FieldValue): boolean {
  return (
    (type === 'date' || type === 'datetime') && (MOMENT_DEFAULTS as readonly FieldValue[]).includes(value)
  );
}

function read(raw: string | number | boolean, type: FieldType, length: number) {
  return parseFieldValue(type, String(raw), type === 'text' ? { maxLength: length } : {});
}
