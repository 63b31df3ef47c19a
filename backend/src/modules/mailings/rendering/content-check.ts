import { type ContentProblem, SourcePositions } from '../../../contract/tags/content-problem.js';
import { checkTags, type TagCheckOptions } from '../../../contract/tags/tag-check.js';
import { parseTags } from '../../../contract/tags/tag-parser.js';
import { analyseHtml, type HtmlAnalysis, hashtagProblems, normaliseSource } from './html-analysis.js';
import { textFromHtml } from './text-from-html.js';
import { findTextLinks } from './text-links.js';

export interface MailingContent {
  subject: string;
  /** Empty = none. */
  preheader: string;
  senderName: string;
  senderEmail: string;
  replyName: string;
  /** Empty = answers go to the sender. */
  replyEmail: string;
  html: string;
  /** Blank = made from the HTML. */
  text: string;
  /** Whether the text follows the HTML by itself. */
  textAutomatic?: boolean;
  /** 0 text only, 1 text and HTML, 2 offline HTML, which is sent as 1 (spec/mailings.md §2). */
  format: 0 | 1 | 2;
}

/** The parts a person writes with tags. */
export type ContentPart = 'subject' | 'preheader' | 'senderName' | 'replyName' | 'html' | 'text';

export interface MailingProblem extends ContentProblem {
  part: ContentPart;
}

/** One address of a mailing, wherever and however often it stands in it. */
export interface MailingLink {
  /** The key by which `compileMailing` finds the link's number. */
  url: string;
  label: string;
  inHtml: number;
  inText: number;
}

/** Everything the editor and the review before a send have to say about the content, part by part. */
export function checkContent(content: MailingContent, options: TagCheckOptions): MailingProblem[] {
  const problems: MailingProblem[] = [];
  const add = (part: ContentPart, found: readonly ContentProblem[]): void => {
    // One by one: hostile HTML has more problems than a call takes arguments.
    for (const problem of found) problems.push({ ...problem, part });
  };
  for (const part of ['subject', 'preheader', 'senderName', 'replyName'] as const) {
    add(part, checkPlain(content[part], options));
  }
  if (content.format !== 0 && content.html.trim() !== '') add('html', checkHtml(content.html, options));
  // What is wrong in a text made from the HTML is wrong, and put right, there.
  if (!content.textAutomatic) add('text', checkPlain(content.text, options));
  return problems;
}

/** Problems of tags and of HTML together, in the order of their places. */
export function checkHtml(html: string, options: TagCheckOptions): ContentProblem[] {
  const analysis = analyseHtml(html);
  return [...checkTags(analysis.tags, options), ...analysis.problems].sort((a, b) => a.offset - b.offset);
}

/** Distinct links in the order in which they first appear, HTML before text. */
export function collectLinks(content: MailingContent): MailingLink[] {
  const links = new Map<string, MailingLink>();
  const link = (url: string, label: string): MailingLink => {
    const known = links.get(url) ?? { url, label, inHtml: 0, inText: 0 };
    known.label ||= label;
    links.set(url, known);
    return known;
  };
  const analysis = contentHtml(content);
  for (const found of analysis?.links ?? []) link(found.url, found.label).inHtml += 1;
  for (const found of findTextLinks(parseTags(contentText(content)))) link(found.url, '').inText += 1;
  return [...links.values()];
}

/** Undefined when no HTML is sent. */
export function contentHtml(content: MailingContent): HtmlAnalysis | undefined {
  return content.format === 0 || content.html.trim() === '' ? undefined : analyseHtml(content.html);
}

/** The text part as it is sent: never missing beside HTML, since some programs show nothing else. */
export function contentText(content: MailingContent): string {
  return content.text.trim() === '' ? textFromHtml(content.html) : normaliseSource(content.text);
}

function checkPlain(text: string, options: TagCheckOptions): ContentProblem[] {
  const source = normaliseSource(text);
  const found = [
    ...checkTags(parseTags(source), options),
    ...hashtagProblems(source, new SourcePositions(source)),
  ];
  return found.sort((a, b) => a.offset - b.offset);
}
