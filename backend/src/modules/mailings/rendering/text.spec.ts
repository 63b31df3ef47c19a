import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseTags } from '../../../contract/tags/tag-parser.js';
import { textFromHtml } from './text-from-html.js';
import { findTextLinks, wrapText } from './text-links.js';

const NEWSLETTER = readFileSync(
  new URL('../../../../test/fixtures/newsletter.html', import.meta.url),
  'utf8',
);

describe('textFromHtml', () => {
  it('keeps paragraphs, links, picture texts and tags', () => {
    const html =
      '<h1>Title &amp; more</h1><div style="display:none">hidden</div><p>Dear [agnDB column="firstname" anon="x y"/],<br>hi</p>' +
      '<!--[if mso]><p>outlook</p><![endif]--><p><a href="https://x.example/?a=1&amp;b=2">Go</a> <a href="[agnUNSUBSCRIBE/]">off</a></p>' +
      '<a href="https://x.example/"><img src="a.png" alt="Logo"></a><img src="b.png" alt="">';
    expect(textFromHtml(html)).toBe(
      [
        'Title & more',
        '',
        'Dear [agnDB column="firstname" anon="x y"/],',
        'hi',
        '',
        'Go <https://x.example/?a=1&b=2> off <[agnUNSUBSCRIBE/]>',
        '',
        'Logo <https://x.example/>',
      ].join('\n'),
    );
  });

  it('keeps the addresses of neighbouring links apart', () => {
    const icon = (url: string): string => `<a href="${url}"><img src="i.png"></a>`;
    const [a, b] = ['https://x.example/a', 'https://x.example/b'];
    expect(textFromHtml(`${icon(a)}${icon(b)}<a href="${a}">More</a>`)).toBe(`<${a}><${b}>More <${a}>`);
    expect(textFromHtml('<a href="mailto:x@y.example">x@y.example</a>, <a href="#top">up</a>')).toBe(
      'x@y.example, up',
    );
  });

  it('survives nesting that no person wrote', () => {
    expect(textFromHtml(`<p>seen</p>${'<div>'.repeat(100_000)}deep`)).toBe('seen\ndeep');
    expect(textFromHtml(`<p>seen</p>${'<div>'.repeat(2000)}deep`)).toBe('seen\n\n...');
    expect(textFromHtml(`${'<div>'.repeat(200)}deep`)).toBe('deep');
  });

  it('makes readable text of the newsletter', () => {
    const text = textFromHtml(NEWSLETTER);
    expect(text).toContain('[agnTITLE type="1"/],');
    expect(text).toContain('„Er darf Körper haben.');
    expect(text).toContain('Hier abmelden <[agnUNSUBSCRIBE/]>');
    expect(text).not.toMatch(/mso|<td|&nbsp;|@media|\n{3}/);
    expect(findTextLinks(parseTags(text)).length).toBeGreaterThan(20);
  });
});

describe('findTextLinks', () => {
  it.each([
    ['See https://x.example/a?b=1.', ['https://x.example/a?b=1']],
    [
      '(https://x.example/a) <https://x.example/b>, "https://x.example/c"',
      ['https://x.example/a', 'https://x.example/b', 'https://x.example/c'],
    ],
    ['https://x.example/(a)', ['https://x.example/(a)']],
    ['https://x.example/[agnDB column="a b"/]/z!', ['https://x.example/[agnDB column="a b"/]/z']],
    ['https://x.example/?u=[agnUNSUBSCRIBE/]', []],
    ['http:// and mailto:a@b.example', []],
  ])('finds in %j', (text, urls) => {
    expect(findTextLinks(parseTags(text)).map(({ url }) => url)).toEqual(urls);
  });
});

describe('wrapText', () => {
  it('wraps at blanks, never in a link or tag, and loses no word', () => {
    const link = `https://x.example/${'a'.repeat(100)}`;
    const tag = '[agnDB column="firstname" anon="dear reader of this mail" format="$ and so on"/]';
    const text = `${'word '.repeat(30)}${link} ${'more '.repeat(20)}${tag} end\n\n  short\n${'x'.repeat(90)}`;
    const wrapped = wrapText(parseTags(text), 72);
    expect(wrapped.split(/\s+/).join(' ').trim()).toBe(text.split(/\s+/).join(' ').trim());
    expect(wrapped).toContain(link);
    expect(wrapped).toContain(tag);
    for (const line of wrapped.split('\n')) {
      expect(line.length <= 72 || line === link || line.startsWith('[agnDB') || /^x+$/.test(line), line).toBe(
        true,
      );
    }
    expect(wrapText(parseTags(text), 0)).toBe(text);
  });
});
