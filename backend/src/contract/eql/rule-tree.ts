import type { BindingStatus, BindingType, CompareOperator, MailingEvent } from './ast.js';

/**
 * A rule as the visual builder shows it. It is never stored: the text is. `toTree` (to-tree.ts) reads it from a
 * text, `toEql` (to-eql.ts) writes the text.
 */
export interface RuleGroup {
  kind: 'group';
  join: 'and' | 'or';
  /** NOT around the whole group. */
  negated: boolean;
  rules: RuleNode[];
}

export type RuleNode = RuleGroup | RuleRow;
export type RuleRow = FieldRule | MailingRule | BindingRule | TargetGroupRule;

export const FIELD_OPERATORS = [
  'equal',
  'not-equal',
  'less',
  'less-or-equal',
  'greater',
  'greater-or-equal',
  'between',
  'not-between',
  'in',
  'not-in',
  'like',
  'not-like',
  'contains',
  'not-contains',
  'begins-with',
  'not-begins-with',
  'modulo',
  'empty',
  'not-empty',
] as const;
export type FieldOperator = (typeof FIELD_OPERATORS)[number];

export interface FieldRule {
  kind: 'field';
  /** Database name of the field in lower case; '' while none is chosen. */
  field: string;
  operator: FieldOperator;
  value: RuleValue;
  /** Format of DATEFORMAT; '' for all fields that hold no dates, and for empty and not-empty. */
  dateFormat: string;
  /** Those without a value match, too. Always false with empty and not-empty. */
  includeEmpty: boolean;
}

/** What stands right of the operator; `valueKind` tells which one it must be. */
export type RuleValue = SingleValue | RangeValue | ListValue | ModuloValue | NoValue;

export type SingleValue = TextValue | NumberValue | DateValue | TodayValue;

export interface TextValue {
  kind: 'text';
  text: string;
}

/** `number` is a decimal number as people type it in EQL: `-12`, `0.5`. */
export interface NumberValue {
  kind: 'number';
  number: string;
}

/** `date` is written in the row's `dateFormat`; date-format.ts turns it into year, month and day and back. */
export interface DateValue {
  kind: 'date';
  date: string;
}

/** Now, moved by whole days: -31 is 31 days ago. */
export interface TodayValue {
  kind: 'today';
  days: number;
}

export interface RangeValue {
  kind: 'range';
  low: SingleValue;
  high: SingleValue;
}

export interface ListValue {
  kind: 'list';
  /** All of one kind. */
  items: (TextValue | NumberValue)[];
}

/** The remainder after division by `divisor`, compared with `remainder`. */
export interface ModuloValue {
  kind: 'modulo';
  divisor: string;
  operator: CompareOperator;
  remainder: string;
}

export interface NoValue {
  kind: 'none';
}

export interface MailingRule {
  kind: 'mailing';
  event: MailingEvent;
  negated: boolean;
  /** null: any mailing. */
  mailingId: number | null;
  /** Only with clicked and a mailing; null: any link. */
  linkId: number | null;
  lastDays: number | null;
}

export interface BindingRule {
  kind: 'binding';
  negated: boolean;
  mailingListId: number | null;
  status: BindingStatus | null;
  type: BindingType | null;
}

export interface TargetGroupRule {
  kind: 'target-group';
  negated: boolean;
  id: number;
}

/** Why a rule cannot be shown, with its place in the text. `code` is one of contract/messages/eql.ts. */
export interface TreeProblem {
  code: string;
  params: Readonly<Record<string, string | number>>;
  start: number;
  end: number;
}

export type ToTreeResult = { ok: true; tree: RuleGroup } | { ok: false; reasons: TreeProblem[] };

/** How the builder treats a field: integer, decimal and boolean are numbers, date and datetime are dates. */
export type FieldClass = 'text' | 'number' | 'date';

const COMPARISONS: readonly FieldOperator[] = [
  'equal',
  'not-equal',
  'less',
  'less-or-equal',
  'greater',
  'greater-or-equal',
  'between',
  'not-between',
];
const EMPTINESS: readonly FieldOperator[] = ['empty', 'not-empty'];

/** Operators the builder offers for a field, in the order to show them. */
export const OPERATORS_OF: Readonly<Record<FieldClass, readonly FieldOperator[]>> = {
  text: [
    ...COMPARISONS,
    'in',
    'not-in',
    'like',
    'not-like',
    'contains',
    'not-contains',
    'begins-with',
    'not-begins-with',
    ...EMPTINESS,
  ],
  number: [...COMPARISONS, 'in', 'not-in', 'modulo', ...EMPTINESS],
  date: [...COMPARISONS, ...EMPTINESS],
};

/** Formats the builder offers for dates. */
export const TREE_DATE_FORMATS = ['YYYYMMDD', 'DD.MM.YYYY', 'YYYY-MM-DD', 'DDMMYYYY', 'MMDD', 'DDMM', 'DD', 'MM', 'YYYY'] as const; // prettier-ignore

/** What an operator takes on its right side. */
export function valueKind(operator: FieldOperator): 'single' | 'range' | 'list' | 'modulo' | 'none' {
  switch (operator) {
    case 'empty':
    case 'not-empty':
      return 'none';
    case 'between':
    case 'not-between':
      return 'range';
    case 'in':
    case 'not-in':
      return 'list';
    case 'modulo':
      return 'modulo';
    case 'equal':
    case 'not-equal':
    case 'less':
    case 'less-or-equal':
    case 'greater':
    case 'greater-or-equal':
    case 'like':
    case 'not-like':
    case 'contains':
    case 'not-contains':
    case 'begins-with':
    case 'not-begins-with':
      return 'single';
  }
}

/** Operators where people expect those without a value to match, too: the builder switches `includeEmpty` on. */
export function includesEmptyByDefault(operator: FieldOperator): boolean {
  return operator.startsWith('not-') && operator !== 'not-empty';
}

export function emptyGroup(): RuleGroup {
  return { kind: 'group', join: 'and', negated: false, rules: [] };
}
