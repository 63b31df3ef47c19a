import type { Clock } from '../../core/clock/clock.js';

/** Rows per second, smoothed over the last few steps. */
export class Pace {
  private last: number;
  private rate: number | undefined;

  constructor(private readonly clock: Clock) {
    this.last = clock.millis();
  }

  /** After a step that dealt with so many rows. */
  after(rows: number): number {
    const now = this.clock.millis();
    const current = (rows * 1000) / Math.max(1, now - this.last);
    this.rate = this.rate === undefined ? current : this.rate * 0.8 + current * 0.2;
    this.last = now;
    return Math.round(this.rate);
  }
}
