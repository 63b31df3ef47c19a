import { type ListGrowth } from '../../core/api/statistics-api';

export interface GrowthLine {
  mailingListId: number;
  name: string;
  /** Active recipients at the end of each day. */
  totals: readonly number[];
}

export interface GrowthSeries {
  /** `yyyy-MM-dd`, oldest first. */
  days: readonly string[];
  /** The largest lists first; the smallest ones as one line, `mailingListId` 0. */
  lines: readonly GrowthLine[];
}

/** More lines than this cannot be told apart. */
const MAX_LINES = 6;

/**
 * The days of all lists side by side.
 * @param rest name of the line that adds up the smallest lists when there are too many
 */
export function growthSeries(growth: readonly ListGrowth[], rest: string): GrowthSeries {
  const days = [...new Set(growth.map(({ date }) => date))].sort();
  const lists = new Map<number, { name: string; byDay: Map<string, number> }>();
  for (const { mailingListId, name, date, total } of growth) {
    const list = lists.get(mailingListId) ?? { name, byDay: new Map<string, number>() };
    list.byDay.set(date, total);
    lists.set(mailingListId, list);
  }
  const lines = [...lists]
    .map(([mailingListId, { name, byDay }]) => ({
      mailingListId,
      name,
      totals: days.map((day) => byDay.get(day) ?? 0),
    }))
    .sort((a, b) => (b.totals.at(-1) ?? 0) - (a.totals.at(-1) ?? 0) || a.name.localeCompare(b.name));
  if (lines.length <= MAX_LINES) return { days, lines };
  const small = lines.slice(MAX_LINES - 1);
  const totals = days.map((_, day) => small.reduce((sum, line) => sum + (line.totals[day] ?? 0), 0));
  return { days, lines: [...lines.slice(0, MAX_LINES - 1), { mailingListId: 0, name: rest, totals }] };
}

/** The same lines as what was gained or lost since the first day. */
export function sinceFirstDay({ days, lines }: GrowthSeries): GrowthSeries {
  return {
    days,
    lines: lines.map((line) => ({ ...line, totals: line.totals.map((n) => n - (line.totals[0] ?? 0)) })),
  };
}
