import type { FieldType } from '../recipients/fields.js';
import type { FieldClass } from './rule-tree.js';

/** A profile field as rules see it. */
export interface EqlField {
  /** Database name, or the name of a standard column as in `STANDARD_EQL_FIELDS`. */
  name: string;
  label: string;
  type: FieldType;
  /** An index makes rules with it cheaper (complexity). */
  indexed?: boolean;
}

/**
 * What a rule may refer to. Answers of `undefined` mean "not known here": the browser does not have everything,
 * the server checks again.
 */
export interface EqlSchema {
  fields: readonly EqlField[];
  hasMailing(id: number): boolean | undefined;
  hasLink(linkId: number, mailingId: number): boolean | undefined;
  hasMailingList(id: number): boolean | undefined;
  hasTargetGroup(id: number): boolean | undefined;
}

/** Columns every recipient has, by the names rules use. */
export const STANDARD_EQL_FIELDS: readonly EqlField[] = [
  { name: 'email', label: 'email', type: 'text', indexed: true },
  { name: 'title', label: 'title', type: 'text' },
  { name: 'firstname', label: 'firstname', type: 'text' },
  { name: 'lastname', label: 'lastname', type: 'text' },
  { name: 'gender', label: 'gender', type: 'integer' },
  { name: 'mailtype', label: 'mailtype', type: 'integer' },
  { name: 'customer_id', label: 'customer_id', type: 'integer', indexed: true },
  { name: 'creation_date', label: 'creation_date', type: 'datetime' },
  { name: 'timestamp', label: 'timestamp', type: 'datetime' },
  { name: 'datasource_id', label: 'datasource_id', type: 'integer', indexed: true },
  { name: 'latest_datasource_id', label: 'latest_datasource_id', type: 'integer' },
  { name: 'sys_tracking_veto', label: 'sys_tracking_veto', type: 'boolean' },
];

/** Finds a field by its name, or else by its label, whatever the case. */
export function fieldFinder(fields: readonly EqlField[]): (name: string) => EqlField | undefined {
  const byName = new Map<string, EqlField>();
  for (const field of fields) byName.set(field.label.toLowerCase(), field);
  for (const field of fields) byName.set(field.name.toLowerCase(), field);
  return (name) => byName.get(name.toLowerCase());
}

export function fieldClass(type: FieldType): FieldClass {
  switch (type) {
    case 'text':
      return 'text';
    case 'integer':
    case 'decimal':
    case 'boolean':
      return 'number';
    case 'date':
    case 'datetime':
      return 'date';
  }
}
