/**
 * Headers for showing the HTML of a mail in a browser: no scripts, forms, frames or plug-ins, an origin of its own
 * so that it can reach nothing of ours, and no frame around it but our own pages.
 * The opener policy is lifted because browsers refuse a sandboxed page that has one (HTML standard, "navigate").
 */
export const MAIL_DOCUMENT_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': [
    'sandbox',
    "default-src 'none'",
    'img-src data: http: https:',
    "style-src 'unsafe-inline'",
    'font-src data: http: https:',
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'self'",
  ].join('; '),
  'cross-origin-opener-policy': 'unsafe-none',
  'x-frame-options': 'SAMEORIGIN',
  'cache-control': 'no-store',
} as const;

const DOCTYPE = /^\s*(?:<!doctype[^>]*>)?/i;
const ASKS_FOR_DARK = /\(\s*prefers-color-scheme\s*:\s*dark\s*\)/gi;
const ASKS_FOR_LIGHT = /\(\s*prefers-color-scheme\s*:\s*light\s*\)/gi;

/** As Gmail's app does with mails that know nothing of dark mode: all colours turned round, pictures as they are. */
const INVERTED = [
  'html{background:#fff!important;filter:invert(1) hue-rotate(180deg)}',
  'img,video,svg,picture,[background],[style*="background-image"],[style*="url("]{filter:invert(1) hue-rotate(180deg)}',
].join('');

/**
 * How the mail roughly looks in a mail program's dark mode. A mail with rules of its own for it
 * (`prefers-color-scheme`) is shown by them, every other one with its colours turned round.
 */
export function inDarkMode(html: string): string {
  if (html.search(ASKS_FOR_DARK) >= 0) {
    // Queries that always and never hold, so that the browser's own setting does not matter.
    const forced = html.replace(ASKS_FOR_DARK, '(min-width:0)').replace(ASKS_FOR_LIGHT, '(max-width:0)');
    return withStyle(forced, ':root{color-scheme:dark}');
  }
  return withStyle(html, INVERTED);
}

/** The style goes behind the doctype, so that the page does not fall into quirks mode. */
function withStyle(html: string, css: string): string {
  const doctype = DOCTYPE.exec(html)?.[0] ?? '';
  return `${doctype}<style>${css}</style>${html.slice(doctype.length)}`;
}
