import { isTag, type ParsedContent } from '../../../contract/tags/tag-parser.js';
import { addressOf } from './html-analysis.js';

export interface TextLink {
  /** Tags as written. */
  url: string;
  start: number;
  end: number;
}

const STAND_IN = '\ue000';
const BARE_URL = /https?:\/\/[^\s<>"„“”«»[\]{}|\\^`]+/gi;

/** Bare http(s) addresses of a text, without the punctuation of the sentence they stand in. */
export function findTextLinks(content: ParsedContent): TextLink[] {
  const tags = content.nodes.filter(isTag);
  const masked = content.nodes
    .map((node) => (isTag(node) ? STAND_IN.repeat(node.end - node.start) : node.text))
    .join('');
  const links: TextLink[] = [];
  for (const match of masked.matchAll(BARE_URL)) {
    const start = match.index;
    const end = start + withoutPunctuation(match[0]).length;
    if (end - start <= 'https://'.length) continue;
    const inside = tags.filter((tag) => tag.start >= start && tag.end <= end);
    if (inside.some((tag) => addressOf(tag))) continue;
    links.push({ url: content.source.slice(start, end), start, end });
  }
  return links;
}

function withoutPunctuation(url: string): string {
  let rest = url;
  for (;;) {
    const last = rest.at(-1) ?? '';
    const unopened = last === ')' && !rest.slice(0, -1).includes('(');
    if (!unopened && !/[.,;:!?'’]/.test(last)) return rest;
    rest = rest.slice(0, -1);
  }
}

/**
 * Wraps lines longer than `width` at blanks, never inside a tag or a link; 0 leaves the text as it is.
 * A tag counts as it is written: its value is known only per recipient.
 */
export function wrapText(content: ParsedContent, width: number): string {
  const { source } = content;
  if (width <= 0) return source;
  let frozen = '';
  for (const node of content.nodes)
    frozen += isTag(node) ? STAND_IN.repeat(node.end - node.start) : node.text;
  // Both strings have the same length, so places found in the one are places in the other.
  let result = '';
  let offset = 0;
  for (const line of frozen.split('\n')) {
    result += `${offset > 0 ? '\n' : ''}${wrapLine(line, source.slice(offset, offset + line.length), width)}`;
    offset += line.length + 1;
  }
  return result;
}

function wrapLine(frozen: string, line: string, width: number): string {
  if (line.length <= width) return line;
  const lines: string[] = [];
  let from = 0;
  while (line.length - from > width) {
    let breakAt = frozen.lastIndexOf(' ', from + width);
    if (breakAt <= from || frozen.slice(from, breakAt).trim() === '')
      breakAt = frozen.indexOf(' ', from + width);
    if (breakAt < 0) break;
    lines.push(line.slice(from, breakAt).trimEnd());
    from = breakAt + 1;
    while (frozen[from] === ' ') from += 1;
  }
  if (from < line.length) lines.push(line.slice(from));
  return lines.join('\n');
}
