import { zoneOffset } from '../../../contract/recipients/date-values.js';
import type { Expressions } from '../../../core/database/expressions.js';
import { sql, type Sql } from '../../../core/database/sql-fragment.js';

/** From `at` on the zone's clock is ahead of UTC by `offset` (ms). */
interface Period {
  readonly at: number;
  readonly offset: number;
}

const FIRST = Date.UTC(1900, 0, 1);
const LAST = Date.UTC(2100, 0, 1);
/** No zone changes its clock twice within this. */
const STEP = 20 * 86_400_000;

const periods = new Map<string, readonly Period[]>();

function periodsOf(zone: string): readonly Period[] {
  const known = periods.get(zone);
  if (known) return known;
  const found: Period[] = [{ at: -Infinity, offset: zoneOffset(FIRST, zone) }];
  for (let at = FIRST; at < LAST; at += STEP) {
    const before = found.at(-1)?.offset ?? 0;
    const offset = zoneOffset(at + STEP, zone);
    if (offset === before) continue;
    let [low, high] = [at, at + STEP];
    while (high - low > 1000) {
      const middle = Math.floor((low + high) / 2000) * 1000;
      if (zoneOffset(middle, zone) === before) low = middle;
      else high = middle;
    }
    found.push({ at: high, offset });
  }
  periods.set(zone, found);
  return found;
}

/** The offset that holds at a column's instant, found by halves, as no engine is sure to know the zones. */
function offsetSql(
  parts: readonly Period[],
  write: (at: number) => string,
  column: string,
  unit: number,
): string {
  const [first] = parts;
  if (parts.length <= 1) return String((first?.offset ?? 0) / unit);
  const middle = Math.ceil(parts.length / 2);
  const at = parts[middle]?.at ?? 0;
  const early = offsetSql(parts.slice(0, middle), write, column, unit);
  const late = offsetSql(parts.slice(middle), write, column, unit);
  return `CASE WHEN ${column} < ${write(at)} THEN ${early} ELSE ${late} END`;
}

/** `yyyy-MM-dd HH:mm:ss` of milliseconds, in UTC. */
export function dateTimeText(millis: number): string {
  return new Date(millis).toISOString().slice(0, 19).replace('T', ' ');
}

/** What the zone's clock showed at a column's moment, as a DATETIME. */
export function wallOf(
  column: string,
  storage: 'datetime' | 'instant',
  zone: string,
  expressions: Expressions,
): Sql {
  const parts = periodsOf(zone);
  if (storage === 'instant') {
    const offset = offsetSql(parts, String, column, 1);
    return expressions.fromMillis(sql`${column} + (${offset})`);
  }
  if (parts.length === 1 && parts[0]?.offset === 0) return sql`${column}`;
  const offset = offsetSql(parts, (at) => `'${dateTimeText(at)}'`, column, 1000);
  return expressions.addSeconds(sql`${column}`, sql`(${offset})`);
}
