import { describe, expect, it } from 'vitest';
import { Pace } from './pace.js';

/** How many mails begin within a time, by somebody who always has one. */
function begun(pace: Pace, from: number, millis: number): number {
  let count = 0;
  for (let now = from; now < from + millis;) {
    const wait = pace.wait(now);
    if (wait > 0) {
      now += wait;
      continue;
    }
    pace.began(now);
    count += 1;
    if (!pace.limited && count >= 1000) break;
  }
  return count;
}

describe('the pace of a send', () => {
  it.each([
    [3600, 1, 60_000, 60],
    [36_000, 0.5, 10_000, 50],
    [100, 1, 3_600_000, 100],
    [360_000, 1, 1000, 100],
  ])('lets %d an hour out with a share of %d', (perHour, share, millis, wanted) => {
    const pace = new Pace();
    pace.set(perHour, share);
    const count = begun(pace, 5000, millis);
    expect(count).toBeGreaterThanOrEqual(wanted);
    // One second at the most is made up for at the beginning.
    expect(count).toBeLessThanOrEqual(wanted + Math.ceil((perHour * share) / 3600) + 1);
  });

  it('knows no limit without one', () => {
    const pace = new Pace();
    pace.set(null, 1);
    expect(begun(pace, 0, 10)).toBe(1000);
    expect(pace.within(1000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('follows a change at once, and a rest is followed by no rush', () => {
    const pace = new Pace();
    pace.set(3600, 1);
    begun(pace, 0, 10_000);
    pace.set(36_000, 1);
    expect(begun(pace, 1_000_000, 10_000)).toBeLessThanOrEqual(111);
    expect(pace.within(5000)).toBe(50);
  });
});
