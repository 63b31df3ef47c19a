import type { Gender, MailType } from '../../contract/recipients/codes.js';
import type { FieldType, FieldValue } from '../../contract/recipients/fields.js';
import type { ProfileField } from './profile-field.entity.js';
import { columnOf } from './profile-field.registry.js';

/** All that is known of a recipient. */
export interface RecipientProfile {
  readonly id: number;
  /** Normalised: trimmed, lower case. */
  readonly email: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly gender: Gender;
  readonly mailtype: MailType;
  readonly trackingVeto: boolean;
  /** Profile fields by name; every field is there, null where the recipient has no value. */
  readonly fields: Readonly<Record<string, FieldValue>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

const STANDARD = [
  'id', 'email', 'title', 'firstname', 'lastname', 'gender', 'mailtype', 'tracking_veto', 'created_at', 'updated_at',
] as const; // prettier-ignore

export type RecipientRow = Record<string, string | number | null>;

/** The select list that `profileOf` reads; the table's alias is `r`. */
export function profileColumns(fields: readonly ProfileField[]): string {
  return [...STANDARD, ...fields.map(columnOf)].map((column) => `r.\`${column}\``).join(', ');
}

export function profileOf(row: RecipientRow, fields: readonly ProfileField[]): RecipientProfile {
  return {
    id: Number(row['id']),
    email: String(row['email']),
    title: String(row['title']),
    firstname: String(row['firstname']),
    lastname: String(row['lastname']),
    gender: Number(row['gender']) as Gender,
    mailtype: Number(row['mailtype']) as MailType,
    trackingVeto: Number(row['tracking_veto']) === 1,
    fields: Object.fromEntries(
      fields.map((field) => [field.name, fromColumn(field.type, row[columnOf(field)] ?? null)]),
    ),
    createdAt: new Date(Number(row['created_at'])),
    updatedAt: new Date(Number(row['updated_at'])),
  };
}

function fromColumn(type: FieldType, value: string | number | null): FieldValue {
  if (value === null) return null;
  switch (type) {
    case 'boolean':
      return Number(value) === 1;
    case 'integer':
    case 'decimal':
      return Number(value);
    case 'date':
      return String(value).slice(0, 10);
    case 'datetime':
      return `${String(value).slice(0, 19).replace(' ', 'T')}Z`;
    case 'text':
      return String(value);
  }
}
