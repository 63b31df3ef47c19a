import { describe, expect, it } from 'vitest';
import { inDarkMode, MAIL_DOCUMENT_HEADERS } from './mail-document.js';

describe('showing the HTML of a mail', () => {
  it('forbids scripts, forms and foreign bases, and gives it an origin of its own', () => {
    const directives = MAIL_DOCUMENT_HEADERS['content-security-policy'].split('; ');
    expect(directives).toContain('sandbox');
    expect(directives).toContain("default-src 'none'");
    expect(directives).toContain("base-uri 'none'");
    expect(directives).toContain("form-action 'none'");
    expect(directives).toContain("frame-ancestors 'self'");
    expect(directives.filter((directive) => directive.startsWith('script-src'))).toEqual([]);
  });

  it('uses the dark colours of a mail that has some', () => {
    const html =
      '<style>@media (prefers-color-scheme: dark){p{color:#fff}} @media (prefers-color-scheme:light){p{color:#000}}</style>';
    const dark = inDarkMode(html);
    expect(dark).toContain('@media (min-width:0){p{color:#fff}}');
    expect(dark).toContain('@media (max-width:0){p{color:#000}}');
    expect(dark).not.toContain('invert(');
    expect(inDarkMode(html)).toBe(dark);
  });

  it('turns round the colours of any other, without making the page quirky', () => {
    const dark = inDarkMode(' <!DOCTYPE html>\n<html><body>x</body></html>');
    expect(dark).toMatch(/^ <!DOCTYPE html><style>html\{[^<]*invert\(1\)/);
    expect(dark.endsWith('\n<html><body>x</body></html>')).toBe(true);
    expect(inDarkMode('<p>x</p>')).toMatch(/^<style>.*<\/style><p>x<\/p>$/);
  });
});
