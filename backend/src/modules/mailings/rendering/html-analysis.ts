import {
  type ContentProblem,
  type ProblemSeverity,
  SourcePositions,
} from '../../../contract/tags/content-problem.js';
import { tagDefinition } from '../../../contract/tags/tag-catalogue.js';
import { isTag, type ParsedContent, parseTags, type TagNode } from '../../../contract/tags/tag-parser.js';
import { type HtmlToken, readHtml, type SourceAttribute } from './html-source.js';
import { unbalancedElements } from './html-balance.js';

export interface HtmlLink {
  /** Entities decoded, tags as written: the key of a tracked link. */
  url: string;
  /** Title, text or alternative text of an image: what a person calls this link. */
  label: string;
  /** 1-based. */
  line: number;
  column: number;
  /** Of the raw value of `href`, without quotes: this range is replaced. */
  start: number;
  end: number;
  /** In a conditional comment for Outlook, e.g. the `<v:roundrect>` of a button. */
  conditional: boolean;
}

export interface HtmlAnalysis {
  /** The source that all offsets refer to: line ends are LF, no byte order mark. */
  html: string;
  tags: ParsedContent;
  /** Links that can be tracked: absolute http(s) addresses, in the order of the source. */
  links: readonly HtmlLink[];
  /** Ranges of `href` values that begin with a tag and are not tracked. */
  personalisedHrefs: readonly { start: number; end: number }[];
  /** Behind `<body …>`, or where it would be: place of preheader and pixel. */
  bodyStart: number;
  /** Before `</body>`, or where it would be. */
  bodyEnd: number;
  /** Bytes in UTF-8. */
  size: number;
  problems: readonly ContentProblem[];
}

/** Gmail shows "[Message clipped]" beyond about this many bytes of HTML. */
export const GMAIL_CLIPPING_BYTES = 102 * 1024;
/** error.mailing.url.maxlength of spec/personalisation.md §5. */
const MAX_URL_LENGTH = 2000;
const EMBEDDED = new Set(['object', 'embed', 'applet']);
const URL_ATTRIBUTES = new Set([
  'href',
  'src',
  'action',
  'formaction',
  'background',
  'xlink:href',
  'data',
  'poster',
]);
const HASHTAG = /##[^#\n\s]+##/g;

/** Line ends as LF and no byte order mark: every offset and every position refers to this form. */
export function normaliseSource(text: string): string {
  return text.replace(/^\ufeff/, '').replace(/\r\n?/g, '\n');
}

/** Places to splice and everything a sender should know about this HTML. Never throws, never repairs. */
export function analyseHtml(source: string): HtmlAnalysis {
  const html = normaliseSource(source);
  return new HtmlAnalyser(html, parseTags(html)).analyse();
}

/** Which of the product's own addresses the tag writes. */
export function addressOf(tag: TagNode): 'unsubscribe' | 'view' | undefined {
  return tagDefinition(tag.name)?.address;
}

/** Places of `##…##`, which are filled by a later version. */
export function hashtagProblems(source: string, positions: SourcePositions): ContentProblem[] {
  return [...source.matchAll(HASHTAG)].map((match) =>
    positions.problem('warning', 'content.hashtag', match.index, match[0].length, { hashtag: match[0] }),
  );
}

class HtmlAnalyser {
  private readonly positions: SourcePositions;
  private readonly problems: ContentProblem[] = [];
  private readonly links: HtmlLink[] = [];
  private readonly personalisedHrefs: { start: number; end: number }[] = [];
  private readonly ranges: readonly TagNode[];
  private openLink: { link: HtmlLink; title: string; text: string; alt: string } | undefined;
  private bodyStart: number | undefined;
  private bodyEnd: number | undefined;
  private headEnd = 0;

  constructor(
    private readonly html: string,
    private readonly tags: ParsedContent,
  ) {
    this.positions = new SourcePositions(html);
    this.ranges = tags.nodes.filter(isTag);
  }

  analyse(): HtmlAnalysis {
    const { html, tags, links, personalisedHrefs } = this;
    const source = readHtml(html, this.ranges);
    for (const token of source.tokens) this.token(token);
    this.closeLink();
    for (const { code, offset } of source.errors) {
      if (code === 'eof-in-tag')
        this.report('warning', 'html.unclosedTag', this.unendedTag(source.tokens, offset), 1);
      else if (code === 'eof-in-comment') {
        this.report('warning', 'html.unclosedComment', Math.max(0, html.lastIndexOf('<!--')), 4);
      }
    }
    for (const { code, element, start, end } of unbalancedElements(source.tokens)) {
      this.report('warning', code, start, end - start, { element });
    }
    for (const problem of hashtagProblems(html, this.positions)) this.problems.push(problem);
    const size = Buffer.byteLength(html, 'utf8');
    if (size > GMAIL_CLIPPING_BYTES)
      this.report('warning', 'html.tooLarge', 0, 0, { kilobytes: Math.ceil(size / 1024) });
    if (!this.ranges.some((tag) => addressOf(tag) === 'unsubscribe')) {
      this.report('warning', 'html.missingUnsubscribe', 0, 0);
    }
    // Never before the doctype: the mail would be shown in quirks mode.
    const doctypeEnd = /^\s*<!doctype[^>]*>/i.exec(html)?.[0].length ?? 0;
    const bodyStart = this.bodyStart ?? Math.max(this.headEnd, doctypeEnd);
    const bodyEnd = Math.max(bodyStart, this.bodyEnd ?? html.trimEnd().length);
    const problems = this.problems.sort((a, b) => a.offset - b.offset);
    return { html, tags, links, personalisedHrefs, bodyStart, bodyEnd, size, problems };
  }

  private token(token: HtmlToken): void {
    if (token.kind === 'text') {
      if (this.openLink) this.openLink.text += token.text;
      return;
    }
    if (token.kind === 'end') {
      if (token.name === 'a') this.closeLink();
      if (token.conditional) return;
      if (token.name === 'head') this.headEnd = token.end;
      if (token.name === 'body') this.bodyEnd = token.start;
      if (token.name === 'html') this.bodyEnd ??= token.start;
      return;
    }
    if (!token.conditional) {
      if (token.name === 'body') this.bodyStart ??= token.end;
      if (token.name === 'html' && this.headEnd === 0) this.headEnd = token.end;
    }
    this.element(token);
  }

  private element(token: HtmlToken & { kind: 'start' }): void {
    const { name } = token;
    const attribute = (wanted: string): SourceAttribute | undefined =>
      token.attributes.find((candidate) => candidate.name === wanted);
    const length = token.end - token.start;
    if (name === 'script') this.report('error', 'html.script', token.start, length);
    else if (name === 'iframe') this.report('error', 'html.iframe', token.start, length);
    else if (EMBEDDED.has(name)) this.report('error', 'html.object', token.start, length, { element: name });
    else if (name === 'form') this.report('warning', 'html.form', token.start, length);
    else if (name === 'base') this.report('warning', 'html.base', token.start, length);
    else if (name === 'meta' && attribute('http-equiv')?.value.trim().toLowerCase() === 'refresh') {
      this.report('warning', 'html.metaRefresh', token.start, length);
    } else if (name === 'img') {
      const alt = attribute('alt');
      if (!alt) this.report('warning', 'html.missingAlt', token.start, length);
      else if (this.openLink) this.openLink.alt ||= alt.value;
    }
    for (const { name: attributeName, value, start, valueEnd } of token.attributes) {
      if (/^on[a-z]+$/.test(attributeName)) {
        this.report('warning', 'html.eventHandler', start, valueEnd - start, { attribute: attributeName });
      } else if (URL_ATTRIBUTES.has(attributeName) && isScriptUrl(value)) {
        this.report('error', 'html.scriptLink', start, valueEnd - start);
      }
    }
    if (name === 'a') this.closeLink();
    const href = attribute('href');
    if (name === 'a' || name === 'area' || name.startsWith('v:')) {
      if (href) this.href(token, href, attribute('title')?.value ?? attribute('alt')?.value ?? '');
      else if (name !== 'a' || attribute('name') || attribute('id')) return;
      else this.report('warning', 'html.emptyLink', token.start, length);
    }
  }

  private href(token: HtmlToken & { kind: 'start' }, href: SourceAttribute, title: string): void {
    const url = href.value.trim();
    const { valueStart: start, valueEnd: end } = href;
    const length = Math.max(1, end - start);
    const tags = this.ranges.filter((tag) => tag.start >= start && tag.end <= end);
    if (url === '' || url === '#') {
      this.report('warning', 'html.emptyLink', token.start, token.end - token.start);
    } else if (url.startsWith('[agn') && tags[0]) {
      if (addressOf(tags[0])) return;
      this.personalisedHrefs.push({ start, end });
      this.report('warning', 'html.linkStartsWithTag', start, length);
    } else if (/^https?:/i.test(url)) {
      this.webLink(token, href, url, title, tags);
    } else if (!isScriptUrl(url) && !/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(url)) {
      this.report('warning', 'html.relativeLink', start, length, { url });
    }
  }

  private webLink(
    token: HtmlToken & { kind: 'start' },
    href: SourceAttribute,
    url: string,
    title: string,
    tags: readonly TagNode[],
  ): void {
    const { valueStart: start, valueEnd: end } = href;
    const length = Math.max(1, end - start);
    const params = { url };
    let bare = url;
    for (const tag of tags) bare = bare.replace(this.html.slice(tag.start, tag.end), '');
    if (/^http:/i.test(url)) this.report('warning', 'html.insecureLink', start, length, params);
    if (/\s/.test(bare)) this.report('warning', 'html.blankInLink', start, length, params);
    if (/^https?:\/\/https?:/i.test(url))
      this.report('warning', 'html.multipleProtocols', start, length, params);
    if (url.length > MAX_URL_LENGTH) this.report('warning', 'html.longLink', start, length);
    // An address of the product inside another one is the recipient's own: behind a shared link it would be lost.
    if (tags.some((tag) => addressOf(tag))) return;
    if (tags.length > 0) this.report('warning', 'html.tagInLink', start, length, params);
    const { conditional, name } = token;
    const link: HtmlLink = { url, label: title, ...this.positions.at(start), start, end, conditional };
    this.links.push(link);
    if (name === 'a') this.openLink = { link, title, text: '', alt: '' };
  }

  private closeLink(): void {
    if (!this.openLink) return;
    const { link, title, text, alt } = this.openLink;
    link.label =
      [title, text, alt].map((words) => words.replace(/\s+/g, ' ').trim()).find((words) => words !== '') ??
      '';
    this.openLink = undefined;
  }

  /** parse5 tells where the source ends; the tag that never ends begins behind the last one that did. */
  private unendedTag(tokens: readonly HtmlToken[], sourceEnd: number): number {
    const read = tokens.reduce((last, { end }) => Math.max(last, end), 0);
    const start = this.html.slice(read).search(/<\/?[a-z]/i);
    return start < 0 ? sourceEnd : read + start;
  }

  private report(
    severity: ProblemSeverity,
    code: string,
    offset: number,
    length: number,
    params: Record<string, string | number> = {},
  ): void {
    this.problems.push(this.positions.problem(severity, code, offset, length, params));
  }
}

/** As a browser reads it: controls and blanks inside the scheme do not count (WHATWG URL). */
function isScriptUrl(value: string): boolean {
  return /^(?:javascript|vbscript|data:text\/html)(?::|[;,]|$)/i.test(value.replace(/[\p{Cc} ]+/gu, ''));
}
