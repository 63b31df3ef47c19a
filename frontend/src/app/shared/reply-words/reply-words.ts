import type { ReplyClass, ReplyScope } from '@contract/replies/reply-class';

/** What a refusal means. */
export const REPLY_CLASS_WORDS: Readonly<Record<ReplyClass, string>> = {
  'bad-mailbox': $localize`:@@replies.class.bad-mailbox:Mailbox does not exist`,
  'bad-domain': $localize`:@@replies.class.bad-domain:Domain takes no mail`,
  'inactive-mailbox': $localize`:@@replies.class.inactive-mailbox:Mailbox closed or unused`,
  moved: $localize`:@@replies.class.moved:Address has moved`,
  'mailbox-full': $localize`:@@replies.class.mailbox-full:Mailbox full`,
  'unknown-recipient-issue': $localize`:@@replies.class.unknown-recipient-issue:Recipient refused without a reason`,
  'recipient-policy': $localize`:@@replies.class.recipient-policy:Recipient wants nothing of this sender`,
  'too-big': $localize`:@@replies.class.too-big:Mail too big`,
  'spam-content': $localize`:@@replies.class.spam-content:Content taken for spam`,
  'url-reputation': $localize`:@@replies.class.url-reputation:A link has a bad reputation`,
  'domain-reputation': $localize`:@@replies.class.domain-reputation:Sender’s domain has a bad reputation`,
  'ip-reputation': $localize`:@@replies.class.ip-reputation:Sending address is on a block list`,
  'sender-auth': $localize`:@@replies.class.sender-auth:SPF, DKIM or DMARC failed`,
  'sender-dns': $localize`:@@replies.class.sender-dns:Name or reverse DNS of the sending server`,
  'sender-tls': $localize`:@@replies.class.sender-tls:Sent without encryption`,
  'invalid-sender': $localize`:@@replies.class.invalid-sender:Sender’s address refused`,
  'policy-block': $localize`:@@replies.class.policy-block:Refused by a policy`,
  rate: $localize`:@@replies.class.rate:Too fast or too many`,
  greylist: $localize`:@@replies.class.greylist:Greylisting: later again`,
  'too-many-rcpts': $localize`:@@replies.class.too-many-rcpts:Too many recipients at once`,
  connection: $localize`:@@replies.class.connection:Connection lost`,
  'dns-fail': $localize`:@@replies.class.dns-fail:DNS look-up failed`,
  tls: $localize`:@@replies.class.tls:Encryption failed or missing`,
  'server-error': $localize`:@@replies.class.server-error:Fault of the receiving server`,
  loop: $localize`:@@replies.class.loop:Mail loop`,
  relay: $localize`:@@replies.class.relay:Server is not responsible for the domain`,
  protocol: $localize`:@@replies.class.protocol:Server did not understand us`,
  'not-rfc': $localize`:@@replies.class.not-rfc:Mail does not follow the rules`,
  virus: $localize`:@@replies.class.virus:Taken for a virus or phishing`,
  'content-policy': $localize`:@@replies.class.content-policy:Content or attachment not allowed`,
  expired: $localize`:@@replies.class.expired:Not delivered in time`,
  challenge: $localize`:@@replies.class.challenge:Asks for a confirmation`,
  unknown: $localize`:@@replies.class.unknown:Not known`,
};

/** Whom a refusal is about. */
export const REPLY_SCOPE_WORDS: Readonly<Record<ReplyScope, string>> = {
  recipient: $localize`:@@replies.scope.recipient:Recipient`,
  domain: $localize`:@@replies.scope.domain:Recipient’s domain`,
  sender: $localize`:@@replies.scope.sender:Sender`,
  content: $localize`:@@replies.scope.content:Content`,
  transport: $localize`:@@replies.scope.transport:Transport`,
};

/** @param replyClass as the ledger has it; one of a later version is shown as it is */
export function wordsOfClass(replyClass: string): string {
  return (REPLY_CLASS_WORDS as Readonly<Record<string, string>>)[replyClass] ?? replyClass;
}
