import { type MailingStatistics } from '../../core/api/statistics-api';

/** Every recipient of a mailing is in exactly one of these, in the order of a mail's life. */
export const OUTCOMES = [
  'accepted',
  'bounced',
  'failed',
  'skipped',
  'uncertain',
  'cancelled',
  'deferred',
  'handing',
  'queued',
] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Reconciliation {
  audience: number;
  /** The outcomes that happened; `accepted` always. */
  parts: readonly { outcome: Outcome; count: number }[];
  /** What the parts do not explain; anything but 0 is a fault of the system. */
  difference: number;
}

/** audience = sum of all outcomes. */
export function reconcile(figures: Pick<MailingStatistics, Outcome | 'audience'>): Reconciliation {
  const parts = OUTCOMES.map((outcome) => ({ outcome, count: figures[outcome] }));
  return {
    audience: figures.audience,
    parts: parts.filter(({ outcome, count }) => outcome === 'accepted' || count > 0),
    difference: figures.audience - parts.reduce((sum, { count }) => sum + count, 0),
  };
}
