import { type MailingContent } from '../../../core/api/mailings-api';

/** The fields that the editor changes, in the order of the page. */
export const CONTENT_FIELDS = [
  'name',
  'mailingListId',
  'targetExpression',
  'subject',
  'preheader',
  'senderName',
  'senderEmail',
  'replyName',
  'replyEmail',
  'html',
  'text',
  'textAutomatic',
] as const satisfies readonly (keyof MailingContent)[];

export type ContentField = (typeof CONTENT_FIELDS)[number];
export type ContentChanges = Partial<MailingContent>;

export const EMPTY_CONTENT: MailingContent = {
  name: '',
  mailingListId: null,
  targetExpression: '',
  subject: '',
  preheader: '',
  senderName: '',
  senderEmail: '',
  replyName: '',
  replyEmail: '',
  html: '',
  text: '',
  textAutomatic: true,
};

export function isContentField(name: string): name is ContentField {
  return CONTENT_FIELDS.some((field) => field === name);
}

export function contentOf(mailing: MailingContent): MailingContent {
  return { ...EMPTY_CONTENT, ...pick(mailing, CONTENT_FIELDS) };
}

/** The server trims single lines; a blank at their end is no change. */
export function same<F extends ContentField>(field: F, a: MailingContent[F], b: MailingContent[F]): boolean {
  if (a === b) return true;
  if (field === 'html' || field === 'text' || typeof a !== 'string' || typeof b !== 'string') return false;
  return a.trim() === b.trim();
}

/** The fields in which `content` differs from `base`, with the values of `content`. */
export function changesBetween(base: MailingContent, content: MailingContent): ContentChanges {
  return pick(
    content,
    CONTENT_FIELDS.filter((field) => !same(field, base[field], content[field])),
  );
}

/**
 * What the screen shows after a save: the server's values, except where the screen has something else than the
 * server was told (the user went on typing, or the value is one that it refuses), and where the only difference
 * is a blank that the user may be about to write after.
 */
export function afterSave(
  content: MailingContent,
  told: MailingContent,
  answer: MailingContent,
): MailingContent {
  const kept = CONTENT_FIELDS.filter(
    (field) => content[field] !== told[field] || same(field, content[field], answer[field]),
  );
  return { ...contentOf(answer), ...pick(content, kept) };
}

export function without(changes: ContentChanges, fields: readonly string[]): ContentChanges {
  return Object.fromEntries(Object.entries(changes).filter(([field]) => !fields.includes(field)));
}

export function isEmpty(changes: ContentChanges): boolean {
  return Object.keys(changes).length === 0;
}

function pick(content: MailingContent, fields: readonly ContentField[]): ContentChanges {
  return Object.fromEntries(fields.map((field) => [field, content[field]]));
}
