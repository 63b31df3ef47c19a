/** `world`: the mailing's one real send. `test`: to the people who make it; never counted by tracking. */
export const SEND_KINDS = ['world', 'test'] as const;
export type SendKind = (typeof SEND_KINDS)[number];

/**
 * scheduled → freezing → sending ⇄ paused → sent | cancelled. A paused send whose audience was not complete goes
 * back to freezing.
 */
export const SEND_STATES = [
  'scheduled', 'freezing', 'sending', 'paused', 'sent', 'cancelled',
] as const; // prettier-ignore
export type SendState = (typeof SEND_STATES)[number];

/**
 * queued → handing → accepted | deferred (→ queued) | failed | uncertain; accepted → bounced later. `handing` is
 * committed before a byte goes to the server, so that only such rows are in doubt after a crash.
 */
export const LEDGER_STATES = [
  'queued', 'handing', 'accepted', 'deferred', 'failed', 'bounced', 'skipped', 'uncertain', 'cancelled',
] as const; // prettier-ignore
export type LedgerState = (typeof LEDGER_STATES)[number];

/** Rows of one send by state. Their sum is the send's audience, at every moment. */
export type LedgerCounts = Record<LedgerState, number>;

/** States that keep a send from being finished. */
export const OPEN_LEDGER_STATES: readonly LedgerState[] = ['queued', 'handing', 'deferred'];

export function noCounts(): LedgerCounts {
  return {
    queued: 0, handing: 0, accepted: 0, deferred: 0, failed: 0, bounced: 0, skipped: 0, uncertain: 0, cancelled: 0,
  }; // prettier-ignore
}
