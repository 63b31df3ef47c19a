import { parseTargetExpression } from '@contract/target-expression';
import { inWords, joinedGroups, modeOf, withGroup } from './target-words';

function nodeOf(text: string) {
  const parsed = parseTargetExpression(text);
  if (!parsed.ok) throw new Error(parsed.code);
  return parsed.node;
}

describe('target expressions of a mailing', () => {
  it.each([
    ['', null],
    ['4', null],
    ['1&2&3', 'all'],
    ['1|2', 'any'],
    ['!1', 'text'],
    ['1&(2|3)', 'text'],
    ['1&!2', 'text'],
  ])('%s shows as %s', (text, mode) => {
    expect(modeOf(nodeOf(text))).toBe(mode);
  });

  it('joins chosen groups', () => {
    expect(joinedGroups([], 'all')).toBeNull();
    expect(joinedGroups([1, 2], 'any')).toEqual(nodeOf('1|2'));
    expect(joinedGroups([1, 2], 'all')).toEqual(nodeOf('1&2'));
  });

  it.each([
    ['', '7'],
    ['1', '1&7'],
    ['(1|2) ', '(1|2)&7'],
    ['1&!', '1&!7'],
    ['(1|', '(1|7'],
  ])('puts a picked group behind %s', (text, expected) => {
    expect(withGroup(text, 7)).toBe(expected);
  });

  it('reads with names and keeps parentheses', () => {
    const node = nodeOf('(1|2)&!3');
    expect(node && inWords(node, (id) => `G${id}`)).toBe('(“G1” or “G2”) and not “G3”');
  });
});
