import {
  type Branch,
  type Twig,
  dissolve,
  duplicate,
  indent,
  insert,
  isBranch,
  moveTo,
  neighbourOf,
  outdent,
  remove,
  step,
} from './keyed-tree';

const leaf = (key: number): Twig<string> => ({ key, rule: `r${key}` });
const group = (key: number, ...children: Twig<string>[]): Branch<string> => ({
  key,
  join: 'and',
  negated: false,
  children,
});

/** `1 (2 3)`: keys in order, groups in parentheses. */
function shape(root: Branch<string> | undefined): string {
  if (!root) return 'nothing';
  const text = (node: Twig<string>): string =>
    isBranch(node) ? `(${node.children.map(text).join(' ')})` : String(node.key);
  return root.children.map(text).join(' ');
}

const root = group(0, leaf(1), group(10, leaf(2), leaf(3)), leaf(4));

describe('keyed tree', () => {
  it('moves line by line through groups, up and down', () => {
    expect(shape(step(root, 1, 'down'))).toBe('(1 2 3) 4');
    expect(shape(step(root, 2, 'up'))).toBe('1 2 (3) 4');
    expect(shape(step(root, 3, 'down'))).toBe('1 (2) 3 4');
    expect(shape(step(root, 4, 'up'))).toBe('1 (2 3 4)');
    expect(shape(step(root, 10, 'down'))).toBe('1 4 (2 3)');
    expect(shape(step(root, 1, 'up'))).toBe('nothing');
  });

  it('goes into the group above or a new one, and out again', () => {
    expect(shape(indent(root, 4))).toBe('1 (2 3 4)');
    expect(shape(indent(root, 1))).toBe('(1) (2 3) 4');
    expect(shape(outdent(root, 2))).toBe('1 (3) 2 4');
    expect(shape(outdent(root, 1))).toBe('nothing');
  });

  it('does not put a group into itself nor where it is', () => {
    expect(shape(moveTo(root, 10, 10, 0))).toBe('nothing');
    expect(shape(moveTo(root, 1, 0, 1))).toBe('nothing');
  });

  it('takes groups away that are left empty, and dissolves others', () => {
    expect(shape(remove(remove(root, 2), 3))).toBe('1 4');
    expect(shape(outdent(group(0, group(10, leaf(1))), 1))).toBe('1');
    expect(shape(dissolve(root, 10))).toBe('1 2 3 4');
  });

  it('copies with keys of their own', () => {
    const done = duplicate(root, 10);
    expect(done?.root.children).toHaveLength(4);
    const keys = JSON.stringify(done?.copy).match(/"key":\d+/g) ?? [];
    expect(new Set(keys).size).toBe(3);
    expect(keys).not.toContain('"key":10');
  });

  it('leaves the old tree alone and says who gets the focus', () => {
    insert(root, 10, 0, leaf(9));
    expect(shape(root)).toBe('1 (2 3) 4');
    expect([neighbourOf(root, 1), neighbourOf(root, 4), neighbourOf(group(0, leaf(1)), 1)]).toEqual([
      10, 10, 0,
    ]);
  });
});
