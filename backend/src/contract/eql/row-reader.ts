import type { CompareOperator, ConstantNode, DateFormatNode, EqlNode, Span, ValueNode } from './ast.js';
import {
  type FieldClass,
  type FieldOperator,
  type FieldRule,
  type ListValue,
  OPERATORS_OF,
  type RuleRow,
  type RuleValue,
  type SingleValue,
  TREE_DATE_FORMATS,
  type TreeProblem,
} from './rule-tree.js';
import { type EqlField, fieldClass } from './schema.js';

const OPERATOR_OF: Readonly<Record<CompareOperator, FieldOperator>> = {
  '=': 'equal',
  '<>': 'not-equal',
  '<': 'less',
  '<=': 'less-or-equal',
  '>': 'greater',
  '>=': 'greater-or-equal',
};
const MATCH_OPERATOR = { like: 'like', contains: 'contains', 'starts-with': 'begins-with' } as const;
/** More would be no date. */
const MAX_DAYS = 1_000_000;

export type Condition = Exclude<EqlNode, { kind: 'and' | 'or' | 'not' }>;
type ValueCondition = Exclude<Condition, { kind: 'mailing' | 'binding' | 'target-group' }>;

/** Turns conditions into rows of the builder and collects what it cannot show. */
export class RowReader {
  readonly reasons: TreeProblem[] = [];

  constructor(private readonly find: (name: string) => EqlField | undefined) {}

  refuse(code: string, { start, end }: Span, params: TreeProblem['params'] = {}): void {
    this.reasons.push({ code, params, start, end });
  }

  /** A row that cannot be shown is a reason, and what is returned means nothing. */
  row(node: Condition): RuleRow {
    switch (node.kind) {
      case 'mailing': {
        const { event, mailingId, linkId, lastDays } = node;
        return { kind: 'mailing', event, negated: false, mailingId, linkId, lastDays };
      }
      case 'binding': {
        const { mailingListId, status, type } = node;
        return { kind: 'binding', negated: false, mailingListId, status, type };
      }
      case 'target-group':
        return { kind: 'target-group', negated: node.negated, id: node.id };
      case 'compare':
        return this.compare(node);
      case 'between':
      case 'in':
      case 'match':
      case 'empty':
        return this.fieldRow(node, node.value);
    }
  }

  private compare(node: Condition & { kind: 'compare' }): FieldRule {
    const { left } = node;
    const modulo = left.kind === 'arithmetic' && left.operator === '%';
    return this.fieldRow(node, modulo && left.left.kind === 'field' ? left.left : left);
  }

  private fieldRow(node: ValueCondition, left: ValueNode): FieldRule {
    const rule: FieldRule = {
      kind: 'field', field: '', operator: 'equal', value: { kind: 'none' }, dateFormat: '', includeEmpty: false,
    }; // prettier-ignore
    const field = this.field(left);
    if (!field) return rule;
    const type = fieldClass(field.type);
    rule.field = field.name.toLowerCase();
    rule.operator = operatorOf(node);
    if (!OPERATORS_OF[type].includes(rule.operator)) this.refuse('eql.tree.type', node);
    else rule.value = this.value(node, type) ?? rule.value;
    if (node.kind === 'compare' || node.kind === 'between') {
      rule.dateFormat = this.dateFormat(node.dateFormat, type, node, rule.operator);
    }
    return rule;
  }

  private field(left: ValueNode): EqlField | undefined {
    if (left.kind !== 'field') {
      const calculated = left.kind === 'arithmetic' || left.kind === 'negation';
      this.refuse(calculated ? 'eql.tree.calculation' : 'eql.tree.field-left', left);
      return undefined;
    }
    const field = this.find(left.name);
    if (!field) this.refuse('eql.tree.unknown-field', left, { field: left.name.slice(0, 60) });
    return field;
  }

  private value(node: ValueCondition, type: FieldClass): RuleValue | undefined {
    switch (node.kind) {
      case 'compare':
        return node.left.kind === 'arithmetic' ? this.modulo(node) : this.single(node.right, type);
      case 'between': {
        const low = this.single(node.low, type);
        const high = this.single(node.high, type);
        return low && high && { kind: 'range', low, high };
      }
      case 'in': {
        const items = node.items.map((item) => this.item(item, type));
        return { kind: 'list', items: items.filter((item) => item !== undefined) };
      }
      case 'match':
        return { kind: 'text', text: node.pattern.text };
      case 'empty':
        return { kind: 'none' };
    }
  }

  private modulo(node: Condition & { kind: 'compare' }): RuleValue | undefined {
    if (node.left.kind !== 'arithmetic') return undefined;
    const divisor = this.single(node.left.right, 'number');
    const remainder = this.single(node.right, 'number');
    if (divisor?.kind !== 'number' || remainder?.kind !== 'number') return undefined;
    return {
      kind: 'modulo',
      divisor: divisor.number,
      operator: node.operator,
      remainder: remainder.number,
    };
  }

  private item(item: ConstantNode, type: FieldClass): ListValue['items'][number] | undefined {
    if (item.kind !== type) this.refuse('eql.tree.type', item);
    return item.kind === 'text' ? { kind: 'text', text: item.text } : { kind: 'number', number: item.text };
  }

  private single(value: ValueNode, type: FieldClass): SingleValue | undefined {
    switch (value.kind) {
      case 'number':
        if (type === 'number') return { kind: 'number', number: value.text };
        break;
      case 'text':
        if (type === 'text') return { kind: 'text', text: value.text };
        if (type === 'date' && value.text !== '') return { kind: 'date', date: value.text };
        break;
      case 'today':
        if (type === 'date') return { kind: 'today', days: 0 };
        break;
      case 'negation':
        if (type === 'number' && value.value.kind === 'number') {
          return { kind: 'number', number: `-${value.value.text}` };
        }
        this.refuse('eql.tree.calculation', value);
        return undefined;
      case 'arithmetic':
        return this.movedToday(value, type);
      case 'field':
        this.refuse('eql.tree.field-right', value);
        return undefined;
    }
    this.refuse('eql.tree.type', value);
    return undefined;
  }

  private movedToday(value: ValueNode & { kind: 'arithmetic' }, type: FieldClass): SingleValue | undefined {
    const { operator, left, right } = value;
    if (type !== 'date') this.refuse('eql.tree.calculation', value);
    else if (
      left.kind !== 'today' ||
      (operator !== '+' && operator !== '-') ||
      right.kind !== 'number' ||
      !/^\d{1,7}$/.test(right.text) ||
      Number(right.text) > MAX_DAYS
    ) {
      this.refuse('eql.tree.date-calculation', value);
    } else {
      // Not -0 for TODAY - 0
      const days = Number(right.text);
      return { kind: 'today', days: operator === '-' ? 0 - days : days };
    }
    return undefined;
  }

  private dateFormat(
    format: DateFormatNode | undefined,
    type: FieldClass,
    whole: Span,
    operator: FieldOperator,
  ): string {
    if (type === 'date' && operator !== 'modulo') {
      const offered = TREE_DATE_FORMATS.some((known) => known === format?.text);
      if (!offered) this.refuse('eql.tree.date-format', format ?? whole, { format: format?.text ?? '' });
      return format?.text ?? '';
    }
    // It means nothing there, but would be lost
    if (format) this.refuse('eql.tree.date-format', format, { format: format.text });
    return '';
  }
}

function operatorOf(node: ValueCondition): FieldOperator {
  switch (node.kind) {
    case 'compare':
      return node.left.kind === 'arithmetic' ? 'modulo' : OPERATOR_OF[node.operator];
    case 'between':
      return node.negated ? 'not-between' : 'between';
    case 'in':
      return node.negated ? 'not-in' : 'in';
    case 'match':
      return node.negated ? `not-${MATCH_OPERATOR[node.how]}` : MATCH_OPERATOR[node.how];
    case 'empty':
      return node.negated ? 'not-empty' : 'empty';
  }
}
