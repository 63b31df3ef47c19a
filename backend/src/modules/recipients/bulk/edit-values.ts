import type { FieldValue } from '../../../contract/recipients/fields.js';
import { InvalidInput, type FieldProblem } from '../../../core/errors/domain-error.js';
import type { Dialect } from '../../../core/database/dialect.js';
import type { Parameter } from '../../../core/database/transactions.js';
import type { Condition } from '../recipient-filter.js';
import type { ProfileField } from '../profile-field.entity.js';
import { readRecipient, type ColumnValue, type RecipientInput } from '../recipient-input.js';

/** What differs from person to person or is the program's own: never set for many (spec/recipients.md §1). */
const IMMUTABLE = new Set([
  'id', 'customer_id', 'email', 'title', 'firstname', 'lastname', 'gender', 'createdAt', 'updatedAt',
  'creation_date', 'timestamp', 'datasource_id', 'latest_datasource_id', 'bounceload', 'lastopen_date',
  'lastclick_date', 'lastsend_date', 'cleaned_date', 'sys_encrypted_sending',
]); // prettier-ignore

/** Standard fields that may be set for many. */
const STANDARD = ['mailtype', 'trackingVeto'] as const;

/**
 * The values of a bulk edit by their columns.
 * @param set by the names of profile fields, or `mailtype` and `trackingVeto`; null empties
 * @throws InvalidInput naming every field as `set.<name>`
 */
export function readEdit(
  set: Readonly<Record<string, FieldValue>>,
  fields: readonly ProfileField[],
): ColumnValue[] {
  const problems: Record<string, FieldProblem> = {};
  const standard: Record<string, FieldValue> = {};
  const own: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(set)) {
    if (IMMUTABLE.has(name)) problems[`set.${name}`] = { code: 'bulk.immutable', params: { field: name } };
    else if ((STANDARD as readonly string[]).includes(name)) standard[name] = value;
    else own[name] = value;
  }
  if (Object.keys(set).length === 0) problems['set'] = { code: 'bulk.nothing-to-set' };
  let values: ColumnValue[] = [];
  try {
    values = readRecipient({ ...(standard as RecipientInput), fields: own }, fields);
  } catch (error) {
    if (!(error instanceof InvalidInput)) throw error;
    for (const [key, problem] of Object.entries(error.fields)) {
      problems[`set.${key.replace(/^fields\./, '')}`] = problem;
    }
  }
  if (Object.keys(problems).length > 0) throw new InvalidInput(problems);
  return values;
}

/** True of `recipients r` that have all the values already. */
export function hasAll(
  values: readonly ColumnValue[],
  fields: readonly ProfileField[],
  d: Dialect,
): Condition {
  const texts = new Set(fields.filter(({ type }) => type === 'text').map(({ name }) => name));
  const parts = values.map(({ name, column }) =>
    texts.has(name) ? d.sameText(`r.\`${column}\``, '?') : d.same(`r.\`${column}\``, '?'),
  );
  return { sql: `(${parts.join(' AND ')})`, parameters: values.map(({ stored }): Parameter => stored) };
}
