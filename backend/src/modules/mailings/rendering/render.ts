import { type CompiledMailing, escapeHtml, type Segment, type Slot } from './compile.js';
import { asciiAddress, mailDate, tokenHeader, UnsendableAddressError } from './headers.js';
import { encodeQuotedPrintable } from './quoted-printable.js';
import type { MailRecipient, TagInput } from './tag-values.js';
import { dayOf, signToken, type TokenKind, tokenUrl } from './tracking-token.js';

/** What identifies one mail of one send. */
export interface SendContext {
  mailingId: number;
  sendId: number;
  /** 0 for a mail without a ledger row. */
  ledgerId: number;
  /** Signs the tokens. */
  secret: string;
  now: Date;
  /** Without angle brackets; made from the numbers and the time when missing. */
  messageId?: string;
}

export interface RenderedPreview {
  subject: string;
  preheader: string;
  /** Undefined for a text-only mailing. */
  html: string | undefined;
  text: string;
}

/** `preview` shows the links as they were pasted; `view-online` is the reader's own page: tracked, without pixel. */
export type PreviewMode = { mode: 'preview' } | { mode: 'view-online'; context: SendContext };

const CRLF = '\r\n';
const EMPTY = Buffer.alloc(0);

/**
 * One complete mail (RFC 5322, MIME), ready for DATA but for dot-stuffing. Every line has at most 76 characters,
 * except an address or link that cannot be folded (≤998 bytes, RFC 5322 §2.1.1).
 * @throws UnsendableAddressError when the recipient's or the sender's address cannot stand in a header
 */
export function renderMail(
  compiled: CompiledMailing,
  recipient: MailRecipient,
  context: SendContext,
): Buffer {
  if (!compiled.headers.from) throw new UnsendableAddressError(compiled.senderAddress);
  const to = asciiAddress(recipient.email);
  const mail = new RecipientAddresses(compiled.publicUrl, recipient, context);
  const input: TagInput = { recipient, addresses: mail };
  const messageId = context.messageId ?? defaultMessageId(compiled, context);
  const html = recipient.mailtype === 0 ? undefined : compiled.html;
  const head = [
    compiled.headers.from(input),
    compiled.headers.replyTo?.(input) ?? '',
    tokenHeader('To', [`<${to}>`]),
    compiled.headers.subject(input),
    `Date: ${mailDate(context.now)}${CRLF}`,
    tokenHeader('Message-ID', [`<${messageId}>`]),
    `MIME-Version: 1.0${CRLF}`,
    tokenHeader('List-Unsubscribe', [`<${mail.unsubscribe}>`]),
    `List-Unsubscribe-Post: List-Unsubscribe=One-Click${CRLF}`,
    compiled.listId === undefined ? '' : tokenHeader('List-Id', [`<${compiled.listId}>`]),
  ].join('');
  const text = encodeBody(compiled.text, input, mail);
  if (!html) return Buffer.concat([ascii(head + partHeader('plain')), ...text]);
  const { boundary } = compiled;
  return Buffer.concat([
    ascii(`${head}Content-Type: multipart/alternative;${CRLF} boundary="${boundary}"${CRLF}${CRLF}`),
    ascii(`--${boundary}${CRLF}${partHeader('plain')}`),
    ...text,
    ascii(`${CRLF}--${boundary}${CRLF}${partHeader('html')}`),
    ...encodeBody(html, input, mail),
    ascii(`${CRLF}--${boundary}--${CRLF}`),
  ]);
}

/**
 * The mail as decoded text, for the editor and for the page behind "view online". Nothing is counted by looking
 * at it. Without a recipient tags give their `anon` values and all links are the pasted ones.
 */
export function renderPreview(
  compiled: CompiledMailing,
  recipient: MailRecipient | undefined,
  mode: PreviewMode,
): RenderedPreview {
  const tracked = mode.mode === 'view-online' && recipient !== undefined;
  const addresses = tracked ? new RecipientAddresses(compiled.publicUrl, recipient, mode.context) : NOWHERE;
  const input: TagInput = { recipient, addresses };
  const join = (segments: readonly Segment[]): string =>
    segments
      .map((segment) => {
        if (segment.kind === 'static') return segment.text;
        return segment.kind === 'pixel' ? '' : fillSlot(segment, input, tracked ? addresses : NOWHERE);
      })
      .join('');
  return {
    subject: compiled.subject(input),
    preheader: compiled.preheader(input),
    html: compiled.html && join(compiled.html),
    text: join(compiled.text),
  };
}

interface LinkAddresses {
  readonly unsubscribe: string;
  readonly view: string;
  readonly pixel: string;
  /** Undefined = the pasted address is shown. */
  link(linkId: number): string | undefined;
}

const NOWHERE: LinkAddresses = { unsubscribe: '#', view: '#', pixel: '', link: () => undefined };

/** Signs each address of one mail when it is needed; the unsubscribe address stands in it several times. */
class RecipientAddresses implements LinkAddresses {
  private readonly known = new Map<string, string>();

  constructor(
    private readonly publicUrl: string,
    private readonly recipient: MailRecipient,
    private readonly context: SendContext,
  ) {}

  get unsubscribe(): string {
    return this.address('unsubscribe', 0);
  }

  get view(): string {
    return this.address('view', 0);
  }

  get pixel(): string {
    return this.address('open', 0);
  }

  link(linkId: number): string {
    return this.address('link', linkId);
  }

  private address(kind: TokenKind, linkId: number): string {
    const key = `${kind}${linkId}`;
    let url = this.known.get(key);
    if (url === undefined) {
      const { mailingId, sendId, ledgerId, secret, now } = this.context;
      const payload = {
        kind,
        mailingId,
        sendId,
        ledgerId,
        recipientId: this.recipient.id,
        linkId,
        issuedDay: dayOf(now),
      };
      url = tokenUrl(this.publicUrl, kind, signToken(secret, payload));
      this.known.set(key, url);
    }
    return url;
  }
}

function encodeBody(segments: readonly Segment[], input: TagInput, addresses: LinkAddresses): Buffer[] {
  return segments.map((segment) => {
    if (segment.kind === 'static') return segment.encoded;
    const text = fillSlot(segment, input, addresses);
    return text === '' ? EMPTY : encodeQuotedPrintable(text, 'soft');
  });
}

function fillSlot(slot: Slot, input: TagInput, addresses: LinkAddresses): string {
  switch (slot.kind) {
    case 'pixel':
      return `<img src="${escapeHtml(addresses.pixel)}" alt="" width="1" height="1" border="0" style="display:block;width:1px;height:1px;border:0">`;
    case 'link': {
      const url = addresses.link(slot.linkId) ?? slot.target(input) ?? '#';
      return slot.escape === 'html' ? escapeHtml(url) : url;
    }
    case 'value': {
      const value = slot.value(input);
      if (slot.escape === 'none') return value;
      return escapeHtml(slot.escape === 'href' ? safeHref(value) : value);
    }
  }
}

/** A profile field at the beginning of a link must not make it run a script. */
function safeHref(value: string): string {
  return /^(?:https?:\/\/|mailto:|tel:)/i.test(value.trim()) ? value.trim() : '#';
}

function defaultMessageId(
  compiled: CompiledMailing,
  { mailingId, sendId, ledgerId, now }: SendContext,
): string {
  const domain = compiled.senderAddress.slice(compiled.senderAddress.lastIndexOf('@') + 1);
  return `${[mailingId, sendId, ledgerId, now.getTime()].map((number) => number.toString(36)).join('.')}@${domain}`;
}

function partHeader(subtype: 'plain' | 'html'): string {
  return (
    `Content-Type: text/${subtype}; charset=utf-8${CRLF}` +
    `Content-Transfer-Encoding: quoted-printable${CRLF}${CRLF}`
  );
}

function ascii(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}
