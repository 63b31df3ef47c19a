import { beforeEach, describe, expect, it } from 'vitest';
import { BackOff } from './back-off.js';

describe('BackOff', () => {
  let now: number;
  let backOff: BackOff;
  beforeEach(() => {
    now = 5000;
    backOff = new BackOff(() => now);
  });

  it('lets everybody try while all is well', () => {
    expect([backOff.mayTry(), backOff.mayTry(), backOff.wait]).toEqual([true, true, 0]);
  });

  it('waits 1 s, then doubles up to 60 s', () => {
    const waits = Array.from({ length: 8 }, () => {
      backOff.failed();
      const { wait } = backOff;
      now += wait;
      return wait;
    });
    expect(waits).toEqual([1000, 2000, 4000, 8000, 16_000, 32_000, 60_000, 60_000]);
  });

  it('counts failures of the same moment as one', () => {
    expect(backOff.failed()).toBe(true);
    expect(backOff.failed()).toBe(false);
    expect(backOff.wait).toBe(1000);
  });

  it('lets one alone try after the wait, and all after its success', () => {
    backOff.failed();
    expect(backOff.mayTry()).toBe(false);
    now += 1000;
    expect([backOff.mayTry(), backOff.mayTry()]).toEqual([true, false]);
    expect(backOff.succeeded()).toBe(true);
    expect([backOff.mayTry(), backOff.mayTry()]).toEqual([true, true]);
  });

  it('passes the leave on that was not used', () => {
    backOff.failed();
    now += 1000;
    backOff.mayTry();
    backOff.notTried();
    expect(backOff.mayTry()).toBe(true);
  });
});
