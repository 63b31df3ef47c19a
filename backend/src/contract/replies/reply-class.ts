/** Whom or what a refusal is about. Only `recipient` and `domain` may ever change an address's status. */
export type ReplyScope = 'recipient' | 'domain' | 'sender' | 'content' | 'transport';

/** What an answer means for the address, once the mail has failed for good. */
export interface AddressEffect {
  /** After one permanent refusal: everywhere, in the mailing's list only, or not at once. */
  readonly atOnce?: 'everywhere' | 'in-list';
  /** What it adds to the address's count of soft bounces, at most once a day; 10 within 30 days or more are too many. */
  readonly weight?: number;
  /** So many days with a refusal of this class are too many, if they lie within `withinDays`. */
  readonly days?: number;
  readonly withinDays?: number;
}

interface ClassRule {
  readonly scope: ReplyScope;
  /** Tries after a 4xx answer; missing: as the schedule says. 0: it will not get better. */
  readonly tries?: number;
  /** Tried again even after a 5xx answer: many servers say "never" and mean "not now". */
  readonly retriedIfPermanent?: boolean;
  readonly effect?: AddressEffect;
}

/** What each class of answers leads to (spec/bounce_rules.md B and F). */
export const REPLY_CLASSES = {
  'bad-mailbox': { scope: 'recipient', effect: { atOnce: 'everywhere', weight: 1 } },
  'bad-domain': { scope: 'domain', effect: { weight: 1, days: 3 } },
  'inactive-mailbox': { scope: 'recipient', effect: { weight: 1, days: 2, withinDays: 60 } },
  moved: { scope: 'recipient', effect: { atOnce: 'everywhere', weight: 1 } },
  'mailbox-full': { scope: 'recipient', effect: { weight: 1 } },
  'unknown-recipient-issue': { scope: 'recipient', effect: { weight: 2, days: 3 } },
  'recipient-policy': { scope: 'recipient', effect: { atOnce: 'in-list', weight: 1 } },
  'too-big': { scope: 'content', tries: 0 },
  'spam-content': { scope: 'content', tries: 2 },
  'url-reputation': { scope: 'content' },
  'domain-reputation': { scope: 'sender' },
  'ip-reputation': { scope: 'sender', retriedIfPermanent: true },
  'sender-auth': { scope: 'sender', tries: 1 },
  'sender-dns': { scope: 'sender' },
  'sender-tls': { scope: 'sender' },
  'invalid-sender': { scope: 'sender' },
  'policy-block': { scope: 'sender' },
  rate: { scope: 'transport', retriedIfPermanent: true },
  greylist: { scope: 'transport', retriedIfPermanent: true },
  'too-many-rcpts': { scope: 'transport', retriedIfPermanent: true },
  connection: { scope: 'transport' },
  'dns-fail': { scope: 'transport' },
  tls: { scope: 'transport' },
  'server-error': { scope: 'transport', effect: { weight: 1 } },
  loop: { scope: 'domain', tries: 0, effect: { weight: 2 } },
  relay: { scope: 'domain', effect: { weight: 1, days: 3 } },
  protocol: { scope: 'content', tries: 1 },
  'not-rfc': { scope: 'content', tries: 1 },
  virus: { scope: 'content', tries: 0 },
  'content-policy': { scope: 'content', tries: 0 },
  expired: { scope: 'transport', effect: { weight: 1 } },
  challenge: { scope: 'transport' },
  unknown: { scope: 'transport', effect: { weight: 1 } },
} as const satisfies Record<string, ClassRule>;

export type ReplyClass = keyof typeof REPLY_CLASSES;

export function isReplyClass(text: string): text is ReplyClass {
  return Object.hasOwn(REPLY_CLASSES, text);
}

export function classRule(replyClass: ReplyClass): ClassRule {
  return REPLY_CLASSES[replyClass];
}
