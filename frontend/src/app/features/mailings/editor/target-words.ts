import { type TargetExpressionNode, groupsIn } from '@contract/target-expression';

/** `all` and `any` show as a list of groups; everything else only as text. */
export type TargetMode = 'all' | 'any' | 'text';

/** How an expression can be shown; of a single group both lists mean the same. */
export function modeOf(node: TargetExpressionNode | null): TargetMode | null {
  if (!node || node.kind === 'group') return null;
  if (node.kind === 'not' || node.inner.some(({ kind }) => kind !== 'group')) return 'text';
  return node.kind === 'and' ? 'all' : 'any';
}

export function joinedGroups(ids: readonly number[], mode: TargetMode): TargetExpressionNode | null {
  const inner = ids.map((id) => ({ kind: 'group' as const, id }));
  const [first] = inner;
  if (!first || inner.length === 1) return first ?? null;
  return { kind: mode === 'any' ? 'or' : 'and', inner };
}

/** An expression as it is typed with one more group at its end; it is demanded as well where no operator stands. */
export function withGroup(text: string, id: number): string {
  const before = text.trimEnd();
  return /[\d)]$/.test(before) ? `${before}&${id}` : `${before}${id}`;
}

/** An expression with the names of its groups, as people say it. */
export function inWords(node: TargetExpressionNode, nameOf: (id: number) => string, nested = false): string {
  switch (node.kind) {
    case 'group':
      return $localize`:@@mailings.target.name:“${nameOf(node.id)}:name:”`;
    case 'not': {
      const inner = inWords(node.inner, nameOf, true);
      return $localize`:@@mailings.target.not:not ${inner}:group:`;
    }
    case 'and':
    case 'or': {
      const word =
        node.kind === 'and' ? $localize`:@@mailings.target.and:and` : $localize`:@@mailings.target.or:or`;
      const text = node.inner.map((inner) => inWords(inner, nameOf, true)).join(` ${word} `);
      return nested ? `(${text})` : text;
    }
  }
}

/** Groups of the expression that are not known (any more). */
export function unknownGroups(node: TargetExpressionNode | null, known: ReadonlySet<number>): number[] {
  return groupsIn(node).filter((id) => !known.has(id));
}
