import type { OpenSend, ReadyRow } from './mail-preparer.js';
import type { SendKind } from './send-states.js';

/** What a worker has at hand of one running send. */
export class SendWork {
  opened: OpenSend | undefined;
  /** On lease and not begun, oldest first. `leasedAt` in ms of `performance.now()`. */
  readonly rows: (ReadyRow & { readonly leasedAt: number })[] = [];
  /** The fetching of more, while it runs. */
  filling: Promise<void> | undefined;
  /** The last fetching found nothing; the next look at the database may. */
  exhausted = false;
  /** Mails that lanes of this worker have in hand. */
  busy = 0;
  /** A problem may be shown with the send that a success takes away. */
  troubled = false;

  constructor(
    readonly id: number,
    readonly kind: SendKind,
  ) {}
}
