import { describe, expect, it } from 'vitest';
import { growthOf } from './dashboard.service.js';
import { percent } from './mailing-figures.js';
import { DAY, filledTimeline, timelineStep } from './timeline.js';

const HOUR = 3_600_000;

describe('timeline', () => {
  it('chooses the interval by what is to be covered', () => {
    expect([0, 12 * HOUR, 12 * HOUR + 1, 7 * DAY, 7 * DAY + 1].map((span) => timelineStep(5, 5 + span))).toEqual([
      600_000, 600_000, HOUR, HOUR, DAY,
    ]); // prettier-ignore
  });

  it('begins at the interval of the first event, ends with that of the last and leaves none out', () => {
    const counts = new Map([[2 * HOUR, { sent: 1, openings: 2, clicks: 3 }]]);
    expect(filledTimeline(counts, HOUR + 5, 3 * HOUR, HOUR)).toEqual([
      { at: new Date(HOUR), sent: 0, openings: 0, clicks: 0 },
      { at: new Date(2 * HOUR), sent: 1, openings: 2, clicks: 3 },
      { at: new Date(3 * HOUR), sent: 0, openings: 0, clicks: 0 },
    ]);
  });
});

describe('rates', () => {
  it('have two decimals and survive an empty base', () => {
    expect([percent(1, 3), percent(2, 3), percent(5, 0), percent(0, 7), percent(7, 7)]).toEqual([
      33.33, 66.67, 0, 0, 100,
    ]); // prettier-ignore
  });
});

describe('growth of a list', () => {
  it('works the totals out backwards from today', () => {
    const list = { id: 4, name: 'News' };
    const change = (day: number, kind: 'subscribed' | 'unsubscribed' | 'lost', count: number) => ({
      mailingListId: 4, day: day * DAY, kind, count,
    }); // prettier-ignore
    const changes = [change(9, 'subscribed', 5), change(10, 'unsubscribed', 2), change(10, 'lost', 1)];
    expect(growthOf(list, changes, 20, 8 * DAY, 10 * DAY).map(({ date, total }) => [date, total])).toEqual([
      ['1970-01-09', 18],
      ['1970-01-10', 23],
      ['1970-01-11', 20],
    ]);
  });

  it('never has less than nobody', () => {
    const changes = [{ mailingListId: 4, day: DAY, kind: 'subscribed' as const, count: 9 }];
    expect(growthOf({ id: 4, name: 'News' }, changes, 1, 0, DAY).map(({ total }) => total)).toEqual([0, 1]);
  });
});
