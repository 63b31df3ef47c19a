import type { FieldType, FieldValue } from './fields.js';

/** Who may do what with a profile field: `editable` by people, only looked at, or not even seen. */
export const FIELD_VISIBILITIES = ['editable', 'read-only', 'hidden'] as const;
export type FieldVisibility = (typeof FIELD_VISIBILITIES)[number];

/** Where the index of a field stands; it is built and dropped in the background. */
export const FIELD_INDEX_STATES = ['none', 'queued', 'building', 'ready', 'failed', 'dropping'] as const;
export type FieldIndexState = (typeof FIELD_INDEX_STATES)[number];

/** Defaults that are the moment at which a recipient is made. */
export const MOMENT_DEFAULTS = ['today', 'now'] as const;

/** Fixed values a field may have. */
export const MOST_FIXED_VALUES = 500;

export interface FieldRules {
  readonly nullable: boolean;
  readonly fixedValues: readonly (string | number | boolean)[] | null;
}

export type FieldRuleProblem = {
  readonly code: 'value-required' | 'value-not-allowed';
  readonly params: Record<string, string | number>;
};

/** What is wrong with a value that fits the field's type; undefined if nothing is. */
export function checkFieldRules(rules: FieldRules, value: FieldValue): FieldRuleProblem | undefined {
  if (value === null) return rules.nullable ? undefined : { code: 'value-required', params: {} };
  if (rules.fixedValues === null || rules.fixedValues.includes(value)) return undefined;
  const shown = rules.fixedValues.slice(0, 10).join(', ');
  return {
    code: 'value-not-allowed',
    params: { values: rules.fixedValues.length > 10 ? `${shown}, …` : shown },
  };
}

/** A default as it stands at this moment. */
export function defaultAt(type: FieldType, value: FieldValue, now: Date): FieldValue {
  if (value !== 'today' && value !== 'now') return value;
  if (type === 'date') return now.toISOString().slice(0, 10);
  if (type === 'datetime') {
    return value === 'today'
      ? `${now.toISOString().slice(0, 10)}T00:00:00Z`
      : `${now.toISOString().slice(0, 19)}Z`;
  }
  return value;
}
