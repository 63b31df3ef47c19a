import type { EqlNode } from '../../../contract/eql/ast.js';
import type { Expressions } from '../../../core/database/expressions.js';

/** How a column keeps its values; `instant` is milliseconds since 1970, `datetime` UTC, `folded` lower-case text. */
export type Storage = 'text' | 'folded' | 'whole' | 'decimal' | 'date' | 'datetime' | 'instant';

export interface RuleColumn {
  /** With the alias, quoted: ready to stand in SQL. */
  readonly sql: string;
  readonly storage: Storage;
}

/** All that the meaning of a rule depends on besides its text. */
export interface RuleContext {
  readonly expressions: Expressions;
  readonly zone: string;
  /** The present moment, the same for the whole rule (ms). */
  readonly now: number;
  /** For a few recipients at a time; otherwise for all at once. SQLite does the two in different ways. */
  readonly perRecipient: boolean;
  /** By name or label. */
  column(name: string): RuleColumn | undefined;
  /** Rule of another target group, null for the empty one; undefined where there is none that can be used. */
  group(id: number): EqlNode | null | undefined;
}
