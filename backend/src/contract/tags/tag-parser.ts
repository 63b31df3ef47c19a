import { type ContentProblem, SourcePositions } from './content-problem.js';
import { decodeEntities, quoteAt, type QuoteMark } from './tag-quotes.js';

export interface TagParameter {
  /** Lower-cased, as the merger compares it. */
  name: string;
  /** Unquoted, unescaped, entities decoded. */
  value: string;
  /** Where the name begins. */
  offset: number;
  valueOffset: number;
  valueLength: number;
}

export interface TextNode {
  kind: 'text';
  text: string;
  start: number;
  end: number;
}

export interface TagNode {
  kind: 'tag';
  /** With its `agn`, e.g. `agnDB`; case matters. */
  name: string;
  closing: boolean;
  parameters: readonly TagParameter[];
  start: number;
  /** Just behind the closing bracket. */
  end: number;
}

export type ContentNode = TextNode | TagNode;

export interface ParsedContent {
  source: string;
  nodes: readonly ContentNode[];
  /** Syntax problems only; `checkTags` adds those of meaning. */
  problems: readonly ContentProblem[];
}

const TAG_START = /\[(\/?)(agn[A-Za-z0-9_]+)/g;
const BLANK = /\s/;

/**
 * Splits a text into plain text and `[agnNAME param="v" … /]` tags (spec/personalisation.md §1).
 * Never throws. A tag with a syntax error stays in the text as it was written, and the error is listed.
 */
export function parseTags(source: string): ParsedContent {
  const positions = new SourcePositions(source);
  const nodes: ContentNode[] = [];
  const problems: ContentProblem[] = [];
  let textStart = 0;
  const starts = new RegExp(TAG_START);
  for (let match = starts.exec(source); match; match = starts.exec(source)) {
    const scanner = new TagScanner(source, positions, match.index, starts.lastIndex, match[2] ?? '');
    const tag = scanner.scan(match[1] === '/');
    problems.push(...scanner.problems);
    starts.lastIndex = Math.max(scanner.position, starts.lastIndex);
    if (!tag) continue;
    if (tag.start > textStart) nodes.push(textNode(source, textStart, tag.start));
    nodes.push(tag);
    textStart = tag.end;
  }
  if (textStart < source.length) nodes.push(textNode(source, textStart, source.length));
  return { source, nodes, problems };
}

export function isTag(node: ContentNode): node is TagNode {
  return node.kind === 'tag';
}

function textNode(source: string, start: number, end: number): TextNode {
  return { kind: 'text', text: source.slice(start, end), start, end };
}

/** Reads one tag from behind its name to its bracket. */
class TagScanner {
  readonly problems: ContentProblem[] = [];
  private readonly parameters: TagParameter[] = [];
  private broken = false;

  constructor(
    private readonly source: string,
    private readonly positions: SourcePositions,
    private readonly start: number,
    /** Where to go on; behind the tag after `scan`, or behind the broken part of it. */
    public position: number,
    private readonly name: string,
  ) {}

  scan(closing: boolean): TagNode | undefined {
    for (;;) {
      const blanks = this.skipBlanks();
      const char = this.source[this.position];
      if (char === undefined || this.source.startsWith('[agn', this.position)) return this.unclosed();
      if (char === ']') return this.finish(closing);
      if (char === '/') {
        const slashes = this.position;
        while (this.source[this.position] === '/') this.position += 1;
        this.skipBlanks();
        if (this.source[this.position] !== ']' || this.position - slashes > 1 || closing) {
          this.fail('tag.invalidAgnTagSlashes', slashes, 1);
        }
        continue;
      }
      if (char === '<' || char === '[') return this.unclosed();
      if (blanks === 0) this.fail('tag.parameter.missingBlank', this.position, 1);
      if (!this.parameter()) return undefined;
    }
  }

  private finish(closing: boolean): TagNode | undefined {
    this.position += 1;
    if (this.broken) return undefined;
    const { name, start, parameters, position: end } = this;
    return { kind: 'tag', name, closing, parameters, start, end };
  }

  private unclosed(): undefined {
    // One mistake, one message: the words behind a forgotten bracket are not parameters.
    this.problems.length = 0;
    // The rest of the line is marked at most: what follows is most likely the text behind the tag.
    const lineEnd = this.source.slice(this.start, this.position).indexOf('\n');
    const end = lineEnd < 0 ? this.position : this.start + lineEnd;
    this.fail('tag.missingClosingBracket', this.start, Math.max(1, end - this.start));
    return undefined;
  }

  private fail(code: string, offset: number, length: number, params: Record<string, string> = {}): void {
    this.broken = true;
    this.problems.push(this.positions.problem('error', code, offset, length, { tag: this.name, ...params }));
  }

  private skipBlanks(): number {
    const from = this.position;
    while (BLANK.test(this.source[this.position] ?? '')) this.position += 1;
    return this.position - from;
  }

  /** False when reading of this tag cannot go on. */
  private parameter(): boolean {
    const offset = this.position;
    const quotedKey = quoteAt(this.source, offset);
    if (quotedKey) {
      this.fail('tag.parameter.invalidQuotedKey', offset, quotedKey.length);
      this.position += quotedKey.length;
      this.skipKey();
    } else {
      this.skipKey();
    }
    const written = this.source.slice(offset, this.position);
    const afterKey = this.position;
    const blanksBefore = this.skipBlanks();
    if (this.source[this.position] !== '=') {
      if (!quotedKey)
        this.fail('tag.parameter.unexpectedEndOfKey', offset, written.length || 1, { key: written });
      this.position = blanksBefore > 0 ? afterKey : this.position;
      return true;
    }
    if (written === '') this.fail('tag.parameter.invalidEmptyKey', offset, 1);
    this.position += 1;
    const blanksAfter = this.skipBlanks();
    if (blanksBefore + blanksAfter > 0 && written !== '') {
      this.problems.push(
        this.positions.problem(
          'warning',
          'tag.parameter.invalidWhitespace',
          afterKey,
          this.position - afterKey,
          {
            tag: this.name,
            key: written,
          },
        ),
      );
    }
    return this.value(written.toLowerCase(), offset);
  }

  private skipKey(): void {
    while (!/[\s=\][/<]|^$/.test(this.source[this.position] ?? '')) this.position += 1;
  }

  private value(name: string, offset: number): boolean {
    const opening = quoteAt(this.source, this.position);
    const valueOffset = this.position + (opening?.length ?? 0);
    let value: string;
    let valueLength: number;
    if (opening) {
      const end = this.closingQuote(valueOffset, opening);
      if (!end) {
        this.fail('tag.parameter.unexpectedEndOfValue', this.position, this.restOfTag(), { key: name });
        this.position += this.restOfTag();
        if (this.source[this.position] === ']') this.position += 1;
        return false;
      }
      valueLength = end.at - valueOffset;
      value = unescape(this.source.slice(valueOffset, end.at));
      this.position = end.at + end.length;
      if (quoteAt(this.source, this.position)) {
        this.fail('tag.parameter.invalidQuotesInValue', this.position, 1, { key: name });
        this.position += 1;
      }
    } else {
      while (!/[\s\][<]|^$/.test(this.source[this.position] ?? '') && !this.atSlashBeforeBracket()) {
        if (quoteAt(this.source, this.position)) {
          this.fail('tag.parameter.invalidQuotesInValue', this.position, 1, { key: name });
        }
        this.position += 1;
      }
      valueLength = this.position - valueOffset;
      value = decodeEntities(this.source.slice(valueOffset, this.position));
      if (value === '')
        this.fail('tag.parameter.invalidUnquotedValue', offset, name.length + 1, { key: name });
    }
    if (this.parameters.some((known) => known.name === name)) {
      this.fail('tag.parameter.duplicateKey', offset, name.length || 1, { key: name });
    }
    this.parameters.push({ name, value, offset, valueOffset, valueLength });
    return true;
  }

  private atSlashBeforeBracket(): boolean {
    return (
      this.source[this.position] === '/' &&
      /^\/\s*\]/.test(this.source.slice(this.position, this.position + 9))
    );
  }

  /** Up to the bracket, but never over a line end: an open quote must not swallow the rest of the mail. */
  private restOfTag(): number {
    const rest = /[\]\n]/.exec(this.source.slice(this.position));
    return Math.max(1, rest ? rest.index : this.source.length - this.position);
  }

  /**
   * A value ends at the same straight quote that opened it, or, opened by a typographic quote or an entity
   * (or when no straight one follows), at any quote. It may not run over a line end or into another tag:
   * then its quote was forgotten. The same when it holds `]` and what follows the quote cannot follow a value,
   * as in `<a href="[agnDB column="url/]">`.
   */
  private closingQuote(from: number, opening: QuoteMark): { at: number; length: number } | undefined {
    const find = (accept: (quote: QuoteMark) => boolean): { at: number; length: number } | undefined => {
      for (let at = from; at < this.source.length; at += 1) {
        const char = this.source[at];
        if (char === '\n' || this.source.startsWith('[agn', at)) return undefined;
        if (char === '\\') at += 1;
        else {
          const quote = quoteAt(this.source, at);
          if (quote && accept(quote))
            return this.fits(from, at, quote.length) ? { at, length: quote.length } : undefined;
          if (quote) at += quote.length - 1;
        }
      }
      return undefined;
    };
    const straight = opening.straight ? find((quote) => quote.straight === opening.straight) : undefined;
    return straight ?? find((quote) => quote.straight === undefined || !opening.straight);
  }

  private fits(from: number, end: number, length: number): boolean {
    if (!this.source.slice(from, end).includes(']')) return true;
    return /[\s\]/]|^$/.test(this.source[end + length] ?? '');
  }
}

function unescape(raw: string): string {
  return decodeEntities(raw.includes('\\') ? raw.replace(/\\(.)/gs, '$1') : raw);
}
