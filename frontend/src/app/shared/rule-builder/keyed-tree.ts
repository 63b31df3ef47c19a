/**
 * The rule as the builder edits it: every node carries a key, so that a row keeps its element, its focus and the
 * text being typed while the tree around it changes. All operations return a new tree and leave the old one alone,
 * which makes undo a matter of keeping trees.
 */
export interface Leaf<R> {
  readonly key: number;
  readonly rule: R;
}

export interface Branch<R> {
  readonly key: number;
  readonly join: 'and' | 'or';
  readonly negated: boolean;
  readonly children: readonly Twig<R>[];
}

export type Twig<R> = Leaf<R> | Branch<R>;

let lastKey = 0;

export function nextKey(): number {
  return ++lastKey;
}

export function isBranch<R>(node: Twig<R>): node is Branch<R> {
  return 'children' in node;
}

/** Where a node stands: its parent and its index there. */
export interface Place<R> {
  node: Twig<R>;
  parent: Branch<R>;
  index: number;
}

/** Undefined for the root and for what is not there. */
export function placeOf<R>(root: Branch<R>, key: number): Place<R> | undefined {
  for (const [index, node] of root.children.entries()) {
    if (node.key === key) return { node, parent: root, index };
    const deeper = isBranch(node) ? placeOf(node, key) : undefined;
    if (deeper) return deeper;
  }
  return undefined;
}

export function branchOf<R>(root: Branch<R>, key: number): Branch<R> | undefined {
  if (root.key === key) return root;
  const node = placeOf(root, key)?.node;
  return node && isBranch(node) ? node : undefined;
}

/** All leaves from top to bottom. */
export function leavesOf<R>(root: Branch<R>): Leaf<R>[] {
  return root.children.flatMap((node) => (isBranch(node) ? leavesOf(node) : [node]));
}

/** How many groups stand around a node; 0 for what stands in the root. */
export function depthOf<R>(root: Branch<R>, key: number): number {
  for (const node of root.children) {
    if (node.key === key) return 0;
    if (isBranch(node) && placeOf(node, key)) return 1 + depthOf(node, key);
  }
  return 0;
}

export function changeLeaf<R>(root: Branch<R>, key: number, rule: R): Branch<R> {
  return mapChildren(root, (node) => (node.key === key && !isBranch(node) ? { key, rule } : node));
}

export function changeBranch<R>(
  root: Branch<R>,
  key: number,
  changes: Partial<Pick<Branch<R>, 'join' | 'negated'>>,
): Branch<R> {
  if (root.key === key) return { ...root, ...changes };
  return mapChildren(root, (node) => (node.key === key && isBranch(node) ? { ...node, ...changes } : node));
}

export function insert<R>(root: Branch<R>, parentKey: number, index: number, node: Twig<R>): Branch<R> {
  if (root.key === parentKey) return { ...root, children: root.children.toSpliced(index, 0, node) };
  return mapChildren(root, (child) => (isBranch(child) ? insert(child, parentKey, index, node) : child));
}

/** Takes a node out; groups that are left empty go with it. */
export function remove<R>(root: Branch<R>, key: number): Branch<R> {
  const children = root.children.flatMap((node): Twig<R>[] => {
    if (node.key === key) return [];
    if (!isBranch(node)) return [node];
    const rest = remove(node, key);
    return rest.children.length > 0 || node.children.length === 0 ? [rest] : [];
  });
  return { ...root, children };
}

/** Replaces a group by what it contains. */
export function dissolve<R>(root: Branch<R>, key: number): Branch<R> {
  const children = root.children.flatMap((node): Twig<R>[] => {
    if (!isBranch(node)) return [node];
    return node.key === key ? [...node.children] : [dissolve(node, key)];
  });
  return { ...root, children };
}

/** The same with keys of its own, behind the original. */
export function duplicate<R>(root: Branch<R>, key: number): { root: Branch<R>; copy: Twig<R> } | undefined {
  const place = placeOf(root, key);
  if (!place) return undefined;
  const copy = withNewKeys(place.node);
  return { root: insert(root, place.parent.key, place.index + 1, copy), copy };
}

/**
 * Moves a node to an index of a group, counted with the node still in its old place. Undefined when it would end up
 * inside itself or where it is.
 */
export function moveTo<R>(
  root: Branch<R>,
  key: number,
  parentKey: number,
  index: number,
): Branch<R> | undefined {
  const from = placeOf(root, key);
  if (!from) return undefined;
  if (isBranch(from.node) && branchOf(from.node, parentKey)) return undefined;
  if (!branchOf(root, parentKey)) return undefined;
  const sameParent = from.parent.key === parentKey;
  if (sameParent && (index === from.index || index === from.index + 1)) return undefined;
  // Put in first and taken out afterwards: so the index means what the person saw, and no group is lost on the way.
  const moved: Twig<R> = { ...from.node, key: -key };
  const taken = remove(insert(root, parentKey, index, moved), key);
  return mapChildren(taken, (node) => (node.key === -key ? { ...node, key } : node));
}

/** One line up or down, as it looks on the screen: into a group that stands there, out of the own one at its edge. */
export function step<R>(root: Branch<R>, key: number, direction: 'up' | 'down'): Branch<R> | undefined {
  const place = placeOf(root, key);
  if (!place) return undefined;
  const { parent, index } = place;
  const up = direction === 'up';
  const neighbour = parent.children[up ? index - 1 : index + 1];
  if (neighbour && isBranch(neighbour)) {
    return moveTo(root, key, neighbour.key, up ? neighbour.children.length : 0);
  }
  if (neighbour) return moveTo(root, key, parent.key, up ? index - 1 : index + 2);
  const outer = placeOf(root, parent.key);
  return outer && moveTo(root, key, outer.parent.key, up ? outer.index : outer.index + 1);
}

/** Into the group above, or into a new group of its own that joins the other way. */
export function indent<R>(root: Branch<R>, key: number): Branch<R> | undefined {
  const place = placeOf(root, key);
  if (!place) return undefined;
  const { node, parent, index } = place;
  const above = parent.children[index - 1];
  if (above && isBranch(above)) return moveTo(root, key, above.key, above.children.length);
  const join = parent.join === 'and' ? 'or' : 'and';
  const group: Branch<R> = { key: nextKey(), join, negated: false, children: [node] };
  return mapChildren(root, (child) => (child.key === key ? group : child));
}

/** Out of its group, behind it. */
export function outdent<R>(root: Branch<R>, key: number): Branch<R> | undefined {
  const place = placeOf(root, key);
  const outer = place && placeOf(root, place.parent.key);
  return outer && moveTo(root, key, outer.parent.key, outer.index + 1);
}

/** The key that should get the focus when this node goes: the next one, else the one before, else the group. */
export function neighbourOf<R>(root: Branch<R>, key: number): number {
  const place = placeOf(root, key);
  if (!place) return root.key;
  const { parent, index } = place;
  const near = parent.children[index + 1] ?? parent.children[index - 1];
  if (near) return near.key;
  return parent.key === root.key ? root.key : neighbourOf(root, parent.key);
}

function mapChildren<R>(root: Branch<R>, change: (node: Twig<R>) => Twig<R>): Branch<R> {
  let changed = false;
  const children = root.children.map((node) => {
    const own = change(node);
    const next = own === node && isBranch(node) ? mapChildren(node, change) : own;
    changed ||= next !== node;
    return next;
  });
  return changed ? { ...root, children } : root;
}

function withNewKeys<R>(node: Twig<R>): Twig<R> {
  if (!isBranch(node)) return { ...node, key: nextKey() };
  return { ...node, key: nextKey(), children: node.children.map(withNewKeys) };
}
