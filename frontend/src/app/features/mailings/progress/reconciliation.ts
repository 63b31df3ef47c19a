import { type LedgerState, type SendView } from '../../../core/api/sends-api';

const ORDER: readonly LedgerState[] = [
  'accepted',
  'queued',
  'handing',
  'deferred',
  'failed',
  'bounced',
  'skipped',
  'uncertain',
  'cancelled',
];
/** Shown even when they are 0: everybody looks for them. */
const ALWAYS: readonly LedgerState[] = ['accepted', 'failed'];

export interface Reconciliation {
  parts: { state: LedgerState; count: number }[];
  sum: number;
  /** Audience minus sum: 0, or something is wrong that has to be seen. */
  difference: number;
}

/** How the audience adds up from the states of its mails. */
export function reconcile({ audience, counts }: Pick<SendView, 'audience' | 'counts'>): Reconciliation {
  const parts = ORDER.map((state) => ({ state, count: counts[state] })).filter(
    ({ state, count }) => count > 0 || ALWAYS.includes(state),
  );
  const sum = ORDER.reduce((total, state) => total + counts[state], 0);
  return { parts, sum, difference: audience - sum };
}

/** Mails about which nothing more is to be done. */
export function doneOf({ counts }: Pick<SendView, 'counts'>): number {
  return (
    counts.accepted + counts.failed + counts.bounced + counts.skipped + counts.uncertain + counts.cancelled
  );
}
