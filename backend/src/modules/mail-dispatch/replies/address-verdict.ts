import { classRule, type ReplyClass } from '../../../contract/replies/reply-class.js';

/** The refusals of one class that an address has had since it last took or read a mail. Instants in ms since 1970. */
export interface SoftBounces {
  readonly replyClass: ReplyClass;
  /** Days with such an answer. */
  readonly days: number;
  readonly points: number;
  readonly firstAt: number;
  readonly lastAt: number;
}

export interface FinalFailure {
  readonly replyClass: ReplyClass;
  /** Whether the server said never (5xx); otherwise our patience ended. */
  readonly permanent: boolean;
  readonly reply: string;
}

/** Where the address is given up, and what is to be remembered of it. */
export interface AddressVerdict {
  readonly bounces: 'nowhere' | 'in-list' | 'everywhere';
  readonly counted?: SoftBounces;
}

const DAY = 86_400_000;
/** Weights add up to so many, over so many days or more: nobody is there (spec/bounce_rules.md F). */
const TOO_MANY_POINTS = 10;
const LONG_ENOUGH_DAYS = 30;
/** So many days without a refusal take one point away. */
const FADE_DAYS = 14;
/** A closed mailbox, in words: 5.1.6 and 5.2.1 alone may mean less. */
const CLOSED = /^\d{3}[ -]5\.(1\.6|2\.1)\b.*(disabled|closed|no longer|terminated)/is;
/** Given up by our patience: these count as expired (weight 1) whatever their class says. */
const EXPIRED: readonly ReplyClass[] = ['connection', 'dns-fail'];

/**
 * What a mail that has failed for good makes of its address. What is about the sender, the content or the way there
 * never changes it.
 * @param before what is remembered of the address @param now ms since 1970
 */
export function verdictOn(
  failure: FinalFailure,
  before: readonly SoftBounces[],
  now: number,
): AddressVerdict {
  const { replyClass, permanent, reply } = failure;
  const effect = classRule(replyClass).effect ?? (EXPIRED.includes(replyClass) ? { weight: 1 } : undefined);
  if (!effect) return { bounces: 'nowhere' };
  if (permanent && effect.atOnce) return { bounces: effect.atOnce };
  if (permanent && replyClass === 'inactive-mailbox' && CLOSED.test(reply)) return { bounces: 'everywhere' };
  const today = Math.floor(now / DAY);
  if (before.some(({ lastAt }) => Math.floor(lastAt / DAY) === today)) return { bounces: 'nowhere' };
  const same = before.find((each) => each.replyClass === replyClass);
  const window = effect.withinDays === undefined ? Infinity : effect.withinDays * DAY;
  const earlier = same && now - same.firstAt <= window ? same : undefined;
  const counted = {
    replyClass,
    days: (earlier?.days ?? 0) + 1,
    points: (earlier ? faded(earlier, now) : 0) + (effect.weight ?? 1),
    firstAt: earlier?.firstAt ?? now,
    lastAt: now,
  };
  if (effect.days !== undefined && counted.days >= effect.days) return { bounces: 'everywhere' };
  const all = [...before.filter((each) => each.replyClass !== replyClass), counted];
  const points = all.reduce((sum, each) => sum + faded(each, now), 0);
  const since = Math.min(...all.map(({ firstAt }) => firstAt));
  const tooMany = points >= TOO_MANY_POINTS && now - since >= LONG_ENOUGH_DAYS * DAY;
  return tooMany ? { bounces: 'everywhere' } : { bounces: 'nowhere', counted };
}

function faded({ points, lastAt }: SoftBounces, now: number): number {
  return Math.max(0, points - Math.floor((now - lastAt) / (FADE_DAYS * DAY)));
}
