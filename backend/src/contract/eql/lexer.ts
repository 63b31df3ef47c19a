import type { Span } from './ast.js';
import { MAX_DIGITS } from './words.js';

export type TokenKind = 'word' | 'quoted' | 'text' | 'number' | 'operator' | 'comment' | 'error' | 'end';

export interface Token extends Span {
  kind: TokenKind;
  /**
   * Words in upper case, names without back-quotes, texts without quotes and escapes, operators in the form the
   * grammar has (`<>` for `!=`). Of what could not be read, the source.
   */
  value: string;
}

/** A mistake found while reading; positions are added by whoever shows it. */
export interface RawProblem extends Span {
  code: string;
  params: Readonly<Record<string, string | number>>;
  hint?: string;
}

export interface LexedEql {
  /** Without comments; the last one is of kind `end` and stands right behind the last of the others. */
  tokens: Token[];
  comments: Token[];
  problems: RawProblem[];
}

const WORD = /[A-Za-z_][A-Za-z_0-9]*/y;
/** More than a number can have, so that `007`, `1.2.3` or `12a` are one mistake and not several. */
const NUMBER_LIKE = /[0-9][A-Za-z_0-9]*(?:\.[A-Za-z_0-9]+)*\.?/y;
const NUMBER = /^(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$/;
const DATE_LIKE = /^\d{1,4}\.\d{1,2}(\.\d{0,4}\.?)?$/;
const BLANK = /[ \t\r\n]+/y;
/** Letters beyond the alphabet of names: one mistake for the whole word. */
const FOREIGN_WORD = /[\p{L}\p{M}\p{N}_]+/uy;

const OPERATORS = ['<=', '>=', '<>', '!=', '=', '<', '>', '+', '-', '*', '/', '%', '(', ')', ',', '.'];

/** What people used to other languages write, and what it is here. */
const MISTAKEN: readonly (readonly [string, string, TokenKind])[] = [
  ['==', '=', 'operator'],
  ['=>', '>=', 'operator'],
  ['=<', '<=', 'operator'],
  ['≥', '>=', 'operator'],
  ['≤', '<=', 'operator'],
  ['≠', '<>', 'operator'],
  ['&&', 'AND', 'word'],
  ['||', 'OR', 'word'],
  ['&', 'AND', 'word'],
  ['|', 'OR', 'word'],
  ['!', 'NOT', 'word'],
];
const TYPOGRAPHIC_TEXT = /[„“”‚‘’«»‹›´][^„“”‚‘’«»‹›´'"\r\n]*[“”‘’«»‹›´'"]/y;
const TYPOGRAPHIC_QUOTES = '„“”‚‘’«»‹›´';

/** Splits a rule into tokens. Linear in its length; never fails. */
export function tokenize(source: string): LexedEql {
  const lexer = new Lexer(source);
  lexer.run();
  return lexer;
}

class Lexer implements LexedEql {
  readonly tokens: Token[] = [];
  readonly comments: Token[] = [];
  readonly problems: RawProblem[] = [];
  private at = 0;

  constructor(private readonly source: string) {}

  run(): void {
    while (this.at < this.source.length) this.next();
    const end = this.tokens.at(-1)?.end ?? 0;
    this.tokens.push({ kind: 'end', value: '', start: end, end });
  }

  private next(): void {
    if (this.match(BLANK) !== undefined) return;
    const character = this.source.charAt(this.at);
    if (character === "'" || character === '"') this.text(character);
    else if (character === '`') this.quoted();
    else if (this.startsComment()) this.lineComment();
    else if (this.source.startsWith('/*', this.at)) this.blockComment();
    else if (!this.word() && !this.number() && !this.mistaken() && !this.operator()) this.illegal(character);
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.source)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private push(kind: TokenKind, value: string, start: number): void {
    this.tokens.push({ kind, value, start, end: this.at });
  }

  private report(
    code: string,
    start: number,
    params: RawProblem['params'] = {},
    hint = `${code}.hint`,
  ): void {
    this.problems.push({ code, params, start, end: this.at, hint });
  }

  private word(): boolean {
    const start = this.at;
    const word = this.match(WORD);
    if (word === undefined) return false;
    const rest = this.match(FOREIGN_WORD);
    if (rest === undefined) this.push('word', word.toUpperCase(), start);
    else this.foreign(start);
    return true;
  }

  private foreign(start: number): void {
    const word = this.source.slice(start, this.at);
    this.push('error', word, start);
    this.report('eql.illegal-word', start, { word });
  }

  private number(): boolean {
    const start = this.at;
    const text = this.match(NUMBER_LIKE);
    if (text === undefined) return false;
    if (!NUMBER.test(text)) {
      this.push('error', text, start);
      const hint = DATE_LIKE.test(text) ? 'eql.hint.date' : 'eql.number-format.hint';
      this.report('eql.number-format', start, { number: text.slice(0, 40) }, hint);
    } else if (text.replace('.', '').replace(/^0+/, '').length > MAX_DIGITS) {
      this.push('error', text, start);
      this.report('eql.number-long', start, { max: MAX_DIGITS });
    } else {
      this.push('number', text, start);
    }
    return true;
  }

  private mistaken(): boolean {
    const found = MISTAKEN.find(([written]) => this.source.startsWith(written, this.at));
    if (!found) return false;
    const [written, instead, kind] = found;
    // `!=` is in order
    if (written === '!' && this.source.charAt(this.at + 1) === '=') return false;
    const start = this.at;
    this.at += written.length;
    this.push(kind, instead, start);
    this.report('eql.operator', start, { found: written, instead });
    return true;
  }

  private operator(): boolean {
    const found = OPERATORS.find((operator) => this.source.startsWith(operator, this.at));
    if (found === undefined) return false;
    const start = this.at;
    this.at += found.length;
    this.push('operator', found === '!=' ? '<>' : found, start);
    return true;
  }

  private text(quote: string): void {
    const start = this.at++;
    let value = '';
    for (;;) {
      let character = this.source.charAt(this.at);
      if (character === '\\') character = this.source.charAt(++this.at);
      else if (character === quote) break;
      if (character === '' || character === '\n' || character === '\r') {
        this.push('error', this.source.slice(start, this.at), start);
        this.report('eql.unclosed-text', start, { quote });
        return;
      }
      value += character;
      this.at++;
    }
    this.at++;
    this.push('text', value, start);
  }

  private quoted(): void {
    const start = this.at++;
    const from = this.at;
    while (!['`', '', '\n', '\r'].includes(this.source.charAt(this.at))) this.at++;
    const name = this.source.slice(from, this.at);
    if (this.source.charAt(this.at) !== '`') {
      this.push('error', this.source.slice(start, this.at), start);
      this.report('eql.unclosed-field', start);
      return;
    }
    this.at++;
    if (name === '' || name.includes('$')) {
      this.push('error', this.source.slice(start, this.at), start);
      this.report('eql.field-name', start, { field: name });
      return;
    }
    this.push('quoted', name, start);
  }

  /** Two hyphens are a comment only before a blank: `5--3` has always been a sum. */
  private startsComment(): boolean {
    return this.source.startsWith('--', this.at) && /^\s?$/.test(this.source.charAt(this.at + 2));
  }

  private lineComment(): void {
    const start = this.at;
    const end = this.source.indexOf('\n', start);
    this.at = end < 0 ? this.source.length : end;
    this.comments.push({ kind: 'comment', value: '', start, end: this.at });
  }

  private blockComment(): void {
    const start = this.at;
    const end = this.source.indexOf('*/', start + 2);
    this.at = end < 0 ? this.source.length : end + 2;
    this.comments.push({ kind: 'comment', value: '', start, end: this.at });
    if (end < 0) this.report('eql.unclosed-comment', start);
  }

  private illegal(character: string): void {
    const start = this.at;
    if (this.match(FOREIGN_WORD) !== undefined) {
      this.foreign(start);
      return;
    }
    const text = this.match(TYPOGRAPHIC_TEXT);
    if (text !== undefined) {
      this.push('error', text, start);
      this.report('eql.illegal-character', start, { character: text.charAt(0) }, 'eql.hint.straight-quotes');
      return;
    }
    const whole = String.fromCodePoint(this.source.codePointAt(start) ?? 0);
    this.at += whole.length;
    if (/[\p{C}\p{Z}]/u.test(whole)) {
      // As if it were a blank, so that it is the only mistake
      this.report('eql.invisible-character', start, { character: codePoint(whole) });
      return;
    }
    // Several in a row are one mistake
    const last = this.problems.at(-1);
    const before = this.tokens.at(-1);
    if (before?.kind === 'error' && last?.code === 'eql.illegal-character' && last.end === start) {
      before.end = last.end = this.at;
      return;
    }
    const hint = TYPOGRAPHIC_QUOTES.includes(character) ? 'eql.hint.straight-quotes' : undefined;
    this.push('error', whole, start);
    this.report('eql.illegal-character', start, { character: whole }, hint);
  }
}

function codePoint(character: string): string {
  return `U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
}
