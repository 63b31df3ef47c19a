/** Target groups of a mailing, joined by `&`, `|`, `!` and parentheses, e.g. `(1|2)&!3` (spec/eql.md §11). */
export type TargetExpressionNode =
  | { readonly kind: 'group'; readonly id: number }
  | { readonly kind: 'not'; readonly inner: TargetExpressionNode }
  | { readonly kind: 'and' | 'or'; readonly inner: readonly TargetExpressionNode[] };

export type TargetExpressionCode =
  | 'target-expression.character'
  | 'target-expression.group-missing'
  | 'target-expression.operator-missing'
  | 'target-expression.parenthesis'
  | 'target-expression.too-long';

export type TargetExpression =
  /** `node` null: the empty expression, everybody. */
  | { readonly ok: true; readonly node: TargetExpressionNode | null }
  | {
      readonly ok: false;
      readonly code: TargetExpressionCode;
      readonly params: Readonly<Record<string, string | number>>;
      /** UTF-16 offset. */
      readonly at: number;
    };

export const TARGET_EXPRESSION_LENGTH = 500;

interface Token {
  readonly text: string;
  readonly at: number;
}

class Unreadable extends Error {
  constructor(
    readonly problem: TargetExpressionCode,
    readonly at: number,
    readonly params: Readonly<Record<string, string | number>> = {},
  ) {
    super(problem);
  }
}

/** `&` binds closer than `|`, `!` closest. Never throws. */
export function parseTargetExpression(text: string): TargetExpression {
  try {
    if (text.length > TARGET_EXPRESSION_LENGTH) {
      throw new Unreadable('target-expression.too-long', TARGET_EXPRESSION_LENGTH, {
        max: TARGET_EXPRESSION_LENGTH,
      });
    }
    const tokens = tokensOf(text);
    if (tokens.length === 0) return { ok: true, node: null };
    return { ok: true, node: new Reader(tokens, text.length).whole() };
  } catch (error) {
    if (!(error instanceof Unreadable)) throw error;
    const { problem: code, at, params } = error;
    return { ok: false, code, at, params: { position: at + 1, ...params } };
  }
}

/** Ids of the groups, each once, in the order of the text. */
export function groupsIn(node: TargetExpressionNode | null): number[] {
  if (!node) return [];
  if (node.kind === 'group') return [node.id];
  const inner = node.kind === 'not' ? [node.inner] : node.inner;
  return [...new Set(inner.flatMap(groupsIn))];
}

/** The text of an expression, without superfluous parentheses. */
export function targetExpressionText(node: TargetExpressionNode | null): string {
  if (!node) return '';
  switch (node.kind) {
    case 'group':
      return String(node.id);
    case 'not':
      return `!${enclosed(node.inner, ['and', 'or'])}`;
    case 'and':
      return node.inner.map((inner) => enclosed(inner, ['and', 'or'])).join('&');
    case 'or':
      return node.inner.map((inner) => enclosed(inner, ['or'])).join('|');
  }
}

function enclosed(node: TargetExpressionNode, kinds: readonly TargetExpressionNode['kind'][]): string {
  const text = targetExpressionText(node);
  return kinds.includes(node.kind) ? `(${text})` : text;
}

function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(/\s+|\d+|[&|!()]|./gsu)) {
    const [found] = match;
    const at = match.index;
    if (/^\s/.test(found)) continue;
    if (!/^[\d&|!()]/.test(found)) {
      throw new Unreadable('target-expression.character', at, { character: found });
    }
    tokens.push({ text: found, at });
  }
  return tokens;
}

class Reader {
  private place = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly end: number,
  ) {}

  whole(): TargetExpressionNode {
    const node = this.chain('or');
    const rest = this.tokens[this.place];
    if (!rest) return node;
    const code = rest.text === ')' ? 'target-expression.parenthesis' : 'target-expression.operator-missing';
    throw new Unreadable(code, rest.at);
  }

  private chain(kind: 'and' | 'or'): TargetExpressionNode {
    const inner: TargetExpressionNode[] = [];
    do inner.push(kind === 'or' ? this.chain('and') : this.single());
    while (this.take(kind === 'or' ? '|' : '&'));
    const [first] = inner;
    return first && inner.length === 1 ? first : { kind, inner };
  }

  private single(): TargetExpressionNode {
    if (this.take('!')) return { kind: 'not', inner: this.single() };
    const token = this.tokens[this.place];
    if (token && /^\d/.test(token.text)) {
      this.place += 1;
      const id = Number(token.text);
      if (!Number.isSafeInteger(id)) throw new Unreadable('target-expression.group-missing', token.at);
      return { kind: 'group', id };
    }
    if (!this.take('(')) throw new Unreadable('target-expression.group-missing', token?.at ?? this.end);
    const node = this.chain('or');
    if (!this.take(')')) {
      const at = this.tokens[this.place]?.at ?? this.end;
      throw new Unreadable('target-expression.parenthesis', at);
    }
    return node;
  }

  private take(text: string): boolean {
    if (this.tokens[this.place]?.text !== text) return false;
    this.place += 1;
    return true;
  }
}
