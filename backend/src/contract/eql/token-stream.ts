import type { Span } from './ast.js';
import { type LexedEql, type RawProblem, type Token } from './lexer.js';

/** Thrown to leave a condition that cannot be read; the mistake has been reported. */
export class Unreadable extends Error {}

/** More than anybody reads at once. */
export const MAX_PROBLEMS = 20;

/**
 * What can stand at a place: words in upper case (several parted by blanks), operators, or one of these in lower case:
 * field text number mailing link mailing-list target-group days date-format.
 */
export type Expectation = string;

/** Reads tokens one after another and remembers what could have stood where they end. */
export class TokenStream {
  readonly problems: RawProblem[];
  /** What could stand at the end of the text; completion offers it. */
  readonly expectedAtEnd = new Set<Expectation>();
  private readonly tokens: readonly Token[];
  private at = 0;
  /** What is looked for after the text broke off has nothing to do with what it lacks. */
  private brokeOff = false;
  private abandoned = false;

  /** A token of this condition could not be read: what is wrong with the rest of it follows from that. */
  private tainted = false;

  constructor(
    lexed: LexedEql,
    private readonly source: string,
  ) {
    this.tokens = lexed.tokens;
    this.problems = lexed.problems;
  }

  get token(): Token {
    return this.peek(0);
  }

  get position(): number {
    return this.at;
  }

  peek(distance: number): Token {
    const found = this.tokens[Math.min(this.at + distance, this.tokens.length - 1)];
    if (!found) throw new Error('a lexed rule has at least its end');
    return found;
  }

  get previousEnd(): number {
    return this.tokens[this.at - 1]?.end ?? 0;
  }

  get atEnd(): boolean {
    return this.token.kind === 'end';
  }

  next(): Token {
    const token = this.token;
    if (token.kind !== 'end') this.at++;
    if (token.kind === 'error') this.tainted = true;
    return token;
  }

  skipTo(index: number): void {
    this.at = Math.min(index, this.tokens.length - 1);
  }

  /** Reads no further: one limit passed is enough to tell. */
  abandon(): void {
    this.at = this.tokens.length - 1;
    this.brokeOff = true;
    this.abandoned = true;
  }

  expect(...expectations: Expectation[]): void {
    if (this.atEnd && !this.brokeOff)
      for (const expectation of expectations) this.expectedAtEnd.add(expectation);
  }

  /** Like `isWord`, of a word that cannot stand here but often does. */
  sees(word: string): boolean {
    return this.token.kind === 'word' && this.token.value === word;
  }

  isWord(...words: string[]): boolean {
    this.expect(...words);
    return this.token.kind === 'word' && words.includes(this.token.value);
  }

  isOperator(...operators: string[]): boolean {
    this.expect(...operators);
    return this.token.kind === 'operator' && operators.includes(this.token.value);
  }

  /** The words in this order, or nothing is taken. A phrase that breaks off at the end of the text is taken. */
  takeWords(...words: string[]): boolean {
    if (this.atEnd) this.expect(words.join(' '));
    if (this.token.kind !== 'word' || this.token.value !== words[0]) return false;
    for (const [index, word] of words.entries()) {
      if (index === 0) this.next();
      else this.needWord(word);
    }
    return true;
  }

  takeOperator(operator: string): boolean {
    if (!this.isOperator(operator)) return false;
    this.next();
    return true;
  }

  needWord(word: string): Token {
    if (this.isWord(word)) return this.next();
    return this.fail('eql.hint.word', { word });
  }

  /** Says that the next token cannot stand here, and leaves the condition. */
  fail(hint: string, params: RawProblem['params'] = {}): never {
    this.unexpected(hint, params);
    throw new Unreadable();
  }

  unexpected(hint: string, params: RawProblem['params'] = {}): void {
    const { token } = this;
    if (token.kind === 'end') {
      this.brokeOff = true;
      this.report('eql.unexpected-end', token, params, hint);
    } else if (token.kind === 'error') {
      // The lexer told
      this.tainted = true;
    } else {
      this.report('eql.unexpected', token, { ...params, found: this.quote(token) }, hint);
    }
  }

  /** Tells a mistake and leaves the condition. */
  stop(code: string, span: Span, params: RawProblem['params'] = {}): never {
    // That the text broke off has been told
    if (!this.brokeOff) this.report(code, span, params);
    this.brokeOff ||= this.atEnd;
    throw new Unreadable();
  }

  report(code: string, span: Span, params: RawProblem['params'] = {}, hint = `${code}.hint`): void {
    if (this.abandoned || this.tainted || this.problems.length >= MAX_PROBLEMS) return;
    this.problems.push({ code, params, start: span.start, end: span.end, hint });
  }

  startCondition(): void {
    this.tainted = false;
  }

  /** As it was written, shortened. */
  private quote({ start, end }: Span): string {
    const text = this.source.slice(start, Math.min(end, start + 40));
    return end - start > 40 ? `${text}…` : text;
  }
}
