const HOUR = 3_600_000;
/** What was not used is made up for within this time only (ms): a pause is not followed by a rush. */
const SLACK = 1000;

/** Lets a send's mails out in an even flow. Times in ms of one clock that only goes forward. */
export class Pace {
  private interval = 0;
  private next = Number.NEGATIVE_INFINITY;

  /** @param perHour null: no limit @param share the part of it that is this worker's, above 0 and at most 1 */
  set(perHour: number | null, share: number): void {
    this.interval = perHour === null ? 0 : HOUR / (perHour * share);
  }

  get limited(): boolean {
    return this.interval > 0;
  }

  /** How long the next mail has to wait; 0: not at all. */
  wait(now: number): number {
    return this.limited ? Math.max(0, this.next - now) : 0;
  }

  began(now: number): void {
    this.next = Math.max(this.next, now - SLACK) + this.interval;
  }

  /** How many mails may begin within a time, at least one. */
  within(millis: number): number {
    return this.limited ? Math.max(1, Math.ceil(millis / this.interval)) : Number.POSITIVE_INFINITY;
  }
}
