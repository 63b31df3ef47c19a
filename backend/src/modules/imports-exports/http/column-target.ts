import { FIELD_TYPES } from '../../../contract/recipients/fields.js';
import { STANDARD_TARGETS, type ColumnTarget } from '../csv/mapping.js';

/** Whether a value of a request says where a column goes; anything beside the known keys is refused. */
export function isColumnTarget(value: unknown): value is ColumnTarget {
  if (typeof value === 'string') return value === 'ignore' || STANDARD_TARGETS.some((name) => name === value);
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 1) return false;
  if ('field' in value) return typeof value.field === 'string';
  return 'newField' in value && isNewField(value.newField);
}

function isNewField(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Object.keys(value).length !== 3) return false;
  if (!('name' in value && 'label' in value && 'type' in value)) return false;
  return (
    typeof value.name === 'string' &&
    typeof value.label === 'string' &&
    FIELD_TYPES.some((type) => type === value.type)
  );
}
