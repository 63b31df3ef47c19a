import type { ArithmeticNode, FieldNode, ValueNode } from './ast.js';
import { parseDateConstant, parseDateFormat } from './date-format.js';
import type { FieldClass } from './rule-tree.js';
import { fieldClass } from './schema.js';
import type { Piece, RuleNames, SentencePart } from './sentence-parts.js';
import type { DatePosition, SentenceWords } from './sentence-words.js';

const SYMBOLS = { '+': '+', '-': '−', '*': '×', '/': '÷', '%': 'mod' } as const;

/** Values as sentences name them. */
export class ValueWording {
  constructor(
    private readonly words: SentenceWords,
    private readonly names: RuleNames,
  ) {}

  /** undefined: of a field that does not exist. */
  type(node: ValueNode): FieldClass | undefined {
    switch (node.kind) {
      case 'number':
      case 'negation':
        return 'number';
      case 'text':
        return 'text';
      case 'today':
        return 'date';
      case 'field': {
        const field = this.names.field(node.name);
        return field && fieldClass(field.type);
      }
      case 'arithmetic':
        return this.type(node.left);
    }
  }

  value(node: ValueNode): Piece {
    switch (node.kind) {
      case 'number':
        return valuePart(node.text.replace('.', this.words.decimalSeparator));
      case 'text':
        return valuePart(this.words.quoted(node.text));
      case 'today':
        return valuePart(this.words.now);
      case 'field':
        return this.field(node);
      case 'negation':
        return ['−', this.inner(node.value)];
      case 'arithmetic':
        return this.arithmetic(node, 'is');
    }
  }

  /** The right side of a comparison: codes and dates are put in words, as the left side and the format tell. */
  compared(node: ValueNode, left: ValueNode, format: string | undefined, position: DatePosition): Piece {
    if (this.type(left) === 'date') return this.date(node, format, position);
    const field = left.kind === 'field' ? this.names.field(left.name) : undefined;
    if (field && node.kind === 'number') {
      const word = this.words.codes[field.name.toLowerCase()]?.[node.text];
      if (word !== undefined) return valuePart(word);
      if (field.type === 'boolean' && (node.text === '0' || node.text === '1')) {
        return valuePart(node.text === '1' ? this.words.yes : this.words.no);
      }
    }
    return this.value(node);
  }

  /** ` (only month and day)` where the format of a date leaves something out. */
  partsThatCount(value: ValueNode, text: string): string {
    const format = this.type(value) === 'date' ? parseDateFormat(text) : undefined;
    return format && !format.full ? ` (${this.words.only(format.parts)})` : '';
  }

  private field(node: FieldNode): SentencePart {
    const field = this.names.field(node.name);
    const own = field && this.words.fields[field.name.toLowerCase()];
    const labelled = field && field.label.toLowerCase() !== field.name.toLowerCase();
    return { kind: 'field', text: labelled ? field.label : (own ?? field?.label ?? node.name) };
  }

  private date(node: ValueNode, text: string | undefined, position: DatePosition): Piece {
    const format = text === undefined ? undefined : parseDateFormat(text);
    if (node.kind === 'text' && format) {
      const constant = parseDateConstant(format, node.text);
      if (constant.ok) return valuePart(this.words.date(constant.parts, position));
    }
    return node.kind === 'arithmetic' ? this.arithmetic(node, position) : this.value(node);
  }

  private arithmetic(node: ArithmeticNode, position: DatePosition): Piece {
    const { operator, left, right } = node;
    if (operator === '%') return this.words.remainder(this.inner(left), this.inner(right));
    if (this.type(left) !== 'date') return [this.inner(left), ` ${SYMBOLS[operator]} `, this.inner(right)];
    if (left.kind === 'today' && right.kind === 'number' && /^\d+$/.test(right.text)) {
      const days = Number(right.text);
      return valuePart(this.words.today(operator === '-' ? 0 - days : days, position));
    }
    return [this.inner(left), ` ${SYMBOLS[operator]} `, this.inner(right), ` ${this.words.days}`];
  }

  private inner(node: ValueNode): Piece {
    return node.kind === 'arithmetic' ? ['(', this.value(node), ')'] : this.value(node);
  }
}

function valuePart(text: string): SentencePart {
  return { kind: 'value', text };
}
