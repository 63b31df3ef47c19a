import type { ArithmeticNode, ArithmeticOperator, ValueNode } from '../../../contract/eql/ast.js';
import type { TextOperand } from '../../../core/database/expressions.js';
import { bound, sql, type Sql } from '../../../core/database/sql-fragment.js';
import type { RuleColumn, RuleContext } from './rule-context.js';
import { dateAsText, movedBy, now, type DateValue } from './rule-dates.js';

export interface NumberValue {
  readonly type: 'number';
  readonly value: Sql;
  /** Without decimals, whatever the recipient. */
  readonly whole: boolean;
  readonly constant?: number;
}

export interface TextValue {
  readonly type: 'text';
  readonly operand: TextOperand;
  readonly constant?: string;
}

export type Value = NumberValue | TextValue | DateValue;

/** @param node of a rule whose types were checked */
export function valueOf(node: ValueNode, context: RuleContext): Value {
  switch (node.kind) {
    case 'number':
      return numberConstant(Number(node.text));
    case 'text':
      return textConstant(node.text);
    case 'today':
      return now(context);
    case 'field': {
      const column = context.column(node.name);
      if (!column) throw new Error(`The rule was not checked: there is no field ${node.name}`);
      return columnValue(column);
    }
    case 'negation': {
      const value = requireNumber(valueOf(node.value, context));
      if (value.constant !== undefined) return numberConstant(-value.constant);
      return { ...value, value: sql`(-${value.value})` };
    }
    case 'arithmetic':
      return arithmetic(node, context);
  }
}

export function requireNumber(value: Value): NumberValue {
  if (value.type !== 'number') throw new Error('The rule was not checked: a number is wanted');
  return value;
}

/** As a text to search in. */
export function asText(value: Value, context: RuleContext): TextOperand {
  if (value.type === 'text') return value.operand;
  const text =
    value.type === 'date'
      ? dateAsText(value, context)
      : value.constant !== undefined
        ? bound(String(value.constant))
        : context.expressions.numberText(value.value, value.whole);
  return { value: text, column: false, folded: false };
}

function numberConstant(constant: number): NumberValue {
  // What a division by zero gives is no number on either engine.
  if (!Number.isFinite(constant)) return { type: 'number', value: sql`NULL`, whole: false };
  return { type: 'number', value: bound(constant), whole: Number.isSafeInteger(constant), constant };
}

/** NUL and halves of characters are in no text that was stored, and drivers would cut the text short there. */
export function bindable(text: string): string {
  return text.toWellFormed().replaceAll('\u0000', '\ufffd');
}

function textConstant(text: string): TextValue {
  const constant = bindable(text);
  return { type: 'text', operand: { value: bound(constant), column: false, folded: false }, constant };
}

function columnValue({ sql: column, storage }: RuleColumn): Value {
  switch (storage) {
    case 'text':
    case 'folded':
      return {
        type: 'text',
        operand: { value: sql`${column}`, column: true, folded: storage === 'folded' },
      };
    case 'whole':
    case 'decimal':
      return { type: 'number', value: sql`${column}`, whole: storage === 'whole' };
    case 'date':
    case 'datetime':
    case 'instant':
      return { type: 'date', base: 'column', column, storage, days: 0 };
  }
}

function arithmetic({ operator, left, right }: ArithmeticNode, context: RuleContext): Value {
  const one = valueOf(left, context);
  const other = valueOf(right, context);
  if (one.type === 'text') return joinedTexts(one, other, context);
  if (one.type === 'date') {
    const days = requireNumber(other);
    if (days.constant !== undefined) {
      return movedBy(one, operator === '-' ? -days.constant : days.constant, context);
    }
    return movedBy(one, operator === '-' ? sql`(-(${days.value}))` : days.value, context);
  }
  return calculated(one, operator, requireNumber(other), context);
}

function joinedTexts(one: TextValue, other: Value, context: RuleContext): TextValue {
  if (other.type !== 'text') throw new Error('The rule was not checked: a text is wanted');
  if (one.constant !== undefined && other.constant !== undefined) {
    return textConstant(one.constant + other.constant);
  }
  const value = context.expressions.concat([one.operand.value, other.operand.value]);
  return { type: 'text', operand: { value, column: false, folded: false } };
}

function calculated(
  one: NumberValue,
  operator: ArithmeticOperator,
  other: NumberValue,
  { expressions }: RuleContext,
): NumberValue {
  if (one.constant !== undefined && other.constant !== undefined) {
    return numberConstant(result(one.constant, operator, other.constant));
  }
  switch (operator) {
    case '/':
      return { type: 'number', value: expressions.divide(one.value, other.value), whole: false };
    case '%': {
      const whole = one.whole && other.whole;
      return { type: 'number', value: expressions.remainder(one.value, other.value, whole), whole };
    }
    case '+':
    case '-':
    case '*':
      return { type: 'number', value: expressions.calculate(one.value, operator, other.value), whole: false };
  }
}

function result(one: number, operator: ArithmeticOperator, other: number): number {
  switch (operator) {
    case '+':
      return one + other;
    case '-':
      return one - other;
    case '*':
      return one * other;
    case '/':
      return one / other;
    case '%':
      return one % other;
  }
}
