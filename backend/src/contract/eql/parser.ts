import {
  type CompareNode,
  type CompareOperator,
  type EqlNode,
  type EqlProblem,
  type InNode,
  type Span,
  type ValueNode,
} from './ast.js';
import { SourcePositions } from '../tags/content-problem.js';
import { type LexedEql, type RawProblem, tokenize } from './lexer.js';
import { type Expectation, MAX_PROBLEMS, TokenStream, Unreadable } from './token-stream.js';
import { ValueParser } from './value-parser.js';
import { MAILING_EVENTS, PredicateParser } from './predicate-parser.js';
import { GroupFinder } from './group-finder.js';
import { MAX_CONDITIONS, MAX_DEPTH, MAX_EQL_LENGTH, MAX_LIST_ITEMS, RESERVED_WORDS } from './words.js';
import { closestWord } from '../tags/tag-check.js';

export interface ParsedEql {
  source: string;
  /** null: the empty rule, or one with mistakes. */
  ast: EqlNode | null;
  /** In the order of the text. */
  problems: EqlProblem[];
  comments: Span[];
}

const COMPARE = ['=', '<>', '<', '>', '<=', '>='];
/** What the paid edition of OpenEMM has and this product not. */
const UNSUPPORTED = ['REVENUE', 'FINISHED', 'REFERENCES'];
/** What may begin a condition that is not about a value. */
const CONDITION_STARTS = ['OPENED', 'RECEIVED', 'CLICKED', 'HAS BINDING', 'IN TARGET GROUP'] as const;

/** Reads a rule. Never throws; a rule that is too long or too deep is a problem like others. */
export function parse(source: string): ParsedEql {
  if (source.length > MAX_EQL_LENGTH) {
    const span = { start: MAX_EQL_LENGTH, end: source.length };
    const problem = {
      code: 'eql.too-long',
      params: { max: MAX_EQL_LENGTH },
      hint: 'eql.too-long.hint',
      ...span,
    };
    return { source, ast: null, problems: withPlaces(source, [problem]), comments: [] };
  }
  const lexed = tokenize(source);
  const parser = new Parser(source, lexed);
  const ast = parser.rule();
  const problems = withPlaces(source, lexed.problems).slice(0, MAX_PROBLEMS);
  const comments = lexed.comments.map(({ start, end }) => ({ start, end }));
  return { source, ast: problems.length > 0 ? null : ast, problems, comments };
}

/** What could stand at the end of a text, and the field that its last condition is about. */
export function expectedAtEnd(source: string): { expected: ReadonlySet<Expectation>; field?: string } {
  const lexed = tokenize(source);
  // Inside a comment, or a text that is still open, nothing is expected
  const open = lexed.comments.at(-1)?.end === source.length && !source.endsWith('*/');
  if (open || lexed.problems.some(({ end }) => end === source.length)) return { expected: new Set() };
  const parser = new Parser(source, lexed);
  parser.rule();
  return { expected: parser.stream.expectedAtEnd, field: parser.field };
}

export function withPlaces(source: string, problems: readonly RawProblem[]): EqlProblem[] {
  const positions = new SourcePositions(source);
  return problems
    .map((problem) => ({ ...problem, ...positions.at(problem.start) }))
    .sort((a, b) => a.start - b.start);
}

class Parser {
  readonly stream: TokenStream;
  /** The field left of the condition read last. */
  field?: string;
  private readonly values: ValueParser;
  private readonly predicates: PredicateParser;
  private readonly groups: GroupFinder;
  private conditions = 0;
  private listItems = 0;
  private depth = 0;

  constructor(source: string, lexed: LexedEql) {
    this.stream = new TokenStream(lexed, source);
    this.values = new ValueParser(this.stream, source);
    this.predicates = new PredicateParser(this.stream);
    this.groups = new GroupFinder(lexed.tokens);
  }

  rule(): EqlNode | null {
    const { stream } = this;
    stream.expect('NOT', '(', 'field', ...CONDITION_STARTS);
    if (stream.atEnd) return null;
    const rule = this.or();
    while (!stream.atEnd) {
      this.unexpectedRest();
      if (!stream.atEnd) this.or();
    }
    return rule;
  }

  /** What follows a finished rule; reading goes on behind it, for further mistakes. */
  private unexpectedRest(): void {
    const { stream } = this;
    const { token } = stream;
    if (token.kind === 'operator' && token.value === ')') {
      stream.report('eql.extra-parenthesis', token);
      stream.next();
    } else {
      this.attempt(() => this.failAfterCondition());
    }
    if (stream.isWord('AND', 'OR')) stream.next();
  }

  private failAfterCondition(): never {
    const { stream } = this;
    const { token } = stream;
    if (stream.isOperator(...COMPARE)) stream.stop('eql.chained-comparison', token);
    if (token.kind === 'word' && token.value === 'DATEFORMAT') stream.stop('eql.date-format-place', token);
    if (token.kind === 'operator' && token.value === ',' && stream.peek(1).kind === 'number') {
      stream.fail('eql.hint.decimal-point');
    }
    this.failMisspelt(['AND', 'OR'], 'eql.hint.and-or');
  }

  private failMisspelt(words: readonly string[], hint: string): never {
    const { token } = this.stream;
    if (token.kind === 'word' && !RESERVED_WORDS.has(token.value)) {
      const suggestion = closestWord(token.value, words);
      if (suggestion !== undefined) this.stream.fail('eql.hint.did-you-mean', { suggestion });
    }
    return this.stream.fail(hint);
  }

  private or(): EqlNode | null {
    return this.chain('or', 'OR', () => this.chain('and', 'AND', () => this.not()));
  }

  /** One rule, or several of them joined: chains are flat however long, so that they never fill the stack. */
  private chain(kind: 'and' | 'or', word: string, operand: () => EqlNode | null): EqlNode | null {
    const rules: EqlNode[] = [];
    do {
      const rule = operand();
      if (rule) rules.push(rule);
    } while (this.stream.takeWords(word));
    const [first] = rules;
    const last = rules.at(-1);
    if (!first || !last || rules.length === 1) return first ?? null;
    return { kind, rules, start: first.start, end: last.end };
  }

  private not(): EqlNode | null {
    const { stream } = this;
    const { token } = stream;
    // NOT IN TARGET GROUP is one condition
    if (!stream.takeWords('NOT')) return this.attempt(() => this.primary());
    if (stream.sees('NOT')) {
      stream.report('eql.double-not', { start: token.start, end: stream.token.end });
      while (stream.sees('NOT')) stream.next();
    }
    const rule = this.attempt(() => this.primary());
    if (!rule) return null;
    const span = { start: token.start, end: stream.previousEnd };
    if (rule.kind === 'target-group' && !rule.negated) return { ...rule, negated: true, ...span };
    return { kind: 'not', rule, ...span };
  }

  /** What can be read; null after a mistake, and reading goes on at the next AND, OR or closing parenthesis. */
  private attempt(read: () => EqlNode | null): EqlNode | null {
    const { stream, groups } = this;
    const { depth } = this;
    const start = stream.position;
    stream.startCondition();
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Unreadable)) throw error;
      this.depth = depth;
      stream.skipTo(groups.behindOpen(start, stream.position));
      while (!stream.atEnd && !groups.endsCondition(stream.position)) {
        stream.skipTo(groups.behind(stream.position));
      }
      return null;
    }
  }

  private primary(): EqlNode | null {
    const { stream } = this;
    const { token } = stream;
    stream.expect('(', 'field', ...CONDITION_STARTS);
    if (stream.isOperator('(') && stream.peek(1).kind === 'operator' && stream.peek(1).value === ')') {
      stream.next();
      stream.fail('eql.hint.condition');
    }
    if (stream.isOperator('(') && this.groups.holdsConditions(stream.position)) return this.group();
    if (++this.conditions > MAX_CONDITIONS) {
      stream.report('eql.too-many-conditions', token, { max: MAX_CONDITIONS });
      stream.abandon();
      return null;
    }
    this.field = undefined;
    if (token.kind === 'word') {
      const event = MAILING_EVENTS[token.value];
      if (event) return this.predicates.mailing(event);
      if (token.value === 'HAS') return this.predicates.binding();
      if (token.value === 'IN') return this.predicates.targetGroup();
      if (UNSUPPORTED.includes(token.value)) stream.stop('eql.not-supported', token, { word: token.value });
    }
    if (stream.atEnd || stream.isOperator(')') || stream.isWord('AND', 'OR'))
      stream.fail('eql.hint.condition');
    this.values.startCondition();
    return this.relation(this.values.value());
  }

  private group(): EqlNode | null {
    const { stream } = this;
    const opening = stream.next();
    if (this.depth >= MAX_DEPTH) {
      stream.report('eql.too-deep', opening, { max: MAX_DEPTH });
      stream.abandon();
      return null;
    }
    this.depth++;
    const rule = this.or();
    while (!stream.isOperator(')')) {
      if (stream.atEnd) stream.stop('eql.unclosed-parenthesis', opening);
      this.attempt(() => this.failAfterCondition());
      if (stream.isWord('AND', 'OR')) {
        stream.next();
        this.or();
      }
    }
    stream.next();
    this.depth--;
    return rule;
  }

  private relation(left: ValueNode): EqlNode {
    const { stream, values } = this;
    const { start } = left;
    if (left.kind === 'field') this.field = left.name;
    if (stream.isOperator(...COMPARE)) return this.comparison(left);
    if (stream.takeWords('IS')) {
      const negated = stream.takeWords('NOT');
      this.emptyWord();
      return { kind: 'empty', value: left, negated, start, end: stream.previousEnd };
    }
    const negated = stream.takeWords('NOT');
    if (stream.takeWords('IN')) return this.list(left, negated);
    if (stream.takeWords('LIKE')) return this.match('like', left, negated);
    if (stream.takeWords('CONTAINS')) return this.match('contains', left, negated);
    if (stream.takeWords('STARTS', 'WITH')) return this.match('starts-with', left, negated);
    if (stream.takeWords('BETWEEN')) {
      const low = values.value();
      if (stream.sees('OR')) stream.unexpected('eql.hint.between');
      else if (!stream.isWord('AND')) stream.fail('eql.hint.between');
      stream.next();
      const high = values.value();
      const dateFormat = values.dateFormat();
      const end = stream.previousEnd;
      return {
        kind: 'between',
        value: left,
        negated,
        low,
        high,
        ...(dateFormat && { dateFormat }),
        start,
        end,
      };
    }
    return this.failNoOperator(left, negated);
  }

  private failNoOperator(left: ValueNode, negated: boolean): never {
    const { stream } = this;
    if (negated) stream.fail('eql.hint.after-not');
    if (left.kind === 'text' && (stream.atEnd || stream.isWord('AND', 'OR') || stream.isOperator(')'))) {
      stream.stop('eql.bare-value', left);
    }
    if (stream.isOperator(',')) stream.fail('eql.hint.list');
    return this.failMisspelt(
      ['IS', 'IN', 'LIKE', 'CONTAINS', 'STARTS', 'BETWEEN', 'NOT'],
      'eql.hint.operator',
    );
  }

  private emptyWord(): void {
    const { stream } = this;
    const { token } = stream;
    if (token.kind === 'word' && token.value === 'NULL') {
      stream.report('eql.is-null', token);
      stream.next();
    } else if (!stream.takeWords('EMPTY')) {
      stream.fail('eql.hint.empty');
    }
  }

  private comparison(left: ValueNode): CompareNode {
    const operator = this.stream.next().value as CompareOperator;
    const right = this.values.value();
    const dateFormat = this.values.dateFormat();
    const span = { start: left.start, end: this.stream.previousEnd };
    return { kind: 'compare', operator, left, right, ...(dateFormat && { dateFormat }), ...span };
  }

  private list(value: ValueNode, negated: boolean): InNode {
    const { stream } = this;
    const opening = stream.token;
    if (!stream.takeOperator('(')) stream.fail('eql.hint.list');
    const items = [this.values.constant()];
    while (stream.takeOperator(',')) {
      items.push(this.values.constant());
      if (++this.listItems > MAX_LIST_ITEMS) stream.stop('eql.list-long', opening, { max: MAX_LIST_ITEMS });
    }
    if (!stream.takeOperator(')')) {
      if (stream.atEnd) stream.stop('eql.unclosed-parenthesis', opening);
      stream.fail('eql.hint.list');
    }
    return { kind: 'in', value, negated, items, start: value.start, end: stream.previousEnd };
  }

  private match(how: 'like' | 'contains' | 'starts-with', value: ValueNode, negated: boolean): EqlNode {
    const pattern = this.values.text('eql.hint.text');
    return { kind: 'match', how, value, negated, pattern, start: value.start, end: pattern.end };
  }
}
