import type { SendKind, SendState } from './send-states.js';

/** Rows of the ledger changed. At most about once a second per send and process; not sent for every mail. */
export class SendProgress {
  constructor(
    readonly sendId: number,
    readonly mailingId: number,
    readonly kind: SendKind,
  ) {}
}

/** A send came to its end. `uncertain` rows may be left: they wait for a person's decision. */
export class SendFinished {
  constructor(
    readonly sendId: number,
    readonly mailingId: number,
    readonly kind: SendKind,
    readonly state: Extract<SendState, 'sent' | 'cancelled'>,
  ) {}
}
