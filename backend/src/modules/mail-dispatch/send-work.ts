import type { OpenSend, ReadyRow } from './mail-preparer.js';
import { Pace } from './pace.js';
import type { SendKind } from './send-states.js';

/** Few at first: small sends end soon, and others may be quicker. */
const FIRST_STEP = 25;
const QUICK_MS = 500;
const SLOW_MS = 3000;

/** `takenAt` in ms of `performance.now()`. */
export type WaitingRow = ReadyRow & { readonly takenAt: number };

/** What a worker has at hand of one running send. */
export class SendWork {
  opened: OpenSend | undefined;
  /** Taken and not begun, oldest first. */
  readonly rows: WaitingRow[] = [];
  /** Rows to take next: about what goes out while they are fetched. */
  step = FIRST_STEP;
  readonly pace = new Pace();
  /** Whether more is being fetched. */
  filling = false;
  /** The last fetching found nothing; the next look at the database may. */
  exhausted = false;
  /** Mails that are begun, or whose results wait to be written down. */
  busy = 0;
  /** A problem may be shown with the send that a success takes away. */
  troubled = false;

  constructor(
    readonly id: number,
    readonly kind: SendKind,
  ) {}

  /** Nothing of it is taken, in hand, or waits to be written down. */
  get idle(): boolean {
    return this.rows.length === 0 && this.busy === 0;
  }

  /** How many rows to take now: more while they are gone soon, fewer while they wait long. @param most the limit */
  nextStep(most: number): number {
    const [oldest] = this.rows;
    const age = oldest ? performance.now() - oldest.takenAt : 0;
    if (age < QUICK_MS) this.step *= 2;
    else if (age > SLOW_MS) this.step = Math.ceil(this.step / 2);
    this.step = Math.min(this.step, most);
    return Math.min(this.step, this.pace.within(SLOW_MS));
  }
}
