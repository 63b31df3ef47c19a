import type { LedgerCounts } from '../mail-dispatch/index.js';

/** Openings or clicks of a mailing (spec/statistics.md §3). */
export interface Reactions {
  /** Every one, repeated and anonymous ones included. */
  readonly gross: number;
  /** Different recipients; nobody in particular is nobody. */
  readonly unique: number;
  /** Of people who do not want to be tracked, or are deleted. Part of `gross`. */
  readonly anonymous: number;
}

/** In percent with two decimals; 0 where the base is 0. */
export interface MailingRates {
  /** `accepted` of the audience. */
  readonly delivery: number;
  /** `bounced` of all that the mail server took at first: accepted + bounced. */
  readonly bounce: number;
  /** `failed` of the audience. */
  readonly failure: number;
  /** Openers of `accepted`. */
  readonly open: number;
  /** Clickers of `accepted`. */
  readonly click: number;
  /** Clicks of openings, both gross: OpenEMM's activity rate. */
  readonly activity: number;
  /** Unsubscribed recipients of `accepted`. */
  readonly unsubscribe: number;
}

export function percent(count: number, base: number): number {
  return base > 0 ? Math.round((count * 10_000) / base) / 100 : 0;
}

/** Everybody the mailing was meant for: each is in exactly one state. */
export function audienceOf(counts: LedgerCounts): number {
  return Object.values(counts).reduce((sum, n) => sum + n, 0);
}

export function ratesOf(
  counts: LedgerCounts,
  openings: Reactions,
  clicks: Reactions,
  unsubscribes: number,
): MailingRates {
  const audience = audienceOf(counts);
  return {
    delivery: percent(counts.accepted, audience),
    bounce: percent(counts.bounced, counts.accepted + counts.bounced),
    failure: percent(counts.failed, audience),
    open: percent(openings.unique, counts.accepted),
    click: percent(clicks.unique, counts.accepted),
    activity: percent(clicks.gross, openings.gross),
    unsubscribe: percent(unsubscribes, counts.accepted),
  };
}
