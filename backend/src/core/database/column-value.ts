import type { FieldType, FieldValue } from '../../contract/recipients/fields.js';
import type { Parameter } from './sql-fragment.js';

/** A profile field's value as its column keeps it. */
export function toColumn(type: FieldType, value: FieldValue): Parameter {
  if (type === 'boolean') return value === null ? null : Number(value);
  // MariaDB's DATETIME takes no zone mark; the database's times are UTC.
  if (type === 'datetime' && value !== null) return String(value).slice(0, 19).replace('T', ' ');
  return value;
}
