import type { HtmlToken } from './html-source.js';

export interface Unbalanced {
  code: 'html.unclosedElement' | 'html.strayEndTag';
  element: string;
  start: number;
  end: number;
}

const VOID = new Set(
  'area base br col embed hr img input link meta param source track wbr basefont bgsound frame keygen'.split(
    ' ',
  ),
);
/** HTML lets their end tags be left out. */
const OPTIONAL_END = new Set(
  'html head body p li dt dd option optgroup rb rt rtc rp thead tbody tfoot tr td th colgroup caption'.split(
    ' ',
  ),
);

/**
 * Elements that are never closed and end tags that close nothing. Conditional comments are left out: newsletters
 * open a table in one and close it in another.
 */
export function unbalancedElements(tokens: readonly HtmlToken[]): Unbalanced[] {
  const problems: Unbalanced[] = [];
  const open: { name: string; start: number; end: number }[] = [];
  const unclosed = (from: number): void => {
    for (const { name: element, start, end } of open.splice(from)) {
      if (!OPTIONAL_END.has(element)) problems.push({ code: 'html.unclosedElement', element, start, end });
    }
  };
  for (const token of tokens) {
    if (token.conditional || token.kind === 'text') continue;
    const { name, start, end } = token;
    if (token.kind === 'start') {
      if (VOID.has(name) || (token.selfClosing && isForeign(name, open))) continue;
      open.push({ name, start, end });
      continue;
    }
    if (VOID.has(name)) continue;
    const match = open.findLastIndex((element) => element.name === name);
    if (match < 0) {
      problems.push({ code: 'html.strayEndTag', element: name, start, end });
    } else {
      unclosed(match + 1);
      open.pop();
    }
  }
  unclosed(0);
  return problems;
}

/** Only SVG, MathML and prefixed elements may close themselves; `<div/>` is an open div. */
function isForeign(name: string, open: readonly { name: string }[]): boolean {
  if (name.includes(':') || name === 'svg' || name === 'math') return true;
  return open.some((element) => element.name === 'svg' || element.name === 'math');
}
