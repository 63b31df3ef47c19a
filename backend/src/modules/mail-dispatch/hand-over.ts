import type { LeasedRow, LedgerResult, SendProblem } from './ledger.queries.js';
import { familyOf } from './replies/provider-family.js';
import type { ReplyClassifier } from './replies/reply-classifier.js';
import { classRule } from '../../contract/replies/reply-class.js';
import type { HandOver } from './transport/mail-transport.js';

export interface RetryRules {
  /** Minutes before each further try; the last one repeats. */
  readonly minutes: readonly number[];
  /** After this many hours since the first deferral the mail counts as failed. */
  readonly hours: number;
}

export interface HandOverContext {
  /** ms since 1970. */
  readonly now: number;
  readonly retry: RetryRules;
  /** Name of the server, for people. */
  readonly host: string;
  /** Envelope sender. */
  readonly sender: string;
  readonly classifier: ReplyClassifier;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** What an outcome of the transport means for the ledger and the send (ARCHITECTURE §7). */
export function resultOf(row: LeasedRow, handOver: HandOver, context: HandOverContext): LedgerResult {
  const { reply } = handOver;
  const base = {
    row,
    counts: true,
    code: 'code' in handOver ? (handOver.code ?? null) : null,
    reply,
    nextAttemptAt: null,
    deferredSince: row.deferredSince,
  };
  const back = { ...base, state: 'queued', counts: false } as const;
  const problem = (code: string): SendProblem => ({
    code,
    params: { host: context.host, sender: context.sender, reply },
  });
  switch (handOver.outcome) {
    case 'accepted':
      return { ...base, state: 'accepted' };
    case 'uncertain':
      return { ...base, state: 'uncertain' };
    case 'unavailable':
      return { ...back, problem: problem(`smtp.unavailable.${handOver.reason}`) };
    case 'rejected':
      // Every other mail of the send would meet the same refusal, so a person has to choose another sender.
      if (handOver.scope === 'sender') return { ...back, pausesWith: problem('smtp.rejected.sender') };
      return refusal(base, handOver, context);
    case 'deferred':
      if (handOver.scope === 'sender') return { ...back, problem: problem('smtp.deferred.sender') };
      return refusal(base, handOver, context);
  }
}

/** Whether the outcome tells that the server cannot be used now, by any mail. */
export function isOutage(handOver: HandOver): boolean {
  return (
    handOver.outcome === 'unavailable' || (handOver.outcome === 'deferred' && handOver.scope === 'sender')
  );
}

type Base = Omit<LedgerResult, 'state'>;

/** What the server said about this one mail: whether it is tried again depends on what is meant, not only on the code. */
function refusal(
  base: Base,
  { code, reply }: Extract<HandOver, { outcome: 'rejected' | 'deferred' }>,
  context: HandOverContext,
): LedgerResult {
  const { row } = base;
  const family = familyOf(undefined, row.address);
  const { replyClass, rule } = context.classifier.classify(code, reply, family);
  const { tries = Infinity, retriedIfPermanent = false } = classRule(replyClass);
  const classified = { ...base, replyClass, rule };
  const again = code < 500 ? row.attempts < tries : retriedIfPermanent;
  return again ? deferred(classified, context) : { ...classified, state: 'failed' };
}

function deferred(base: Base, { now, retry }: HandOverContext): LedgerResult {
  const { row } = base;
  const since = row.deferredSince ?? now;
  const wait = retry.minutes[Math.min(row.attempts, retry.minutes.length - 1)] ?? 0;
  const nextAttemptAt = now + wait * MINUTE;
  if (nextAttemptAt - since > retry.hours * HOUR) return { ...base, state: 'failed', deferredSince: since };
  return { ...base, state: 'deferred', nextAttemptAt, deferredSince: since };
}
