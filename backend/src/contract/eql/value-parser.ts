import type {
  ArithmeticOperator,
  ConstantNode,
  DateFormatNode,
  FieldNode,
  TextNode,
  ValueNode,
} from './ast.js';
import type { Token } from './lexer.js';
import { type TokenStream } from './token-stream.js';
import { MAX_CALCULATIONS, MAX_DEPTH, RESERVED_WORDS } from './words.js';

/** Words that start a condition or join two: there a value is missing rather than misnamed. */
const NEVER_FIELDS: ReadonlySet<string> = new Set(['AND', 'OR', 'NOT', 'IS', 'IN', 'LIKE', 'DATEFORMAT']);

/** Reads values: constants, fields, TODAY and calculations with them (spec/eql.md §2 `expr`). */
export class ValueParser {
  private calculations = 0;
  private depth = 0;

  constructor(
    private readonly stream: TokenStream,
    /** The source, for names as they were written. */
    private readonly source: string,
  ) {}

  /** A condition has a limit of calculations of its own. */
  startCondition(): void {
    this.calculations = 0;
    this.depth = 0;
  }

  value(): ValueNode {
    let left = this.term();
    while (this.stream.isOperator('+', '-')) left = this.arithmetic(left, () => this.term());
    return left;
  }

  private term(): ValueNode {
    let left = this.signed();
    while (this.stream.isOperator('*', '/', '%')) left = this.arithmetic(left, () => this.signed());
    return left;
  }

  private arithmetic(left: ValueNode, operand: () => ValueNode): ValueNode {
    const operator = this.stream.next();
    if (++this.calculations > MAX_CALCULATIONS) {
      this.stream.stop('eql.calculation-long', operator, { max: MAX_CALCULATIONS });
    }
    const right = operand();
    return {
      kind: 'arithmetic',
      operator: operator.value as ArithmeticOperator,
      left,
      right,
      start: left.start,
      end: right.end,
    };
  }

  private signed(): ValueNode {
    const { stream } = this;
    const sign = stream.token;
    if (stream.takeOperator('+')) return this.factor();
    if (!stream.takeOperator('-')) return this.factor();
    const value = this.factor();
    return { kind: 'negation', value, start: sign.start, end: value.end };
  }

  private factor(): ValueNode {
    const { stream } = this;
    const { token } = stream;
    if (!stream.takeOperator('(')) return this.atom();
    if (++this.depth > MAX_DEPTH) stream.stop('eql.too-deep', token, { max: MAX_DEPTH });
    const value = this.value();
    this.depth--;
    if (!stream.takeOperator(')')) {
      if (stream.atEnd) stream.stop('eql.unclosed-parenthesis', token);
      stream.fail('eql.hint.closing');
    }
    return value;
  }

  private atom(): ValueNode {
    const { stream } = this;
    const { token } = stream;
    const { start, end } = token;
    stream.expect('field', 'number', 'text', 'TODAY');
    switch (token.kind) {
      case 'number':
        stream.next();
        return { kind: 'number', text: token.value, start, end };
      case 'text':
        stream.next();
        return { kind: 'text', text: token.value, start, end };
      case 'quoted':
        stream.next();
        return this.field(token, true);
      case 'error':
        // Its mistake is told; going on as if it were a value finds others
        stream.next();
        return { kind: 'text', text: '', start, end };
      case 'word':
        if (token.value === 'TODAY') {
          stream.next();
          return { kind: 'today', start, end };
        }
        if (RESERVED_WORDS.has(token.value) && token.value !== 'TIMESTAMP') this.reserved(token);
        stream.next();
        return this.field(token, false);
      case 'operator':
      case 'comment':
      case 'end':
        return stream.fail('eql.hint.value');
    }
  }

  private reserved(token: Token): void {
    if (NEVER_FIELDS.has(token.value)) this.stream.fail('eql.hint.value');
    this.stream.report('eql.reserved-word', token, { word: this.source.slice(token.start, token.end) });
  }

  private field(token: Token, quoted: boolean): FieldNode {
    const { start, end } = token;
    const name = quoted ? token.value : this.source.slice(start, end);
    return { kind: 'field', name, quoted, start, end };
  }

  text(hint: string): TextNode {
    const { stream } = this;
    stream.expect('text');
    const { token } = stream;
    if (token.kind !== 'text') stream.fail(hint);
    stream.next();
    return { kind: 'text', text: token.value, start: token.start, end: token.end };
  }

  /** A text or number of a list; our lists may have negative numbers. */
  constant(): ConstantNode {
    const { stream } = this;
    const sign = stream.token;
    const negative = stream.takeOperator('-');
    const { token } = stream;
    stream.expect('number');
    if (token.kind === 'number') {
      stream.next();
      const text = negative ? `-${token.value}` : token.value;
      return { kind: 'number', text, start: sign.start, end: token.end };
    }
    if (negative) stream.fail('eql.hint.constant');
    if (token.kind === 'error') {
      stream.next();
      return { kind: 'text', text: '', start: token.start, end: token.end };
    }
    return this.text('eql.hint.constant');
  }

  dateFormat(): DateFormatNode | undefined {
    const { stream } = this;
    if (!stream.takeWords('DATEFORMAT')) return undefined;
    stream.expect('date-format');
    const { token } = stream;
    if (token.kind !== 'text') stream.fail('eql.hint.date-format');
    stream.next();
    return { text: token.value, start: token.start, end: token.end };
  }
}
