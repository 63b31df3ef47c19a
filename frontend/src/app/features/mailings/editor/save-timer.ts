/** Times in ms: a save starts this long after the last change, but not later than `LONGEST_WAIT` after the first. */
const QUIET_TIME = 1_000;
const LONGEST_WAIT = 10_000;
/** A save without an answer is tried again after this time, then after twice as long each time. */
const FIRST_RETRY = 3_000;
const LONGEST_RETRY = 15_000;

/** When the next save is due. */
export class SaveTimer {
  private timer: ReturnType<typeof setTimeout> | undefined;
  private firstChange = 0;
  private retryAfter = FIRST_RETRY;

  constructor(private readonly save: () => void) {}

  /** Something changed. */
  changed(): void {
    const now = Date.now();
    this.firstChange ||= now;
    this.in(Math.max(0, Math.min(QUIET_TIME, this.firstChange + LONGEST_WAIT - now)));
  }

  /** No answer came. */
  retry(): void {
    this.in(this.retryAfter);
    this.retryAfter = Math.min(this.retryAfter * 2, LONGEST_RETRY);
  }

  answered(): void {
    this.retryAfter = FIRST_RETRY;
  }

  /** Nothing is due; the next change counts as the first. */
  stop(): void {
    clearTimeout(this.timer);
    this.firstChange = 0;
  }

  private in(delay: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(this.save, delay);
  }
}
