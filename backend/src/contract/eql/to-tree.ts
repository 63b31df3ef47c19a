import { type EqlNode, type Span } from './ast.js';
import { parse } from './parser.js';
import { RowReader } from './row-reader.js';
import { emptyGroup, type FieldRule, type RuleGroup, type RuleNode, type ToTreeResult } from './rule-tree.js';
import { type EqlField, fieldFinder } from './schema.js';

/**
 * The rule as the builder shows it, or everything it cannot show with its place. What can be shown comes back from
 * `toEql` as the same rule, written in the builder's way.
 */
export function toTree(source: string, fields: readonly EqlField[]): ToTreeResult {
  const { ast, problems, comments } = parse(source);
  const [problem] = problems;
  if (problem) return { ok: false, reasons: [{ code: 'eql.tree.syntax', params: {}, ...spanOf(problem) }] };
  const reader = new RowReader(fieldFinder(fields));
  for (const comment of comments) reader.refuse('eql.tree.comment', comment);
  const tree = ast ? asRoot(convert(ast, reader)) : emptyGroup();
  const reasons = reader.reasons.sort((a, b) => a.start - b.start);
  return reasons.length === 0 ? { ok: true, tree } : { ok: false, reasons };
}

/**
 * The one form of trees that mean and are written the same: no empty groups, none of a single rule, NOT at the row
 * where it can be, `a <> 1 OR a IS EMPTY` as one row. `toTree(toEql(tree))` is this of any tree.
 */
export function normalTree(tree: RuleGroup): RuleGroup {
  const normal = normalise(tree);
  return normal ? asRoot(normal) : emptyGroup();
}

function asRoot(node: RuleNode): RuleGroup {
  return node.kind === 'group' ? node : { ...emptyGroup(), rules: [node] };
}

function spanOf({ start, end }: Span): Span {
  return { start, end };
}

function convert(node: EqlNode, reader: RowReader): RuleNode {
  switch (node.kind) {
    case 'and':
    case 'or':
      return grouped(
        node.kind,
        node.rules.map((rule) => convert(rule, reader)),
      );
    case 'not':
      return negated(convert(node.rule, reader));
    case 'compare':
    case 'between':
    case 'in':
    case 'match':
    case 'empty':
    case 'mailing':
    case 'binding':
    case 'target-group':
      return reader.row(node);
  }
}

function normalise(node: RuleNode): RuleNode | null {
  if (node.kind !== 'group') return node;
  const rules = node.rules.map(normalise).filter((rule) => rule !== null);
  const [first] = rules;
  if (!first) return null;
  const inner = rules.length === 1 ? first : grouped(node.join, rules);
  return node.negated ? negated(inner) : inner;
}

function grouped(join: 'and' | 'or', rules: RuleNode[]): RuleNode {
  const [first, second] = rules;
  if (join === 'or' && rules.length === 2 && first && second && isEmptyOf(first, second)) {
    return { ...first, includeEmpty: true };
  }
  return { kind: 'group', join, negated: false, rules };
}

function isEmptyOf(first: RuleNode, second: RuleNode): first is FieldRule {
  return (
    first.kind === 'field' &&
    second.kind === 'field' &&
    first.field === second.field &&
    second.operator === 'empty' &&
    first.operator !== 'empty' &&
    first.operator !== 'not-empty' &&
    !first.includeEmpty
  );
}

function negated(rule: RuleNode): RuleNode {
  if (rule.kind !== 'field' && !rule.negated) return { ...rule, negated: true };
  return { kind: 'group', join: 'and', negated: true, rules: [rule] };
}
