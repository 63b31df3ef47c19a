import type { Mailing } from './mailing.entity.js';
import type { MailingContent as RenderedContent } from './rendering/content-check.js';

/**
 * All that is needed to render a mailing, frozen and JSON-serialisable: a send keeps it in its row, so that what is
 * sent never changes midway.
 */
export interface MailingContent extends RenderedContent {
  mailingId: number;
  mailingName: string;
  /** Counter of saves this was taken from. */
  version: number;
  mailingListId: number | null;
  /** Target groups; empty: everybody in the list. */
  targetExpression: string;
  /** Tracked links: exact address, tags as written, with its id. Pairs, because an address may be `__proto__`. */
  links: (readonly [url: string, id: number])[];
}

/** Text and HTML: the only format there is until a mailing can choose (spec/mailings.md §2, mailformat). */
const FORMAT = 1;

type Written = Pick<
  Mailing,
  | 'subject'
  | 'preheader'
  | 'senderName'
  | 'senderEmail'
  | 'replyName'
  | 'replyEmail'
  | 'html'
  | 'text'
  | 'textAutomatic'
>;

/** The parts that rendering and its checks look at. */
export function writtenContent(mailing: Written): RenderedContent {
  const { subject, preheader, senderName, senderEmail, replyName, replyEmail, html, text, textAutomatic } =
    mailing;
  return {
    subject,
    preheader,
    senderName,
    senderEmail,
    replyName,
    replyEmail,
    html,
    text,
    textAutomatic,
    format: FORMAT,
  };
}

export function contentOf(
  mailing: Mailing,
  links: readonly { readonly url: string; readonly id: number }[],
): MailingContent {
  return {
    ...writtenContent(mailing),
    mailingId: mailing.id,
    mailingName: mailing.name,
    version: mailing.version,
    mailingListId: mailing.mailingListId,
    targetExpression: mailing.targetExpression,
    links: links.map(({ url, id }) => [url, id] as const),
  };
}
