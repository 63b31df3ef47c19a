import {
  FIELD_LABEL_MIN_LENGTH,
  FIELD_NAME_MAX_LENGTH,
  checkFieldName,
  fieldLabelFor,
} from '@contract/recipients/fields';
import {
  type ColumnTarget,
  type NewField,
  type PreviewColumn,
  type StandardTarget,
} from '../../../core/api/imports-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';

export const STANDARD_TARGETS: readonly StandardTarget[] = [
  'email',
  'firstname',
  'lastname',
  'title',
  'gender',
  'mailtype',
  'customer_id',
  'reason',
];

/** A target as the value of a `<select>`: `email`, `ignore`, `new`, or `field:city`. */
export function keyOf(target: ColumnTarget): string {
  if (typeof target === 'string') return target;
  return 'field' in target ? `field:${target.field}` : 'new';
}

/** What may be given to one column only: two columns with the same one are a mistake. '' for ignored columns. */
export function identityOf(target: ColumnTarget): string {
  if (target === 'ignore') return '';
  if (typeof target === 'string') return target;
  // A new field must not have the name of another new or existing one.
  return `field:${('field' in target ? target.field : target.newField.name).toLowerCase()}`;
}

export function newFieldOf(target: ColumnTarget): NewField | null {
  return typeof target === 'object' && 'newField' in target ? target.newField : null;
}

/** Targets that other columns have, for the column at `index`. */
export function takenBy(targets: readonly ColumnTarget[], index: number): ReadonlySet<string> {
  const others = targets.filter((_, other) => other !== index).map(identityOf);
  return new Set(others.filter((identity) => identity !== ''));
}

/** The target that a choice in the column's `<select>` stands for. */
export function targetFor(
  key: string,
  column: PreviewColumn,
  targets: readonly ColumnTarget[],
  fields: readonly ProfileFieldView[],
): ColumnTarget {
  const standard = STANDARD_TARGETS.find((name) => name === key);
  if (standard) return standard;
  if (key.startsWith('field:')) return { field: key.slice('field:'.length) };
  if (key !== 'new') return 'ignore';
  const guessed = newFieldOf(column.guess);
  if (guessed) return { newField: guessed };
  const taken = new Set([
    ...fields.map(({ name }) => name.toLowerCase()),
    ...targets.flatMap((target) => newFieldOf(target)?.name.toLowerCase() ?? []),
  ]);
  const name = freeName(column.header, taken);
  return { newField: { name, label: fieldLabelFor(column.header, name), type: 'text' } };
}

/** A name that may be used, made from the column's. */
function freeName(header: string, taken: ReadonlySet<string>): string {
  const letters = header
    .normalize('NFD')
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .replace(/\p{M}/gu, '')
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^[^a-z]+|_+$/g, '');
  const stem = (letters || 'field').slice(0, FIELD_NAME_MAX_LENGTH - 6);
  for (const ending of ['', '_field', ...Array.from({ length: 99 }, (_, index) => `_${index + 2}`)]) {
    const name = stem + ending;
    if (!taken.has(name) && checkFieldName(name) === undefined) return name;
  }
  return `${stem}_new`;
}

export type ColumnProblem = 'twice' | 'exists' | 'name' | 'label';

/** What is wrong with each column's target; null where nothing is. */
export function columnProblems(
  targets: readonly ColumnTarget[],
  fields: readonly ProfileFieldView[],
): (ColumnProblem | null)[] {
  return targets.map((target, index) => {
    const field = newFieldOf(target);
    if (field) {
      if (field.label.trim().length < FIELD_LABEL_MIN_LENGTH) return 'label';
      if (checkFieldName(field.name)) return 'name';
      const same = (name: string): boolean => name.toLowerCase() === field.name.toLowerCase();
      if (fields.some(({ name }) => same(name))) return 'exists';
    }
    const identity = identityOf(target);
    return identity !== '' && takenBy(targets, index).has(identity) ? 'twice' : null;
  });
}

/** Whether rows can be imported this way: what recipients are found by must be among the columns. */
export function isComplete(
  targets: readonly ColumnTarget[],
  fields: readonly ProfileFieldView[],
  keys: readonly string[] = ['email'],
): boolean {
  const given = new Set(targets.map((target) => identityOf(target).replace(/^field:/, '')));
  return (
    keys.every((key) => given.has(key.toLowerCase())) &&
    columnProblems(targets, fields).every((problem) => problem === null)
  );
}

export type Certainty = 'sure' | 'likely' | 'guess';

export function certaintyOf(confidence: number): Certainty {
  if (confidence >= 0.9) return 'sure';
  return confidence >= 0.6 ? 'likely' : 'guess';
}
