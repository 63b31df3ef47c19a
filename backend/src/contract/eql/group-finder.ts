import type { Token } from './lexer.js';

/** Words that stand in conditions, never in values. */
const CONDITION_WORDS: ReadonlySet<string> = new Set(
  'AND OR NOT IS IN LIKE CONTAINS STARTS EMPTY OPENED RECEIVED CLICKED HAS BINDING'.split(' '),
);
const CONDITION_OPERATORS: ReadonlySet<string> = new Set(['=', '<>', '<', '>', '<=', '>=']);

/**
 * Tells a parenthesis around conditions from one around a calculation before reading it: `(a = 1)` and `(a + 1) = 2`
 * start alike. Looking for the closing one first keeps reading linear, however deep they are nested.
 */
export class GroupFinder {
  /** For each opening parenthesis the index of its closing one. */
  private readonly closing = new Map<number, number>();
  /** How many tokens before an index belong to conditions only. */
  private readonly before: number[] = [0];

  constructor(private readonly tokens: readonly Token[]) {
    const open: number[] = [];
    let count = 0;
    for (const [index, token] of tokens.entries()) {
      if (isOperator(token, '(')) open.push(index);
      else if (isOperator(token, ')')) {
        const opening = open.pop();
        if (opening !== undefined) this.closing.set(opening, index);
      } else if (belongsToCondition(token)) count++;
      this.before.push(count);
    }
  }

  /** Whether the parenthesis at the index stands around conditions; one that is never closed does. */
  holdsConditions(index: number): boolean {
    const closing = this.closing.get(index);
    if (closing === undefined) return true;
    return (this.before[closing] ?? 0) > (this.before[index] ?? 0);
  }

  /**
   * The index behind the first parenthesis that opens from `start` on and is still open at `position`: what is left
   * in it belongs to the same mistake. `position` itself where there is none.
   */
  behindOpen(start: number, position: number): number {
    for (let index = start; index < position; index++) {
      const closing = this.closing.get(index);
      if (closing === undefined) continue;
      if (closing >= position) return closing + 1;
      index = closing;
    }
    return position;
  }

  /** Whether another condition may follow from here. */
  endsCondition(index: number): boolean {
    const token = this.tokens[index];
    if (!token) return true;
    return (
      isOperator(token, ')') || (token.kind === 'word' && (token.value === 'AND' || token.value === 'OR'))
    );
  }

  /** The index behind this token, or behind the whole parenthesis that opens here. */
  behind(index: number): number {
    return (this.closing.get(index) ?? index) + 1;
  }
}

function isOperator(token: Token, operator: string): boolean {
  return token.kind === 'operator' && token.value === operator;
}

function belongsToCondition(token: Token): boolean {
  return (
    (token.kind === 'word' && CONDITION_WORDS.has(token.value)) ||
    (token.kind === 'operator' && CONDITION_OPERATORS.has(token.value))
  );
}
