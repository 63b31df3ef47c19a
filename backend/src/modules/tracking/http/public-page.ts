import { message, type Language } from '../../../contract/messages/index.js';

/** A small page for readers of mails: no scripts, no foreign content, readable on any device and theme. */
export const PUBLIC_PAGE_HEADERS = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
  'x-robots-tag': 'noindex',
} as const;

const STYLE = `
:root{color-scheme:light dark;--ink:#16302f;--soft:#5b6b69;--paper:#f6f4ef;--card:#fff;--line:#dcd8cf;--accent:#0f5e5a}
@media(prefers-color-scheme:dark){:root{--ink:#e8ecea;--soft:#a3b1ae;--paper:#0f1a1a;--card:#172525;--line:#2c3d3c;--accent:#7fd0c8}}
*{box-sizing:border-box}body{margin:0;min-height:100vh;display:grid;place-items:center;padding:24px;background:var(--paper);
color:var(--ink);font:16px/1.55 system-ui,sans-serif}main{max-width:480px;width:100%;background:var(--card);
border:1px solid var(--line);border-radius:10px;padding:32px}h1{font-size:22px;line-height:1.3;margin:0 0 12px}
p{margin:0 0 16px;color:var(--soft);overflow-wrap:anywhere}button{font:inherit;font-weight:600;border:0;border-radius:6px;
padding:12px 20px;background:var(--accent);color:var(--card);cursor:pointer;width:100%}
button:focus-visible{outline:3px solid var(--ink);outline-offset:2px}`;

export interface PublicPage {
  /** Code of the message catalogue for the heading and, with `.text`, for the sentence below it. */
  readonly code: string;
  readonly params?: Readonly<Record<string, string | number>>;
  /** Shows a button that posts to the page's own address; the code of its label. */
  readonly button?: string;
}

export function publicPage({ code, params = {}, button }: PublicPage, language: Language): string {
  const title = escape(message(code, params, language));
  const text = escape(message(`${code}.text`, params, language));
  const form = button
    ? `<form method="post"><button name="confirm" value="1">${escape(message(button, params, language))}</button></form>`
    : '';
  return `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${title}</title><style>${STYLE}</style></head><body><main><h1>${title}</h1><p>${text}</p>${form}</main></body></html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
