import type { ProfileField } from '../recipients/index.js';
import type { KnownField } from './csv/mapping.js';

/** Profile fields as mapping and row conversion know them. */
export function knownFields(fields: readonly ProfileField[]): KnownField[] {
  return fields.map(({ name, label, type, length, nullable, fixedValues, visibility }) => ({
    name,
    label,
    type,
    nullable,
    fixedValues,
    visibility,
    ...(type === 'text' && length > 0 ? { maxLength: length } : {}),
  }));
}
