/** Lines shown before the first that differs. */
const CONTEXT = 2;

/** Both texts from shortly before the first line in which they differ, so that long ones show what matters. */
export function firstDifference(a: string, b: string): [string, string] {
  const [left, right] = [a.split('\n'), b.split('\n')];
  const length = Math.min(left.length, right.length);
  let same = 0;
  while (same < length && left[same] === right[same]) same++;
  const start = Math.max(0, same - CONTEXT);
  const from = (lines: readonly string[]): string => (start > 0 ? '…\n' : '') + lines.slice(start).join('\n');
  return [from(left), from(right)];
}
