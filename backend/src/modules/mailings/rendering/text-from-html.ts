import { convert, type FormatCallback } from 'html-to-text';
import { isTag, parseTags } from '../../../contract/tags/tag-parser.js';
import { normaliseSource } from './html-analysis.js';

const OPEN = '\ue000';
const CLOSE = '\ue001';

/** The alternative text stands for the picture; without one the picture says nothing. */
const alternativeText: FormatCallback = (element, _walk, builder) => {
  const attributes: unknown = element.attribs;
  const alt =
    typeof attributes === 'object' && attributes !== null && 'alt' in attributes ? attributes.alt : undefined;
  if (typeof alt === 'string' && alt.trim() !== '') builder.addInline(alt.trim());
};

/**
 * The text version of an HTML mail: blocks become paragraphs, links keep their address, hidden preheaders and
 * Outlook's conditional comments are left out, agn tags stay exactly as written.
 */
export function textFromHtml(html: string): string {
  const tags: string[] = [];
  const { source, nodes } = parseTags(normaliseSource(html));
  const marked = nodes
    .map((node) => {
      if (!isTag(node)) return node.text.replaceAll(OPEN, '').replaceAll(CLOSE, '');
      tags.push(source.slice(node.start, node.end));
      return `${OPEN}${tags.length - 1}${CLOSE}`;
    })
    .join('');
  const text = convert(marked, {
    wordwrap: false,
    formatters: { alternativeText },
    selectors: [
      {
        selector: 'a',
        options: { linkBrackets: ['<', '>'], hideLinkHrefIfSameAsText: true, ignoreHref: false },
      },
      { selector: 'img', format: 'alternativeText' },
      { selector: '*[style*="display:none"]', format: 'skip' },
      { selector: '*[style*="display: none"]', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  });
  const lines = text
    .replace(/[\u034f\u200b\u200c\ufeff]/g, '')
    .split('\n')
    .map((line) => line.replace(/[ \t\u00a0]+/g, ' ').trim());
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim()
    .replace(new RegExp(`${OPEN}(\\d+)${CLOSE}`, 'g'), (_, index: string) => tags[Number(index)] ?? '');
}
