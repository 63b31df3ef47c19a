import { type MailingEvent } from '@contract/eql/ast';
import {
  type FieldOperator,
  type FieldRule,
  type RuleRow,
  type RuleValue,
  type SingleValue,
  OPERATORS_OF,
  includesEmptyByDefault,
  valueKind,
} from '@contract/eql/rule-tree';
import { fieldClass } from '@contract/eql/schema';
import { formatDate } from './date-text';
import { type RuleField } from './vocabulary';
import { valueChoices } from './rule-words';

/** What the first picker of a row offers, as one text: `field:city`, `mailing:opened`, `binding`, `target-group`. */
export function subjectOf(rule: RuleRow): string {
  if (rule.kind === 'field') return rule.field ? `field:${rule.field}` : '';
  return rule.kind === 'mailing' ? `mailing:${rule.event}` : rule.kind;
}

export function blankRule(): FieldRule {
  return {
    kind: 'field',
    field: '',
    operator: 'equal',
    value: { kind: 'text', text: '' },
    dateFormat: '',
    includeEmpty: false,
  };
}

export function mailingRule(event: MailingEvent): RuleRow {
  return { kind: 'mailing', event, negated: false, mailingId: null, linkId: null, lastDays: null };
}

export function bindingRule(): RuleRow {
  return { kind: 'binding', negated: false, mailingListId: null, status: 'ACTIVE', type: null };
}

export function targetGroupRule(): RuleRow {
  return { kind: 'target-group', negated: false, id: 0 };
}

/** The rule about another field; operator and value stay as far as they fit. */
export function withField(rule: RuleRow, field: RuleField): FieldRule {
  const type = fieldClass(field.type);
  const before = rule.kind === 'field' ? rule : blankRule();
  const operator = OPERATORS_OF[type].includes(before.operator) ? before.operator : 'equal';
  const needsFormat = type === 'date' && valueKind(operator) !== 'none';
  const dateFormat = needsFormat ? before.dateFormat || 'YYYYMMDD' : '';
  const next = { ...before, field: field.name.toLowerCase(), operator, dateFormat };
  return { ...next, value: fittingValue(before.value, operator, field, dateFormat) };
}

export function withOperator(rule: FieldRule, operator: FieldOperator, field: RuleField): FieldRule {
  const needsFormat = fieldClass(field.type) === 'date' && valueKind(operator) !== 'none';
  const dateFormat = needsFormat ? rule.dateFormat || 'YYYYMMDD' : '';
  const value = fittingValue(rule.value, operator, field, dateFormat);
  return { ...rule, operator, value, dateFormat, includeEmpty: includesEmptyByDefault(operator) };
}

/** An empty value of the kind the field has. */
export function blankValue(field: RuleField, dateFormat: string): SingleValue {
  switch (fieldClass(field.type)) {
    case 'text':
      return { kind: 'text', text: field.fixedValues[0] ?? '' };
    case 'number':
      return { kind: 'number', number: valueChoices(field)?.[0]?.key ?? '' };
    case 'date':
      return dateFormat === 'YYYYMMDD' || dateFormat === ''
        ? { kind: 'today', days: 0 }
        : { kind: 'date', date: formatDate(dateFormat, {}) };
  }
}

function fittingValue(
  before: RuleValue,
  operator: FieldOperator,
  field: RuleField,
  dateFormat: string,
): RuleValue {
  const first = firstOf(before);
  const single = first && fits(first, field) ? first : blankValue(field, dateFormat);
  switch (valueKind(operator)) {
    case 'none':
      return { kind: 'none' };
    case 'modulo':
      return before.kind === 'modulo'
        ? before
        : { kind: 'modulo', divisor: '2', operator: '=', remainder: '0' };
    case 'range':
      return before.kind === 'range' && fits(before.low, field) && fits(before.high, field)
        ? before
        : { kind: 'range', low: single, high: blankValue(field, dateFormat) };
    case 'list':
      return before.kind === 'list' && before.items.every((item) => fits(item, field))
        ? before
        : { kind: 'list', items: isItem(single) && !isBlank(single) ? [single] : [] };
    case 'single':
      return single;
  }
}

function firstOf(value: RuleValue): SingleValue | undefined {
  switch (value.kind) {
    case 'range':
      return value.low;
    case 'list':
      return value.items[0];
    case 'modulo':
    case 'none':
      return undefined;
    case 'text':
    case 'number':
    case 'date':
    case 'today':
      return value;
  }
}

function fits(value: SingleValue, field: RuleField): boolean {
  const choices = valueChoices(field);
  switch (fieldClass(field.type)) {
    case 'text':
      return value.kind === 'text' && (!choices || choices.some(({ key }) => key === value.text));
    case 'number':
      return value.kind === 'number' && (!choices || choices.some(({ key }) => key === value.number));
    case 'date':
      return value.kind === 'date' || value.kind === 'today';
  }
}

function isItem(value: SingleValue): value is SingleValue & { kind: 'text' | 'number' } {
  return value.kind === 'text' || value.kind === 'number';
}

function isBlank(value: SingleValue): boolean {
  return (value.kind === 'text' && value.text === '') || (value.kind === 'number' && value.number === '');
}
