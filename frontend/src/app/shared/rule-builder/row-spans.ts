import { type EqlNode, type Span, eachCondition } from '@contract/eql/ast';
import { type RuleGroup, type RuleRow } from '@contract/eql/rule-tree';
import { rowsOf } from './row-problem';

/**
 * Which places of the text each row stands for; `ast` is what the tree was written as. Rows and conditions follow in
 * the same order, and "or empty" is a condition of its own.
 */
export function rowSpans(tree: RuleGroup, ast: EqlNode | null): ReadonlyMap<RuleRow, readonly Span[]> {
  const spans: Span[] = [];
  eachCondition(ast, ({ start, end }) => spans.push({ start, end }));
  const found = new Map<RuleRow, readonly Span[]>();
  let at = 0;
  for (const row of rowsOf(tree)) {
    const count = row.kind === 'field' && row.includeEmpty ? 2 : 1;
    found.set(row, spans.slice(at, at + count));
    at += count;
  }
  return found;
}
