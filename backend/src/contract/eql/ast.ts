import type { UserStatus } from '../recipients/codes.js';

/** Where something stands in the text: UTF-16 offsets, `end` is the first one behind it. */
export interface Span {
  start: number;
  end: number;
}

/**
 * A rule of the target-group language as a tree (spec/eql.md §2 and the extensions of docs/eql.md).
 * `null` in place of a node is the empty rule: everybody.
 */
export type EqlNode =
  | AndNode
  | OrNode
  | NotNode
  | CompareNode
  | BetweenNode
  | InNode
  | MatchNode
  | EmptyNode
  | MailingNode
  | BindingNode
  | TargetGroupNode;

/** `a AND b AND c` is one node of three rules; `a AND (b AND c)` is one of two, the second being a node itself. */
export interface AndNode extends Span {
  kind: 'and';
  /** At least two. */
  rules: EqlNode[];
}

export interface OrNode extends Span {
  kind: 'or';
  /** At least two. */
  rules: EqlNode[];
}

/**
 * `NOT x`. Never stands around a target group that is not negated itself: that is the group's own `negated`.
 * For `x NOT IN (…)`, `IS NOT EMPTY` etc. see `negated` of those; there a recipient without value never matches
 * either way, and tracking predicates have rules of their own under NOT (spec/eql.md §5).
 */
export interface NotNode extends Span {
  kind: 'not';
  rule: EqlNode;
}

export const COMPARE_OPERATORS = ['=', '<>', '<', '>', '<=', '>='] as const;
export type CompareOperator = (typeof COMPARE_OPERATORS)[number];

/** `!=` is read as `<>`. */
export interface CompareNode extends Span {
  kind: 'compare';
  operator: CompareOperator;
  left: ValueNode;
  right: ValueNode;
  /** Only where it was written; means something only between dates. */
  dateFormat?: DateFormatNode;
}

/** `value [NOT] BETWEEN low AND high`, both bounds included. */
export interface BetweenNode extends Span {
  kind: 'between';
  value: ValueNode;
  negated: boolean;
  low: ValueNode;
  high: ValueNode;
  dateFormat?: DateFormatNode;
}

export interface InNode extends Span {
  kind: 'in';
  value: ValueNode;
  negated: boolean;
  /** At least one. Numbers of a list may have a minus sign in their `text`. */
  items: ConstantNode[];
}

export type MatchKind = 'like' | 'contains' | 'starts-with';

export interface MatchNode extends Span {
  kind: 'match';
  how: MatchKind;
  value: ValueNode;
  negated: boolean;
  /** In LIKE `*` and `?` are wildcards, and so are `%` and `_` as in OpenEMM; elsewhere every character is itself. */
  pattern: TextNode;
}

export interface EmptyNode extends Span {
  kind: 'empty';
  value: ValueNode;
  /** IS NOT EMPTY */
  negated: boolean;
}

export type MailingEvent = 'opened' | 'received' | 'clicked';

export interface MailingNode extends Span {
  kind: 'mailing';
  event: MailingEvent;
  /** null: any mailing. */
  mailingId: number | null;
  /** Only with `clicked` in one mailing; null: any link. */
  linkId: number | null;
  /** Only what happened in the last so many days of 24 hours; null: ever. */
  lastDays: number | null;
  /** Place of the mailing's number, or of ANY. */
  mailingSpan: Span;
  linkSpan: Span | null;
}

export const BINDING_STATUSES = [
  'ACTIVE',
  'OPTOUT',
  'BLACKLISTED',
  'WAIT_FOR_DOI_CONFIRM',
  'BOUNCED',
  'SUSPENDED',
] as const;
export type BindingStatus = (typeof BINDING_STATUSES)[number];

/** The stored statuses that a word of the language means; OPTOUT is by the recipient or by an administrator. */
export const BINDING_STATUS_CODES: Readonly<Record<BindingStatus, readonly UserStatus[]>> = {
  ACTIVE: [1],
  OPTOUT: [3, 4],
  BLACKLISTED: [6],
  WAIT_FOR_DOI_CONFIRM: [5],
  BOUNCED: [2],
  SUSPENDED: [7],
};

export const BINDING_TYPES = ['ADMIN', 'TEST', 'REGULAR'] as const;
export type BindingType = (typeof BINDING_TYPES)[number];

/** The stored user types that a word of the language means (contract/recipients/codes: `UserType`). */
export const BINDING_TYPE_CODES: Readonly<Record<BindingType, readonly string[]>> = {
  ADMIN: ['A'],
  TEST: ['T', 't'],
  REGULAR: ['W', 'w'],
};

/** One binding must have all of what is named. */
export interface BindingNode extends Span {
  kind: 'binding';
  /** null: any list. */
  mailingListId: number | null;
  status: BindingStatus | null;
  type: BindingType | null;
  /** Place of the list's number. */
  mailingListSpan: Span | null;
}

export interface TargetGroupNode extends Span {
  kind: 'target-group';
  id: number;
  negated: boolean;
  /** Place of the number. */
  idSpan: Span;
}

export type ValueNode = NumberNode | TextNode | FieldNode | TodayNode | NegationNode | ArithmeticNode;

export type ConstantNode = NumberNode | TextNode;

export interface NumberNode extends Span {
  kind: 'number';
  /** As written, e.g. `12` or `0.50`; 15 significant digits at most, so `Number(text)` is exact enough. */
  text: string;
}

export interface TextNode extends Span {
  kind: 'text';
  /** With escapes resolved. */
  text: string;
}

export interface FieldNode extends Span {
  kind: 'field';
  /** Database name or display name, as written. */
  name: string;
  /** Written in back-quotes. */
  quoted: boolean;
}

/** The present moment. */
export interface TodayNode extends Span {
  kind: 'today';
}

export interface NegationNode extends Span {
  kind: 'negation';
  value: ValueNode;
}

export const ARITHMETIC_OPERATORS = ['+', '-', '*', '/', '%'] as const;
export type ArithmeticOperator = (typeof ARITHMETIC_OPERATORS)[number];

/** `+` also joins texts; `+` and `-` also move a date by days, fractions included. */
export interface ArithmeticNode extends Span {
  kind: 'arithmetic';
  operator: ArithmeticOperator;
  left: ValueNode;
  right: ValueNode;
}

/** The format of DATEFORMAT, e.g. `YYYYMMDD`; see date-format.ts. */
export interface DateFormatNode extends Span {
  text: string;
}

/** Something wrong in a rule. `code` is one of contract/messages/eql.ts; `hint` is one, too, with the same params. */
export interface EqlProblem extends Span {
  code: string;
  params: Readonly<Record<string, string | number>>;
  /** 1-based. */
  line: number;
  /** 1-based, in UTF-16 units. */
  column: number;
  /** What to do about it. */
  hint?: string;
}

/** The values a node of truth is made of, not those of rules inside it. */
export function valuesOf(node: EqlNode): ValueNode[] {
  switch (node.kind) {
    case 'compare':
      return [node.left, node.right];
    case 'between':
      return [node.value, node.low, node.high];
    case 'in':
    case 'match':
    case 'empty':
      return [node.value];
    case 'and':
    case 'or':
    case 'not':
    case 'mailing':
    case 'binding':
    case 'target-group':
      return [];
  }
}

/** The rules inside a rule. */
export function rulesOf(node: EqlNode): readonly EqlNode[] {
  if (node.kind === 'and' || node.kind === 'or') return node.rules;
  return node.kind === 'not' ? [node.rule] : [];
}

/** Calls back for every condition, that is every rule but AND, OR and NOT, in the order of the text. */
export function eachCondition(
  node: EqlNode | null,
  visit: (condition: EqlNode, negated: boolean) => void,
  negated = false,
): void {
  if (!node) return;
  const inner = rulesOf(node);
  if (inner.length === 0) visit(node, negated);
  for (const rule of inner) eachCondition(rule, visit, node.kind === 'not' ? !negated : negated);
}

/** Calls back for every field in the values of a condition, in the order of the text. */
export function eachField(condition: EqlNode, visit: (field: FieldNode) => void): void {
  const walk = (value: ValueNode): void => {
    if (value.kind === 'field') visit(value);
    else if (value.kind === 'negation') walk(value.value);
    else if (value.kind === 'arithmetic') {
      walk(value.left);
      walk(value.right);
    }
  };
  for (const value of valuesOf(condition)) walk(value);
}
