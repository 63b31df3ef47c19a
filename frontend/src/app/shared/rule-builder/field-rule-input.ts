import { Component, computed, input, output } from '@angular/core';
import { COMPARE_OPERATORS, type CompareOperator } from '@contract/eql/ast';
import {
  type FieldOperator,
  type FieldRule,
  type ModuloValue,
  type RangeValue,
  type SingleValue,
  OPERATORS_OF,
  TREE_DATE_FORMATS,
  includesEmptyByDefault,
  valueKind,
} from '@contract/eql/rule-tree';
import { fieldClass } from '@contract/eql/schema';
import { DATE_MEANINGS, formatDate, readDate } from './date-text';
import { ListValueInput } from './list-value';
import { withOperator } from './new-rules';
import { COMPARE_WORDS, operatorWords } from './rule-words';
import { SingleValueInput } from './single-value';
import { type RuleField, captionOf } from './vocabulary';

/** Operator and value of a rule about a profile field. */
@Component({
  selector: 'em-field-rule-input',
  imports: [ListValueInput, SingleValueInput],
  templateUrl: './field-rule-input.html',
  styleUrl: './rule-input.scss',
})
export class FieldRuleInput {
  readonly rule = input.required<FieldRule>();
  readonly field = input.required<RuleField>();
  readonly readonly = input(false);
  readonly invalid = input(false);
  readonly ruleChange = output<FieldRule>();

  protected readonly type = computed(() => fieldClass(this.field().type));
  protected readonly operators = computed(() =>
    OPERATORS_OF[this.type()].map((key) => ({ key, label: operatorWords(key, this.type()) })),
  );
  protected readonly kind = computed(() => valueKind(this.rule().operator));
  protected readonly valueLabel = computed(() => {
    const operator = operatorWords(this.rule().operator, this.type());
    return $localize`:@@target-groups.row.value:${captionOf(this.field())}:field: ${operator}:operator:`;
  });
  protected readonly single = computed((): SingleValue => {
    const { value } = this.rule();
    return value.kind === 'none' || value.kind === 'list' || value.kind === 'modulo' || value.kind === 'range'
      ? { kind: 'text', text: '' }
      : value;
  });
  protected readonly formats = computed(() => {
    const own = this.rule().dateFormat;
    const known = DATE_MEANINGS.some(({ key }) => key === own);
    // Formats with the same parts mean the same; only one that the rule has already is named by itself.
    return known || !TREE_DATE_FORMATS.some((format) => format === own)
      ? DATE_MEANINGS
      : [...DATE_MEANINGS, { key: own, label: own }];
  });
  /** Negated conditions leave people without a value out, unless told otherwise. */
  protected readonly canIncludeEmpty = computed(
    () => this.rule().includeEmpty || includesEmptyByDefault(this.rule().operator),
  );
  protected readonly comparisons = COMPARE_OPERATORS.map((key) => ({ key, label: COMPARE_WORDS[key] }));

  protected setOperator(text: string): void {
    const operator = this.operators().find(({ key }) => key === text)?.key;
    if (operator) this.ruleChange.emit(withOperator(this.rule(), operator, this.field()));
  }

  protected setValue(value: FieldRule['value']): void {
    this.ruleChange.emit({ ...this.rule(), value });
  }

  protected setEnd(range: RangeValue, end: 'low' | 'high', value: SingleValue): void {
    this.setValue({ ...range, [end]: value });
  }

  protected setModulo(value: ModuloValue, changes: Partial<ModuloValue>): void {
    this.setValue({ ...value, ...changes });
  }

  protected comparison(text: string): CompareOperator {
    return COMPARE_OPERATORS.find((operator) => operator === text) ?? '=';
  }

  protected setFormat(dateFormat: string): void {
    const { value, dateFormat: before } = this.rule();
    const now = new Date();
    const today = { year: now.getFullYear(), month: now.getMonth() + 1, day: now.getDate() };
    const translate = (single: SingleValue): SingleValue =>
      single.kind === 'date'
        ? {
            kind: 'date',
            date: formatDate(dateFormat, { ...today, ...readDate(before, single.date) }),
          }
        : single;
    if (value.kind === 'range') {
      const range = { ...value, low: translate(value.low), high: translate(value.high) };
      this.ruleChange.emit({ ...this.rule(), dateFormat, value: range });
    } else if (value.kind === 'date' || value.kind === 'today') {
      this.ruleChange.emit({ ...this.rule(), dateFormat, value: translate(value) });
    }
  }

  protected setIncludeEmpty(includeEmpty: boolean): void {
    this.ruleChange.emit({ ...this.rule(), includeEmpty });
  }

  protected isOperator(key: FieldOperator): boolean {
    return this.rule().operator === key;
  }
}
