import { Component, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { polling } from './polling';

const interval = signal<number | null>(null);
let looks = 0;
let failing = false;

@Component({ template: '' })
class Watching {
  constructor() {
    polling(interval, () => {
      looks++;
      return failing ? Promise.reject(new Error('away')) : Promise.resolve();
    });
  }
}

function hide(hidden: boolean): void {
  vi.spyOn(document, 'hidden', 'get').mockReturnValue(hidden);
  document.dispatchEvent(new Event('visibilitychange'));
  TestBed.tick();
}

describe('polling', () => {
  beforeEach(() => {
    vi.useFakeTimers();
    looks = 0;
    failing = false;
    interval.set(1_000);
    TestBed.createComponent(Watching);
    TestBed.tick();
  });

  afterEach(() => {
    TestBed.resetTestingModule();
    vi.restoreAllMocks();
    vi.useRealTimers();
  });

  it('looks again after each interval until there is none', async () => {
    await vi.advanceTimersByTimeAsync(3_500);
    expect(looks).toBe(3);
    interval.set(null);
    TestBed.tick();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toBe(3);
  });

  it('rests while the tab is hidden and looks at once when it is back', async () => {
    hide(true);
    await vi.advanceTimersByTimeAsync(10_000);
    expect(looks).toBe(0);
    hide(false);
    await vi.advanceTimersByTimeAsync(10);
    expect(looks).toBe(1);
  });

  it('goes on after a failed look', async () => {
    failing = true;
    await vi.advanceTimersByTimeAsync(2_500);
    expect(looks).toBe(2);
  });

  it('ends with its component', async () => {
    TestBed.resetTestingModule();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(looks).toBe(0);
  });
});
