import type { FieldType } from '../../contract/recipients/fields.js';
import type { TagField } from '../../contract/tags/tag-check.js';
import type { MailingContent } from './mailing-content.js';
import { type CompiledMailing, compileMailing, escapeHtml } from './rendering/compile.js';
import { renderPreview, type SendContext } from './rendering/render.js';
import { DEFAULT_SALUTATIONS } from './rendering/salutations.js';
import type { FieldValue, MailRecipient, TagValueOptions } from './rendering/tag-values.js';

/** The part of a recipient that mails are filled from; `RecipientProfile` is one. */
export interface MailPerson {
  readonly id: number;
  readonly email: string;
  readonly title: string;
  readonly firstname: string;
  readonly lastname: string;
  readonly gender: number;
  readonly mailtype: number;
  readonly fields: Readonly<Record<string, FieldValue>>;
}

/** What of the installation and the send a mailing's values depend on. */
export interface MailSetting {
  /** The profile fields there are. */
  readonly fields: readonly { readonly name: string; readonly type: FieldType }[];
  /** `Config.trackingUrl`. */
  readonly publicUrl: string;
  readonly senddate: Date;
  /** IANA name; of dates that name none. */
  readonly timezone: string;
  /** BCP 47; of formats that name none. */
  readonly locale: string;
}

const KINDS: Record<FieldType, TagField['kind']> = {
  text: 'text',
  integer: 'number',
  decimal: 'number',
  // stored and printed as 0 or 1, as OpenEMM does
  boolean: 'number',
  date: 'date',
  datetime: 'datetime',
};

export function tagFields(fields: MailSetting['fields']): TagField[] {
  return fields.map(({ name, type }) => ({ column: name.toLowerCase(), kind: KINDS[type] }));
}

export function tagValueOptions(setting: MailSetting): TagValueOptions {
  const { senddate, timezone, locale } = setting;
  return {
    fields: tagFields(setting.fields),
    salutations: DEFAULT_SALUTATIONS,
    senddate,
    timezone,
    locale,
  };
}

/** Compiles a frozen mailing once for all its mails. */
export function compileContent(content: MailingContent, setting: MailSetting): CompiledMailing {
  const host = URL.canParse(setting.publicUrl) ? new URL(setting.publicUrl).hostname : '';
  return compileMailing(content, {
    ...tagValueOptions(setting),
    links: new Map(content.links),
    publicUrl: setting.publicUrl,
    // RFC 2919: a name of the list in a domain of its owner
    ...(host !== '' && content.mailingListId !== null ? { listId: `${content.mailingListId}.${host}` } : {}),
  });
}

/**
 * @param address where the mail goes, if not to the person's own address (test mails)
 * @param id 0 when nothing that happens with the mail may be ascribed to the person
 */
export function mailRecipient(person: MailPerson, address = person.email, id = person.id): MailRecipient {
  const fields: Record<string, FieldValue> = {};
  for (const [name, value] of Object.entries(person.fields)) {
    fields[name.toLowerCase()] = typeof value === 'boolean' ? Number(value) : value;
  }
  const { title, firstname, lastname, gender, mailtype } = person;
  return { id, email: address, mailtype, fields: { ...fields, title, firstname, lastname, gender } };
}

/**
 * The page behind the view-online link: the mail as that recipient got it, links tracked, without pixel. Show it
 * only with `MAIL_DOCUMENT_HEADERS`.
 */
export function renderOnline(
  compiled: CompiledMailing,
  recipient: MailRecipient,
  context: SendContext,
): string {
  const { html, text } = renderPreview(compiled, recipient, { mode: 'view-online', context });
  return html ?? textDocument(text);
}

/** A text version as an HTML document. */
export function textDocument(text: string): string {
  const style =
    'font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap;overflow-wrap:anywhere;margin:16px';
  return `<!doctype html><meta charset="utf-8"><title></title><pre style="${style}">${escapeHtml(text)}</pre>`;
}
