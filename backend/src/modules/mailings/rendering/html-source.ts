import { type DefaultTreeAdapterMap, Parser, type ParserError, type Token } from 'parse5';

export interface SourceAttribute {
  name: string;
  /** Entities decoded, agn tags as written. */
  value: string;
  /** Of the whole attribute. */
  start: number;
  /** Of the raw value without its quotes; an attribute without value has an empty range at its end. */
  valueStart: number;
  valueEnd: number;
}

interface Place {
  start: number;
  end: number;
  /** Inside `<!--[if mso]>…<![endif]-->`, which only Outlook reads as HTML. */
  conditional: boolean;
}

export type HtmlToken =
  | (Place & { kind: 'start'; name: string; attributes: readonly SourceAttribute[]; selfClosing: boolean })
  | (Place & { kind: 'end'; name: string })
  | (Place & { kind: 'text'; text: string });

export interface HtmlSource {
  /** In the order of the source. */
  tokens: readonly HtmlToken[];
  errors: readonly { code: string; offset: number }[];
}

/** A range of the source that HTML must not look into, i.e. an agn tag: its quotes are not HTML's quotes. */
export interface OpaqueRange {
  start: number;
  end: number;
}

/**
 * Reads HTML into tags and text with their exact places. parse5 does the reading, so that scripts, styles and
 * comments end where a browser would end them, but its tree is not used: it repairs the source, and what is
 * sent must be the source.
 */
export function readHtml(html: string, opaque: readonly OpaqueRange[]): HtmlSource {
  const stand = standInFor(html);
  const masked = mask(html, opaque, stand);
  const reader: Reader = { html, masked, opaque, stand, tokens: [], errors: [] };
  readPiece(reader, 0, html.length, false);
  reader.tokens.sort((a, b) => a.start - b.start);
  return reader;
}

interface Reader {
  html: string;
  masked: string;
  opaque: readonly OpaqueRange[];
  stand: string;
  tokens: HtmlToken[];
  errors: { code: string; offset: number }[];
}

const CONDITIONAL_COMMENT = /^\[if\s[^\]]*\]>([\s\S]*)<!\[endif\]$/i;

function readPiece(reader: Reader, from: number, to: number, conditional: boolean): void {
  const place = (location: Token.Location | null): Place => ({
    start: from + (location?.startOffset ?? 0),
    end: from + (location?.endOffset ?? 0),
    conditional,
  });
  let read = from;
  // The tree builder hands some tokens to itself again; each counts once.
  const isNew = (where: Place): boolean => {
    if (where.start < read) return false;
    read = where.end;
    return true;
  };
  const parser = new TokenParser({
    startTag: (token) => {
      const where = place(token.location);
      if (!isNew(where)) return;
      const attributes = token.attrs.map((attribute) => readAttribute(reader, from, token, attribute));
      const { tagName: name, selfClosing } = token;
      reader.tokens.push({ kind: 'start', name, attributes, selfClosing, ...where });
    },
    endTag: (token) => {
      const where = place(token.location);
      if (isNew(where)) reader.tokens.push({ kind: 'end', name: token.tagName, ...where });
    },
    text: (token) => {
      const where = place(token.location);
      if (!isNew(where)) return;
      reader.tokens.push({ kind: 'text', text: unmask(reader, token.chars, where.start), ...where });
    },
    comment: (token) => {
      const where = place(token.location);
      if (!isNew(where)) return;
      const data = reader.masked.slice(where.start + '<!--'.length, where.end - '-->'.length);
      const inner = conditional ? undefined : CONDITIONAL_COMMENT.exec(data)?.[1];
      if (inner === undefined) return;
      const innerEnd = where.end - '<![endif]-->'.length;
      readPiece(reader, innerEnd - inner.length, innerEnd, true);
    },
    error: (error) => {
      if (!conditional) reader.errors.push({ code: error.code, offset: from + error.startOffset });
    },
  });
  parser.tokenizer.write(reader.masked.slice(from, to), true);
}

function readAttribute(
  reader: Reader,
  base: number,
  token: Token.TagToken,
  attribute: Token.Attribute,
): SourceAttribute {
  const location = token.location?.attrs?.[attribute.name];
  const start = base + (location?.startOffset ?? 0);
  const end = base + (location?.endOffset ?? 0);
  const lead = /^[^=]*=\s*/.exec(reader.masked.slice(start, end));
  if (!lead) return { name: attribute.name, value: '', start, valueStart: end, valueEnd: end };
  const first = start + lead[0].length;
  const quote = reader.masked[first];
  const quoted = (quote === '"' || quote === "'") && first < end;
  const valueStart = quoted ? first + 1 : first;
  const valueEnd = quoted ? Math.max(valueStart, end - 1) : end;
  return {
    name: attribute.name,
    value: unmask(reader, attribute.value, valueStart),
    start,
    valueStart,
    valueEnd,
  };
}

/** A private-use character that the source does not have: it is neither blank, quote, bracket nor letter to HTML. */
function standInFor(html: string): string {
  for (let code = 0xe000; code < 0xf8ff; code += 1) {
    const character = String.fromCharCode(code);
    if (!html.includes(character)) return character;
  }
  return '\uf8ff';
}

function mask(html: string, opaque: readonly OpaqueRange[], stand: string): string {
  let masked = '';
  let at = 0;
  for (const range of opaque) {
    masked += html.slice(at, range.start) + stand.repeat(range.end - range.start);
    at = range.end;
  }
  return masked + html.slice(at);
}

/** Puts the tags back that were masked in a decoded text whose source begins at `start`. */
function unmask(reader: Reader, decoded: string, start: number): string {
  let at = decoded.indexOf(reader.stand);
  if (at < 0) return decoded;
  let result = decoded.slice(0, at);
  for (const range of reader.opaque) {
    if (range.start < start) continue;
    result += reader.html.slice(range.start, range.end);
    at += range.end - range.start;
    const next = decoded.indexOf(reader.stand, at);
    result += decoded.slice(at, next < 0 ? undefined : next);
    if (next < 0) break;
    at = next;
  }
  return result;
}

interface TokenListener {
  startTag(token: Token.TagToken): void;
  endTag(token: Token.TagToken): void;
  text(token: Token.CharacterToken): void;
  comment(token: Token.CommentToken): void;
  error(error: ParserError): void;
}

/** Tells every token before the tree builder moves or drops it. */
class TokenParser extends Parser<DefaultTreeAdapterMap> {
  constructor(private readonly listener: TokenListener) {
    super({
      sourceCodeLocationInfo: true,
      scriptingEnabled: false,
      onParseError: (error) => {
        listener.error(error);
      },
    });
  }

  override onStartTag(token: Token.TagToken): void {
    this.listener.startTag(token);
    super.onStartTag(token);
  }

  override onEndTag(token: Token.TagToken): void {
    this.listener.endTag(token);
    super.onEndTag(token);
  }

  override onCharacter(token: Token.CharacterToken): void {
    this.listener.text(token);
    super.onCharacter(token);
  }

  override onWhitespaceCharacter(token: Token.CharacterToken): void {
    this.listener.text(token);
    super.onWhitespaceCharacter(token);
  }

  override onComment(token: Token.CommentToken): void {
    this.listener.comment(token);
    super.onComment(token);
  }
}
