import { type ListGrowth } from '../../core/api/statistics-api';
import { growthSeries, sinceFirstDay } from './growth-series';

function day(mailingListId: number, date: string, total: number): ListGrowth {
  return {
    mailingListId,
    name: `List ${mailingListId}`,
    date,
    total,
    subscribed: 0,
    unsubscribed: 0,
    lost: 0,
  };
}

describe('growthSeries', () => {
  it('puts the lists side by side, the largest first, and shows what they gained', () => {
    const growth = [
      day(1, '2026-01-01', 10),
      day(1, '2026-01-02', 8),
      day(2, '2026-01-01', 100),
      day(2, '2026-01-02', 130),
    ];
    const series = growthSeries(growth, 'Others');
    expect(series.days).toEqual(['2026-01-01', '2026-01-02']);
    expect(series.lines.map(({ name, totals }) => [name, totals])).toEqual([
      ['List 2', [100, 130]],
      ['List 1', [10, 8]],
    ]);
    expect(sinceFirstDay(series).lines.map(({ totals }) => totals)).toEqual([
      [0, 30],
      [0, -2],
    ]);
  });

  it('adds up the smallest of many lists and loses nobody', () => {
    const growth = Array.from({ length: 9 }, (_, index) => day(index + 1, '2026-01-01', index + 1));
    const { lines } = growthSeries(growth, 'Others');
    expect(lines).toHaveLength(6);
    expect(lines.at(-1)).toMatchObject({ name: 'Others', totals: [1 + 2 + 3 + 4] });
    expect(lines.reduce((sum, { totals }) => sum + (totals[0] ?? 0), 0)).toBe(45);
  });
});
