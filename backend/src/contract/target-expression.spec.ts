import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  groupsIn,
  parseTargetExpression,
  targetExpressionText,
  type TargetExpressionNode,
} from './target-expression.js';

const written = (text: string): string => {
  const parsed = parseTargetExpression(text);
  return parsed.ok ? targetExpressionText(parsed.node) : `${parsed.code}@${parsed.at}`;
};

describe('target expressions', () => {
  it.each([
    ['', ''],
    ['  ', ''],
    ['7', '7'],
    [' ( 1 | 2 ) & ! 3 ', '(1|2)&!3'],
    ['1|2&3', '1|2&3'],
    ['(1|2)|(3)', '(1|2)|3'],
    ['!(1&2)', '!(1&2)'],
    ['!!1', '!!1'],
    ['((((5))))', '5'],
    ['1&', 'target-expression.group-missing@2'],
    ['&1', 'target-expression.group-missing@0'],
    ['()', 'target-expression.group-missing@1'],
    ['!', 'target-expression.group-missing@1'],
    ['99999999999999999999', 'target-expression.group-missing@0'],
    ['1 2', 'target-expression.operator-missing@2'],
    ['1!2', 'target-expression.operator-missing@1'],
    ['(1', 'target-expression.parenthesis@2'],
    ['1)', 'target-expression.parenthesis@1'],
    ['1 OR 2', 'target-expression.character@2'],
    ['1--2', 'target-expression.character@1'],
    ['1😀', 'target-expression.character@1'],
    ['1&'.repeat(300), 'target-expression.too-long@500'],
  ])('reads %s', (text, expected) => {
    expect(written(text)).toBe(expected);
  });

  it('names each group once, in the order of the text', () => {
    const parsed = parseTargetExpression('(3|1)&!3&2');
    expect(parsed.ok && groupsIn(parsed.node)).toEqual([3, 1, 2]);
  });

  const { node } = fc.letrec<{ node: TargetExpressionNode }>((tie) => {
    const group = fc.record({ kind: fc.constant('group' as const), id: fc.nat() });
    const inner = fc.array(tie('node'), { minLength: 2, maxLength: 3 });
    return {
      node: fc.oneof(
        { maxDepth: 3, withCrossShrink: true },
        group,
        tie('node').map((one) => ({ kind: 'not' as const, inner: one })),
        inner.map((rules) => ({ kind: 'and' as const, inner: rules })),
        inner.map((rules) => ({ kind: 'or' as const, inner: rules })),
      ),
    };
  });

  it('reads what it writes', () => {
    fc.assert(
      fc.property(node, (one) => {
        const text = targetExpressionText(one);
        fc.pre(text.length <= 500);
        expect(parseTargetExpression(text)).toEqual({ ok: true, node: one });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => void parseTargetExpression(text)));
  });
});
