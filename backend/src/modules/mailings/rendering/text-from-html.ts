import { convert, type FormatCallback } from 'html-to-text';
import { isTag, parseTags } from '../../../contract/tags/tag-parser.js';
import { normaliseSource } from './html-analysis.js';

const OPEN = '\ue000';
const CLOSE = '\ue001';

/** Deeper than any layout of nested tables; what is nested deeper would exhaust the stack and is left out. */
const MAX_DEPTH = 800;

function attribute(element: { readonly attribs?: unknown }, name: string): string {
  const attributes = element.attribs;
  if (typeof attributes !== 'object' || attributes === null) return '';
  const value: unknown = Object.getOwnPropertyDescriptor(attributes, name)?.value;
  return typeof value === 'string' ? value.trim() : '';
}

/** The alternative text stands for the picture; without one the picture says nothing. */
const alternativeText: FormatCallback = (element, _walk, builder) => {
  const alt = attribute(element, 'alt');
  if (alt !== '') builder.addInline(alt);
};

/**
 * `text <address>`, or `<address>` where there is no text, as in linked icons: without brackets, two of them side by
 * side would become one address that nobody wrote.
 */
const textAndAddress: FormatCallback = (element, walk, builder) => {
  const href = attribute(element, 'href').replace(/^mailto:/i, '');
  let text = '';
  builder.pushWordTransform((word) => {
    text += word;
    return word;
  });
  walk(element.children, builder);
  builder.popWordTransform();
  if (href === '' || href.startsWith('#') || href === text) return;
  builder.addInline(text === '' ? `<${href}>` : ` <${href}>`, { noWordTransform: true });
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
  const text = isNestedTooDeeply(marked)
    ? withoutMarkup(marked)
    : convert(marked, {
        wordwrap: false,
        limits: { maxDepth: MAX_DEPTH },
        formatters: { alternativeText, textAndAddress },
        selectors: [
          { selector: 'a', format: 'textAndAddress' },
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

const TAG = /<(\/?)([a-z][a-z0-9]*)/gi;
const VOID = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'wbr',
]);
/** The converter's time grows with the square of the depth. */
const MAX_OPEN = 5000;

/** A quick upper bound: elements that HTML closes by itself count as open. */
function isNestedTooDeeply(html: string): boolean {
  let open = 0;
  for (const [, slash, name = ''] of html.matchAll(TAG)) {
    if (slash) open = Math.max(0, open - 1);
    else if (!VOID.has(name.toLowerCase())) open += 1;
    if (open > MAX_OPEN) return true;
  }
  return false;
}

function withoutMarkup(html: string): string {
  return html.replace(/<[^<>]*>/g, '\n').replace(/\s*\n\s*/g, '\n');
}
