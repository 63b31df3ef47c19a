import {
  Gender,
  isGender,
  isMailType,
  MailType,
  STANDARD_TEXT_LENGTH,
} from '../../contract/recipients/codes.js';
import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { checkFieldRules } from '../../contract/recipients/field-rules.js';
import { parseFieldValue, type FieldValue } from '../../contract/recipients/fields.js';
import { toColumn } from '../../core/database/column-value.js';
import type { Parameter } from '../../core/database/transactions.js';
import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import type { ProfileField } from './profile-field.entity.js';
import { columnOf } from './profile-field.registry.js';
import type { RecipientProfile } from './recipient-profile.js';

/** What a person gives for a recipient; what is absent stays as it is. */
export interface RecipientInput {
  readonly email?: string | undefined;
  readonly title?: string | undefined;
  readonly firstname?: string | undefined;
  readonly lastname?: string | undefined;
  readonly gender?: number | undefined;
  readonly mailtype?: number | undefined;
  readonly trackingVeto?: boolean | undefined;
  /** By name in any case; texts are read like cells of a file. */
  readonly fields?: Readonly<Record<string, unknown>> | undefined;
}

/** One checked value, for its column and for the history. */
export interface ColumnValue {
  readonly name: string;
  readonly column: string;
  readonly value: FieldValue;
  readonly stored: Parameter;
  /** Whether changes are kept in the history (spec/recipients.md §5). */
  readonly historised: boolean;
  readonly current: (profile: RecipientProfile) => FieldValue;
}

type Reading = { readonly ok: true; readonly value: FieldValue } | ({ readonly ok: false } & FieldProblem);

/** @throws InvalidInput that names every wrong field; profile fields as `fields.<name>` */
export function readRecipient(input: RecipientInput, fields: readonly ProfileField[]): ColumnValue[] {
  const problems: Record<string, FieldProblem> = {};
  const values: ColumnValue[] = [];
  const take = (
    key: string,
    reading: Reading,
    column: Omit<ColumnValue, 'value' | 'stored'>,
    field?: ProfileField,
  ) => {
    if (!reading.ok) {
      problems[key] = { code: reading.code, ...(reading.params ? { params: reading.params } : {}) };
      return;
    }
    const { value } = reading;
    const stored = field ? toColumn(field.type, value) : typeof value === 'boolean' ? Number(value) : value;
    values.push({ ...column, value, stored });
  };

  for (const [name, standard] of Object.entries(STANDARD)) {
    const raw = input[name as keyof typeof STANDARD];
    if (raw === undefined) continue;
    const { column, historised, read, current } = standard;
    take(name, read(raw), { name, column, historised, current });
  }
  for (const [name, raw] of Object.entries(input.fields ?? {})) {
    const field = fields.find((known) => known.name.toLowerCase() === name.toLowerCase());
    const key = `fields.${name}`;
    if (!field || field.visibility === 'hidden') {
      problems[key] = { code: 'input.unknown-field', params: { field: name } };
      continue;
    }
    if (field.visibility === 'read-only') {
      problems[key] = { code: 'profile-field.read-only', params: { field: field.label } };
      continue;
    }
    const current = (profile: RecipientProfile) => profile.fields[field.name] ?? null;
    take(
      key,
      readField(field, raw),
      { name: field.name, column: columnOf(field), historised: field.historised, current },
      field,
    );
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return values;
}

interface StandardColumn {
  readonly column: string;
  readonly historised: boolean;
  readonly read: (raw: unknown) => Reading;
  readonly current: (profile: RecipientProfile) => FieldValue;
}

const STANDARD = {
  email: { column: 'email', historised: true, read: readEmail, current: (profile) => profile.email },
  title: { column: 'title', historised: false, read: readName, current: (profile) => profile.title },
  firstname: {
    column: 'firstname',
    historised: true,
    read: readName,
    current: (profile) => profile.firstname,
  },
  lastname: { column: 'lastname', historised: true, read: readName, current: (profile) => profile.lastname },
  gender: {
    column: 'gender',
    historised: true,
    read: (raw) => (isGender(raw) ? { ok: true, value: raw } : choice(Object.values(Gender))),
    current: (profile) => profile.gender,
  },
  mailtype: {
    column: 'mailtype',
    historised: true,
    read: (raw) => (isMailType(raw) ? { ok: true, value: raw } : choice(Object.values(MailType))),
    current: (profile) => profile.mailtype,
  },
  trackingVeto: {
    column: 'tracking_veto',
    historised: true,
    read: (raw) =>
      typeof raw === 'boolean' ? { ok: true, value: raw } : { ok: false, code: 'value-not-boolean' },
    current: (profile) => profile.trackingVeto,
  },
} satisfies Record<string, StandardColumn>;

function readEmail(raw: unknown): Reading {
  const check = checkEmailAddress(String(raw));
  return check.ok ? { ok: true, value: check.address } : check;
}

/** Names are one line: line breaks and tabs from copying become blanks. */
function readName(raw: unknown): Reading {
  const line = String(raw).replace(/[\s\p{Cc}]+/gu, ' ');
  const parsed = parseFieldValue('text', line, { maxLength: STANDARD_TEXT_LENGTH });
  return parsed.ok ? { ok: true, value: parsed.value ?? '' } : parsed;
}

function readField(field: ProfileField, raw: unknown): Reading {
  const reading = readTyped(field, raw);
  const wrong = reading.ok ? checkFieldRules(field, reading.value) : undefined;
  return wrong ? { ok: false, ...wrong } : reading;
}

function readTyped(field: ProfileField, raw: unknown): Reading {
  if (raw === null) return { ok: true, value: null };
  if (typeof raw !== 'string' && typeof raw !== 'number' && typeof raw !== 'boolean') {
    return { ok: false, code: 'input.format' };
  }
  return parseFieldValue(field.type, String(raw), field.type === 'text' ? { maxLength: field.length } : {});
}

function choice(choices: readonly number[]): Reading {
  return { ok: false, code: 'input.choice', params: { choices: choices.join(', ') } };
}
