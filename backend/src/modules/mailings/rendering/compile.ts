import { createHash } from 'node:crypto';
import { type ContentNode, isTag, parseTags } from '../../../contract/tags/tag-parser.js';
import {
  checkContent,
  contentHtml,
  contentText,
  type MailingContent,
  type MailingProblem,
} from './content-check.js';
import { addressHeader, asciiAddress, textHeader, UnsendableAddressError } from './headers.js';
import type { HtmlAnalysis } from './html-analysis.js';
import { encodeQuotedPrintable } from './quoted-printable.js';
import type { Salutation } from './salutations.js';
import {
  compileLinkTarget,
  compileTag,
  compileText,
  type TagInput,
  type TagValue,
  type TagValueOptions,
} from './tag-values.js';
import { findTextLinks, wrapText } from './text-links.js';

export interface CompileOptions {
  fields: TagValueOptions['fields'];
  salutations: readonly Salutation[];
  /** Number of each tracked link by its URL as `collectLinks` tells it; a link that is missing stays untracked. */
  links: ReadonlyMap<string, number>;
  /** Origin (and path) of the public face, without a slash at its end. */
  publicUrl: string;
  senddate: Date;
  /** IANA name. */
  timezone: string;
  /** BCP 47. */
  locale: string;
  /** Default `top`: a pixel at the bottom is lost when the mail program cuts the mail off. */
  pixel?: 'top' | 'bottom' | 'none';
  /** Width at which the text part is wrapped, 0 = never; default 72 (spec/mailings.md §2). */
  linefeed?: number;
  /** Content of the List-Id header without angle brackets, e.g. `news.example.com` (RFC 2919). */
  listId?: string;
}

/** A place that is filled per recipient. */
export type Slot =
  | { kind: 'value'; value: TagValue; escape: 'html' | 'href' | 'none' }
  | { kind: 'link'; linkId: number; target: (input: TagInput) => string | undefined; escape: 'html' | 'none' }
  | { kind: 'pixel' };

/** Static text with its bytes, which are the same in every mail. */
export interface StaticSegment {
  kind: 'static';
  text: string;
  encoded: Buffer;
}

export type Segment = StaticSegment | Slot;

export interface CompiledMailing {
  subject: TagValue;
  preheader: TagValue;
  /** Whole header lines with their line ends. `from` is undefined when the sender's address is not usable. */
  headers: {
    subject: (input: TagInput) => string;
    from: ((input: TagInput) => string) | undefined;
    replyTo: ((input: TagInput) => string) | undefined;
  };
  /** As it stands in From; empty when not usable. */
  senderAddress: string;
  text: readonly Segment[];
  html: readonly Segment[] | undefined;
  /** Contains `=_`, which quoted-printable can never contain. */
  boundary: string;
  publicUrl: string;
  listId: string | undefined;
  /** Do not send while one of them is an error. */
  problems: readonly MailingProblem[];
}

const PREHEADER_START =
  '<div style="display:none;font-size:1px;line-height:1px;max-height:0;max-width:0;opacity:0;overflow:hidden;mso-hide:all">';
/** Fills the rest of the preview line, so that the mail program does not show the text of the mail behind it. */
const PREHEADER_END = `${'&#847;&zwnj;&nbsp;'.repeat(60)}</div>`;

/**
 * Compiles a mailing once for all its recipients. The HTML is changed only by splicing at exact places: link
 * addresses, tags, pixel and preheader.
 */
export function compileMailing(content: MailingContent, options: CompileOptions): CompiledMailing {
  const preheader = compileText(content.preheader.trim(), options);
  const values: TagValueOptions = { ...options, preheader };
  const analysis = contentHtml(content);
  const subject = compileText(content.subject, values);
  const from = usableAddress(content.senderEmail);
  const replyTo = usableAddress(content.replyEmail);
  const replyName = content.replyName.trim() === '' ? content.senderName : content.replyName;
  const titles = options.salutations.map(({ id }) => id);
  return {
    subject,
    preheader,
    headers: {
      subject: compileHeader(content.subject, values, (text) => textHeader('Subject', text)),
      from:
        from === undefined
          ? undefined
          : compileHeader(content.senderName, values, (name) => addressHeader('From', name, from)),
      replyTo:
        replyTo === undefined
          ? undefined
          : compileHeader(replyName, values, (name) => addressHeader('Reply-To', name, replyTo)),
    },
    senderAddress: from ?? '',
    text: compileTextPart(contentText(content), options, values),
    html: analysis && compileHtmlPart(analysis, content.preheader.trim(), options, values),
    boundary: `=_emm_${createHash('sha256').update(JSON.stringify(content)).digest('hex').slice(0, 24)}`,
    publicUrl: options.publicUrl.replace(/\/+$/, ''),
    listId: options.listId,
    problems: checkContent(content, { fields: options.fields, titles }),
  };
}

/** A header without tags is the same in every mail. */
function compileHeader(
  source: string,
  options: TagValueOptions,
  write: (text: string) => string,
): (input: TagInput) => string {
  if (!parseTags(source).nodes.some(isTag)) {
    const line = write(source);
    return () => line;
  }
  const value = compileText(source, options);
  return (input) => write(value(input));
}

function usableAddress(address: string): string | undefined {
  try {
    return asciiAddress(address);
  } catch (error) {
    if (error instanceof UnsendableAddressError) return undefined;
    throw error;
  }
}

/** What replaces a range of the source; nothing but these ranges changes. */
interface Splice {
  start: number;
  end: number;
  parts: readonly (string | Slot)[];
}

function compileHtmlPart(
  analysis: HtmlAnalysis,
  preheader: string,
  options: CompileOptions,
  values: TagValueOptions,
): Segment[] {
  const splices: Splice[] = [];
  const covered = new Set<ContentNode>();
  for (const link of analysis.links) {
    const linkId = options.links.get(link.url);
    if (linkId === undefined) continue;
    const slot: Slot = { kind: 'link', linkId, target: compileLinkTarget(link.url, values), escape: 'html' };
    splices.push({ start: link.start, end: link.end, parts: [slot] });
    for (const node of analysis.tags.nodes) {
      if (node.start >= link.start && node.end <= link.end) covered.add(node);
    }
  }
  const hrefStarts = new Set(analysis.personalisedHrefs.map(({ start }) => start));
  for (const node of analysis.tags.nodes) {
    if (!isTag(node) || covered.has(node)) continue;
    const escape = hrefStarts.has(node.start) ? 'href' : 'html';
    splices.push({ ...node, parts: [{ kind: 'value', value: compileTag(node, values), escape }] });
  }
  const pixel = options.pixel ?? 'top';
  const top: (string | Slot)[] = preheader === '' ? [] : preheaderParts(preheader, values);
  if (pixel === 'top') top.push({ kind: 'pixel' });
  if (top.length > 0) splices.push({ start: analysis.bodyStart, end: analysis.bodyStart, parts: top });
  if (pixel === 'bottom')
    splices.push({ start: analysis.bodyEnd, end: analysis.bodyEnd, parts: [{ kind: 'pixel' }] });
  return segments(analysis.html, splices);
}

function preheaderParts(preheader: string, values: TagValueOptions): (string | Slot)[] {
  const written = parseTags(preheader).nodes.map((node): string | Slot =>
    isTag(node) ? { kind: 'value', value: compileTag(node, values), escape: 'html' } : escapeHtml(node.text),
  );
  return [PREHEADER_START, ...written, PREHEADER_END];
}

function compileTextPart(text: string, options: CompileOptions, values: TagValueOptions): Segment[] {
  const content = parseTags(wrapText(parseTags(text), options.linefeed ?? 72));
  const splices: Splice[] = [];
  const links = findTextLinks(content).filter(({ url }) => options.links.has(url));
  for (const { url, start, end } of links) {
    const linkId = options.links.get(url) ?? 0;
    splices.push({
      start,
      end,
      parts: [{ kind: 'link', linkId, target: compileLinkTarget(url, values), escape: 'none' }],
    });
  }
  for (const node of content.nodes) {
    if (!isTag(node) || links.some((link) => node.start >= link.start && node.end <= link.end)) continue;
    splices.push({ ...node, parts: [{ kind: 'value', value: compileTag(node, values), escape: 'none' }] });
  }
  return segments(content.source.endsWith('\n') ? content.source : `${content.source}\n`, splices);
}

/** Cuts the source at the splices and encodes what stays. */
function segments(source: string, splices: Splice[]): Segment[] {
  const parts: (string | Slot)[] = [];
  let read = 0;
  for (const splice of splices.sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(source.slice(read, splice.start), ...splice.parts);
    read = splice.end;
  }
  parts.push(source.slice(read));
  const merged: (string | Slot)[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (part === '') continue;
    if (typeof part === 'string' && typeof last === 'string') merged[merged.length - 1] = last + part;
    else merged.push(part);
  }
  // A part must not end with a soft line break, which an empty slot at its end would leave behind.
  if (typeof merged.at(-1) !== 'string') merged.push('\n');
  return merged.map((part, index): Segment => {
    if (typeof part !== 'string') return part;
    const end = index === merged.length - 1 ? 'final' : 'soft';
    return { kind: 'static', text: part, encoded: encodeQuotedPrintable(part, end) };
  });
}

const HTML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe in text and in attribute values of either quote. */
export function escapeHtml(text: string): string {
  return /[&<>"']/.test(text) ? text.replace(/[&<>"']/g, (character) => HTML_ESCAPES[character] ?? '') : text;
}
