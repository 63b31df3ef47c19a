import {
  type BetweenNode,
  type CompareNode,
  type DateFormatNode,
  eachCondition,
  type EqlNode,
  type EqlProblem,
  type InNode,
  type Span,
  type ValueNode,
} from './ast.js';
import { type EqlDateFormat, parseDateConstant, parseDateFormat } from './date-format.js';
import type { RawProblem } from './lexer.js';
import { withPlaces } from './parser.js';
import type { EqlReferences } from './references.js';
import { ReferenceChecker } from './reference-check.js';
import type { FieldClass } from './rule-tree.js';
import { type EqlField, type EqlSchema, fieldClass, fieldFinder } from './schema.js';
import { unknownFieldHint } from './field-hints.js';

export interface CheckedEql {
  problems: EqlProblem[];
  references: EqlReferences;
}

const HIGHEST_GENDER = 5;

/** Checks types, formats and references of a rule (spec/eql.md §3, §6, §7). Problems in the order of the text. */
export function check(source: string, ast: EqlNode | null, schema: EqlSchema): CheckedEql {
  const checker = new Checker(schema);
  eachCondition(ast, (condition) => checker.condition(condition));
  return { problems: withPlaces(source, checker.problems), references: checker.references.found };
}

/** undefined: unknown because of a mistake that has been told. */
type Type = FieldClass | undefined;

class Checker {
  readonly problems: RawProblem[] = [];
  readonly references: ReferenceChecker;
  private readonly find: (name: string) => EqlField | undefined;

  constructor(private readonly schema: EqlSchema) {
    this.find = fieldFinder(schema.fields);
    this.references = new ReferenceChecker(schema, (code, span, params, hint) =>
      this.report(code, span, params, hint),
    );
  }

  condition(node: EqlNode): void {
    switch (node.kind) {
      case 'compare':
        this.compare(node);
        break;
      case 'between':
        this.between(node);
        break;
      case 'in':
        this.list(node);
        break;
      case 'match':
      case 'empty':
        this.type(node.value);
        break;
      case 'mailing':
      case 'binding':
      case 'target-group':
        this.references.check(node);
        break;
      case 'and':
      case 'or':
      case 'not':
        break;
    }
  }

  private report(code: string, span: Span, params: RawProblem['params'] = {}, hint = `${code}.hint`): void {
    this.problems.push({ code, params, start: span.start, end: span.end, hint });
  }

  private compare(node: CompareNode): void {
    const left = this.type(node.left, node);
    const right = this.type(node.right, node);
    const format = this.format(node.dateFormat, left === 'date' || right === 'date');
    this.pair(node.left, left, node.right, right, node, format);
    this.gender(node.left, node.right);
    this.gender(node.right, node.left);
  }

  private between(node: BetweenNode): void {
    const type = this.type(node.value, node);
    const format = this.format(node.dateFormat, type === 'date');
    for (const bound of [node.low, node.high]) {
      this.pair(node.value, type, bound, this.type(bound, node), node, format);
      this.gender(node.value, bound);
    }
  }

  private list(node: InNode): void {
    const type = this.type(node.value);
    if (type === 'date') {
      this.report('eql.in-date', node.value);
      return;
    }
    for (const item of node.items) {
      this.pair(node.value, type, item, item.kind, node, undefined);
      this.gender(node.value, item);
    }
  }

  /** Checks what is compared with what; the left side decides. */
  private pair(
    left: ValueNode,
    leftType: Type,
    right: ValueNode,
    rightType: Type,
    whole: Span,
    format: EqlDateFormat | 'missing' | undefined,
  ): void {
    if (!leftType || !rightType) return;
    if (leftType === 'date' && rightType !== 'number') {
      if (format === 'missing') this.report('eql.date-format-missing', whole);
      else if (rightType === 'text') this.dateConstant(right, format);
    } else if (leftType === 'text' && rightType === 'date') {
      this.report('eql.date-left', whole);
    } else if (leftType !== rightType) {
      this.report(`eql.type-${leftType}-${rightType}`, right, { field: fieldName(left) });
    }
  }

  private dateConstant(value: ValueNode, format: EqlDateFormat | undefined): void {
    if (value.kind !== 'text') {
      this.report('eql.date-constant', value);
      return;
    }
    if (!format) return;
    const constant = parseDateConstant(format, value.text);
    if (!constant.ok)
      this.report(constant.code, value, { value: value.text.slice(0, 40), format: format.text });
  }

  /** undefined: there is one, but not a valid one, which is told here. */
  private format(node: DateFormatNode | undefined, dates: boolean): EqlDateFormat | 'missing' | undefined {
    if (!node) return 'missing';
    // Between other values it means nothing, as in OpenEMM
    if (!dates) return undefined;
    const format = parseDateFormat(node.text);
    if (!format) this.report('eql.date-format', node, { format: node.text.slice(0, 40) });
    return format;
  }

  /** @param comparison in which the value stands, for hints */
  private type(node: ValueNode, comparison?: CompareNode | BetweenNode): Type {
    switch (node.kind) {
      case 'number':
        return 'number';
      case 'text':
        return 'text';
      case 'today':
        return 'date';
      case 'field': {
        const field = this.find(node.name);
        if (field) {
          this.references.field(field);
          return fieldClass(field.type);
        }
        const { hint, params } = unknownFieldHint(node, this.schema.fields, comparison);
        this.report('eql.unknown-field', node, { field: node.name.slice(0, 60), ...params }, hint);
        return undefined;
      }
      case 'negation': {
        const type = this.type(node.value);
        if (type && type !== 'number') this.report('eql.negation', node);
        return type === undefined ? undefined : 'number';
      }
      case 'arithmetic':
        return this.arithmetic(node.operator, node.left, node.right, node);
    }
  }

  private arithmetic(operator: string, leftNode: ValueNode, rightNode: ValueNode, whole: Span): Type {
    const left = this.type(leftNode);
    const right = this.type(rightNode);
    if (!left || !right) return undefined;
    if (
      (operator === '/' || operator === '%') &&
      rightNode.kind === 'number' &&
      Number(rightNode.text) === 0
    ) {
      this.report('eql.division-by-zero', whole);
      return undefined;
    }
    if (left === 'number' && right === 'number') return 'number';
    if (left === 'text' && right === 'text' && operator === '+') return 'text';
    if (left === 'date' && right === 'number' && (operator === '+' || operator === '-')) return 'date';
    this.report(left === right || left === 'date' ? `eql.calculation-${left}` : 'eql.calculation', whole, {
      operator,
    });
    return undefined;
  }

  /** Codes of gender beyond the range are misunderstandings that match nobody. */
  private gender(value: ValueNode, constant: ValueNode): void {
    if (constant.kind !== 'number' && !isNegative(constant)) return;
    const field = value.kind === 'arithmetic' && value.operator === '%' ? value.left : value;
    if (field.kind !== 'field' || this.find(field.name)?.name !== 'gender') return;
    const code = constant.kind === 'number' ? Number(constant.text) : -1;
    if (code < 0 || code > HIGHEST_GENDER) this.report('eql.gender', constant, { max: HIGHEST_GENDER });
  }
}

function isNegative(node: ValueNode): boolean {
  return node.kind === 'negation' && node.value.kind === 'number' && Number(node.value.text) !== 0;
}

function fieldName(node: ValueNode): string {
  return node.kind === 'field' ? node.name : '';
}
