import { type Branch, type DropMark } from './builder-state';
import { branchOf, placeOf } from './keyed-tree';

/** A line of the builder on the screen: a row, the head of a group or the foot of one. */
export interface Line {
  key: number;
  part: 'row' | 'head' | 'foot';
  top: number;
  bottom: number;
}

/** Where something dropped at this height goes; `lines` from top to bottom, without what is being dragged. */
export function dropPlace(root: Branch, lines: readonly Line[], y: number): DropMark | null {
  const line = lines.find(({ bottom }) => y < bottom) ?? lines.at(-1);
  if (!line) return null;
  const upper = y < (line.top + line.bottom) / 2;
  if (line.part === 'foot') {
    return { parent: line.key, index: branchOf(root, line.key)?.children.length ?? 0 };
  }
  const place = placeOf(root, line.key);
  if (line.part === 'head' && (!upper || !place)) return { parent: line.key, index: 0 };
  return place ? { parent: place.parent.key, index: place.index + (upper ? 0 : 1) } : null;
}
