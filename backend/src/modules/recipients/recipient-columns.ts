import type { FieldType } from '../../contract/recipients/fields.js';
import type { ProfileField } from './profile-field.entity.js';
import { columnOf } from './profile-field.registry.js';

/** A value as the driver reads it and JSON keeps it. */
export type Stored = string | number | null;

/** A column of `recipients` that people or files can fill. */
export interface RecipientColumn {
  readonly column: string;
  readonly type: FieldType;
}

const STANDARD: readonly RecipientColumn[] = [
  { column: 'email', type: 'text' },
  { column: 'title', type: 'text' },
  { column: 'firstname', type: 'text' },
  { column: 'lastname', type: 'text' },
  { column: 'gender', type: 'integer' },
  { column: 'mailtype', type: 'integer' },
  { column: 'tracking_veto', type: 'boolean' },
];

const KEPT: readonly RecipientColumn[] = [
  { column: 'datasource_id', type: 'integer' },
  { column: 'latest_datasource_id', type: 'integer' },
  { column: 'created_at', type: 'integer' },
  { column: 'updated_at', type: 'integer' },
];

/** Every column but the id: what a deleted recipient leaves behind. */
export function allColumns(fields: readonly ProfileField[]): RecipientColumn[] {
  return [...STANDARD, ...fields.map((field) => ({ column: columnOf(field), type: field.type })), ...KEPT];
}

/** Whether two values of a column are the same, whichever engine or JSON they come from. */
export function sameStored(type: FieldType, one: Stored, other: Stored): boolean {
  if (one === null || other === null) return one === other;
  switch (type) {
    case 'text':
      return String(one) === String(other);
    case 'date':
      return String(one).slice(0, 10) === String(other).slice(0, 10);
    case 'datetime':
      return String(one).slice(0, 19).replace('T', ' ') === String(other).slice(0, 19).replace('T', ' ');
    case 'decimal':
      // SQLite writes 15 digits of a number into JSON
      return Math.abs(Number(one) - Number(other)) <= Math.abs(Number(one)) * 1e-14;
    case 'integer':
    case 'boolean':
      return Number(one) === Number(other);
  }
}

export function isStored(value: unknown): value is Stored {
  return value === null || typeof value === 'string' || typeof value === 'number';
}

export function grouped<K, T>(items: readonly T[], keyOf: (item: T) => K): Map<K, T[]> {
  const groups = new Map<K, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known) known.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
