import { describe, expect, it } from 'vitest';
import type { DateLimit } from '../../../contract/exports/export-options.js';
import { periodOf } from './export-selection.js';

/** Noon in Berlin on the day after clocks were put forward. */
const NOW = Date.parse('2026-03-30T10:00:00Z');
const limit = (part: Partial<DateLimit>): DateLimit => {
  return { kind: 'changed', from: null, to: null, lastDays: null, includeToday: true, ...part };
};

describe('the period of a date limit', () => {
  it.each<[string, Partial<DateLimit>, string | null, string | null]>([
    [
      'from and to are whole days',
      { from: '2026-03-01', to: '2026-03-01' },
      '2026-02-28T23:00',
      '2026-03-01T23:00',
    ],
    ['a day of 23 hours', { from: '2026-03-29', to: '2026-03-29' }, '2026-03-28T23:00', '2026-03-29T22:00'],
    ['without an end', { from: '2026-03-30' }, '2026-03-29T22:00', null],
    ['without a beginning', { to: '2026-12-31' }, null, '2026-12-31T23:00'],
    ['today alone', { lastDays: 1 }, '2026-03-29T22:00', '2026-03-30T22:00'],
    ['the last two days with today', { lastDays: 2 }, '2026-03-28T23:00', '2026-03-30T22:00'],
    [
      'the last two days without it',
      { lastDays: 2, includeToday: false },
      '2026-03-27T23:00',
      '2026-03-29T22:00',
    ],
  ])('%s', (_name, part, from, before) => {
    const at = (text: string | null) => (text === null ? null : Date.parse(`${text}Z`));
    expect(periodOf(limit(part), NOW, 'Europe/Berlin')).toEqual({ from: at(from), before: at(before) });
  });
});
