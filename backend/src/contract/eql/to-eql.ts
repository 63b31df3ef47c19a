import type {
  CompareOperator,
  ConstantNode,
  DateFormatNode,
  EmptyNode,
  EqlNode,
  FieldNode,
  MatchKind,
  NumberNode,
  TextNode,
  ValueNode,
} from './ast.js';
import { print } from './printer.js';
import {
  type FieldRule,
  type ListValue,
  type RuleGroup,
  type RuleNode,
  type RuleRow,
  type RuleValue,
  type SingleValue,
  valueKind,
} from './rule-tree.js';
import { needsQuotes } from './words.js';

/** Nodes that never stood in a text. */
const NOWHERE = { start: 0, end: 0 } as const;
const NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

export const COMPARE_OF = {
  equal: '=',
  'not-equal': '<>',
  less: '<',
  'less-or-equal': '<=',
  greater: '>',
  'greater-or-equal': '>=',
} as const satisfies Partial<Record<FieldRule['operator'], CompareOperator>>;

export const MATCH_OF = {
  like: 'like',
  contains: 'contains',
  'begins-with': 'starts-with',
} as const satisfies Partial<Record<FieldRule['operator'], MatchKind>>;

/**
 * The text of a rule that the builder shows; groups without rules are left out. Rows that are not filled in yet
 * (`incompleteRows`) are an error: left out they would make the rule match more than it will.
 */
export function toEql(tree: RuleGroup): string {
  return print(toAst(tree), { lines: true });
}

/** Its places are all 0: only a text has places. */
export function toAst(tree: RuleGroup): EqlNode | null {
  return group(tree);
}

/** Rows that lack a field, a mailing or a value, or have one that cannot be written. */
export function incompleteRows(tree: RuleGroup): RuleRow[] {
  return tree.rules.flatMap((rule) => {
    if (rule.kind === 'group') return incompleteRows(rule);
    return rule.kind === 'field' && !isComplete(rule) ? [rule] : [];
  });
}

function isComplete(rule: FieldRule): boolean {
  return rule.field !== '' && !/[`$\r\n]/.test(rule.field) && isFilled(rule.value, rule);
}

function isFilled(value: RuleValue, rule: FieldRule): boolean {
  const kind = valueKind(rule.operator);
  switch (value.kind) {
    case 'none':
      return kind === 'none';
    case 'modulo':
      return kind === 'modulo' && NUMBER.test(value.divisor) && NUMBER.test(value.remainder);
    case 'list':
      return kind === 'list' && value.items.length > 0 && value.items.every(isWritable);
    case 'range':
      return (
        kind === 'range' && isWritable(value.low) && isWritable(value.high) && hasFormat(value.low, rule)
      );
    case 'text':
    case 'number':
    case 'date':
    case 'today':
      return kind === 'single' && isWritable(value) && hasFormat(value, rule);
  }
}

function hasFormat(value: SingleValue, rule: FieldRule): boolean {
  return (value.kind !== 'date' && value.kind !== 'today') || rule.dateFormat !== '';
}

function isWritable(value: SingleValue): boolean {
  if (value.kind === 'number') return NUMBER.test(value.number);
  if (value.kind === 'date') return value.date !== '';
  return value.kind === 'text' || Number.isSafeInteger(value.days);
}

function group({ join, negated, rules: inner }: RuleGroup): EqlNode | null {
  const rules = inner.map(node).filter((rule) => rule !== null);
  const [first] = rules;
  if (!first) return null;
  const joined: EqlNode = rules.length === 1 ? first : { kind: join, rules, ...NOWHERE };
  return negated ? not(joined) : joined;
}

function not(rule: EqlNode): EqlNode {
  if (rule.kind === 'target-group' && !rule.negated) return { ...rule, negated: true };
  return { kind: 'not', rule, ...NOWHERE };
}

function node(rule: RuleNode): EqlNode | null {
  switch (rule.kind) {
    case 'group':
      return group(rule);
    case 'field':
      return fieldRow(rule);
    case 'mailing': {
      const { event, mailingId, lastDays } = rule;
      const linkId = event === 'clicked' && mailingId !== null ? rule.linkId : null;
      const linkSpan = linkId === null ? null : NOWHERE;
      const mailing: EqlNode = {
        kind: 'mailing', event, mailingId, linkId, lastDays, mailingSpan: NOWHERE, linkSpan, ...NOWHERE,
      }; // prettier-ignore
      return rule.negated ? not(mailing) : mailing;
    }
    case 'binding': {
      const { mailingListId, status, type } = rule;
      const mailingListSpan = mailingListId === null ? null : NOWHERE;
      const binding: EqlNode = { kind: 'binding', mailingListId, status, type, mailingListSpan, ...NOWHERE };
      return rule.negated ? not(binding) : binding;
    }
    case 'target-group':
      return { kind: 'target-group', id: rule.id, negated: rule.negated, idSpan: NOWHERE, ...NOWHERE };
  }
}

function fieldRow(rule: FieldRule): EqlNode {
  if (!isComplete(rule))
    throw new RangeError(`the row of the field ${JSON.stringify(rule.field)} is incomplete`);
  const condition = fieldCondition(rule);
  if (!rule.includeEmpty || condition.kind === 'empty') return condition;
  const empty: EmptyNode = { kind: 'empty', value: fieldNode(rule.field), negated: false, ...NOWHERE };
  return { kind: 'or', rules: [condition, empty], ...NOWHERE };
}

function fieldCondition(rule: FieldRule): EqlNode {
  const { operator } = rule;
  const value = fieldNode(rule.field);
  const right = rule.value;
  const negated = operator.startsWith('not-');
  const positive = negated ? operator.slice(4) : operator;
  const dateFormat = formatNode(rule.dateFormat);
  switch (right.kind) {
    case 'none':
      return { kind: 'empty', value, negated, ...NOWHERE };
    case 'range': {
      const bounds = { low: valueNode(right.low), high: valueNode(right.high) };
      return { kind: 'between', value, negated, ...bounds, ...(dateFormat && { dateFormat }), ...NOWHERE };
    }
    case 'list':
      return { kind: 'in', value, negated, items: right.items.map(constantNode), ...NOWHERE };
    case 'modulo': {
      const left: ValueNode = { kind: 'arithmetic', operator: '%', left: value, right: numberNode(right.divisor), ...NOWHERE }; // prettier-ignore
      return {
        kind: 'compare',
        operator: right.operator,
        left,
        right: numberNode(right.remainder),
        ...NOWHERE,
      };
    }
    case 'text':
    case 'number':
    case 'date':
    case 'today': {
      if (isKey(MATCH_OF, positive)) {
        const pattern = textNode(right.kind === 'text' ? right.text : '');
        return { kind: 'match', how: MATCH_OF[positive], value, negated, pattern, ...NOWHERE };
      }
      const compare = isKey(COMPARE_OF, operator) ? COMPARE_OF[operator] : '=';
      const sides = { left: value, right: valueNode(right) };
      return { kind: 'compare', operator: compare, ...sides, ...(dateFormat && { dateFormat }), ...NOWHERE };
    }
  }
}

function isKey<Key extends string>(record: Readonly<Record<Key, unknown>>, key: string): key is Key {
  return Object.hasOwn(record, key);
}

function fieldNode(name: string): FieldNode {
  return { kind: 'field', name, quoted: needsQuotes(name), ...NOWHERE };
}

function textNode(text: string): TextNode {
  return { kind: 'text', text, ...NOWHERE };
}

function numberNode(number: string): ValueNode {
  if (!number.startsWith('-')) return { kind: 'number', text: number, ...NOWHERE };
  return { kind: 'negation', value: { kind: 'number', text: number.slice(1), ...NOWHERE }, ...NOWHERE };
}

function constantNode(item: ListValue['items'][number]): ConstantNode {
  if (item.kind === 'text') return textNode(item.text);
  const number: NumberNode = { kind: 'number', text: item.number, ...NOWHERE };
  return number;
}

function formatNode(text: string): DateFormatNode | undefined {
  return text === '' ? undefined : { text, ...NOWHERE };
}

function valueNode(value: SingleValue): ValueNode {
  switch (value.kind) {
    case 'text':
      return textNode(value.text);
    case 'date':
      return textNode(value.date);
    case 'number':
      return numberNode(value.number);
    case 'today': {
      const today: ValueNode = { kind: 'today', ...NOWHERE };
      if (value.days === 0) return today;
      const right: NumberNode = { kind: 'number', text: String(Math.abs(value.days)), ...NOWHERE };
      return { kind: 'arithmetic', operator: value.days < 0 ? '-' : '+', left: today, right, ...NOWHERE };
    }
  }
}
