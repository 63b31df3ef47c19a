import { closestWord } from '../tags/tag-check.js';
import type { BetweenNode, CompareNode, FieldNode } from './ast.js';
import type { EqlField } from './schema.js';

/** Columns OpenEMM keeps and this product has as conditions instead. */
const INSTEAD: Readonly<Record<string, string>> = {
  lastopen_date: 'OPENED ANY MAILING IN LAST 30 DAYS',
  lastclick_date: 'CLICKED IN ANY MAILING IN LAST 30 DAYS',
  lastsend_date: 'RECEIVED ANY MAILING IN LAST 30 DAYS',
};

/** What to do about a field that does not exist. */
export function unknownFieldHint(
  node: FieldNode,
  fields: readonly EqlField[],
  comparison?: CompareNode | BetweenNode,
): { hint: string; params: Record<string, string> } {
  const name = node.name.toLowerCase();
  const instead = INSTEAD[name];
  if (instead !== undefined) return { hint: 'eql.hint.condition-instead', params: { condition: instead } };
  if (name === 'null') return { hint: 'eql.hint.is-empty', params: {} };
  if (name === 'true' || name === 'false') {
    return { hint: 'eql.hint.boolean', params: { instead: name === 'true' ? '1' : '0' } };
  }
  if (name === 'now' || name === 'sysdate' || name === 'current_date')
    return { hint: 'eql.hint.today', params: {} };
  const suggestion = closestWord(
    node.name,
    fields.flatMap((field) => [field.name, field.label]),
  );
  if (suggestion !== undefined) return { hint: 'eql.hint.did-you-mean-field', params: { suggestion } };
  const right = comparison?.kind === 'compare' && comparison.right === node;
  if (right && !node.quoted) return { hint: 'eql.hint.quote-text', params: {} };
  return { hint: 'eql.unknown-field.hint', params: {} };
}
