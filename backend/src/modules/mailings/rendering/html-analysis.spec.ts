import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { analyseHtml, GMAIL_CLIPPING_BYTES } from './html-analysis.js';

const NEWSLETTER = readFileSync(
  new URL('../../../../test/fixtures/newsletter.html', import.meta.url),
  'utf8',
);
const FOOTER = '<a href="[agnUNSUBSCRIBE/]">off</a>';

function problemsOf(html: string): string[] {
  return analyseHtml(html + FOOTER).problems.map(
    ({ severity, code, line, column }) => `${severity} ${code} ${line}:${column}`,
  );
}

function linksOf(html: string): { url: string; label: string; raw: string }[] {
  const analysis = analyseHtml(html);
  return analysis.links.map(({ url, label, start, end }) => ({
    url,
    label,
    raw: analysis.html.slice(start, end),
  }));
}

describe('analyseHtml: bad input', () => {
  it.each([
    ['<p>x</p>\n <script>alert("<a href=x>")</script>', 'error html.script 2:2'],
    ['<SCRIPT SRC=//evil.example></SCRIPT>', 'error html.script 1:1'],
    ['<iframe src="https://x.example"></iframe>', 'error html.iframe 1:1'],
    ['<object data="https://x.example/a.swf"></object>', 'error html.object 1:1'],
    ['<embed src="https://x.example/a.swf">', 'error html.object 1:1'],
    ['<applet code="a"></applet>', 'error html.object 1:1'],
    ['<a href="javascript:alert(1)">x</a>', 'error html.scriptLink 1:4'],
    ['<a href=" java&#10;script:alert(1)">x</a>', 'error html.scriptLink 1:4'],
    ['<area href="vbscript:x" alt="x">', 'error html.scriptLink 1:7'],
    ['<!--[if mso]><script>x</script><![endif]-->', 'error html.script 1:14'],
    ['<form action="https://x.example"><input></form>', 'warning html.form 1:1'],
    ['<base href="https://x.example/">', 'warning html.base 1:1'],
    ['<meta http-equiv="Refresh" content="0;url=x">', 'warning html.metaRefresh 1:1'],
    ['<p onclick="x()">x</p>', 'warning html.eventHandler 1:4'],
    ['<table><tr><td>\n<div>x</td></tr></table>', 'warning html.unclosedElement 2:1'],
    ['<p><b>x</p>', 'warning html.unclosedElement 1:4'],
    ['x</div>', 'warning html.strayEndTag 1:2'],
    ['<a>x</a>', 'warning html.emptyLink 1:1'],
    ['<a href="">x</a>', 'warning html.emptyLink 1:1'],
    ['<a href="#">x</a>', 'warning html.emptyLink 1:1'],
    ['<a href="/shop">x</a>', 'warning html.relativeLink 1:10'],
    ['<a href="www.example.com">x</a>', 'warning html.relativeLink 1:10'],
    ['<a href="http://x.example/">x</a>', 'warning html.insecureLink 1:10'],
    ['<a href="https://https://x.example/">x</a>', 'warning html.multipleProtocols 1:10'],
    ['<a href="https://x.example/a b">x</a>', 'warning html.blankInLink 1:10'],
    [`<a href="https://x.example/${'a'.repeat(2000)}">x</a>`, 'warning html.longLink 1:10'],
    ['<img src="https://x.example/a.png">', 'warning html.missingAlt 1:1'],
    ['<a href="https://x.example/?e=[agnDB column="email"/]">x</a>', 'warning html.tagInLink 1:10'],
    ['<a href="[agnDB column="homepage"/]/x">x</a>', 'warning html.linkStartsWithTag 1:10'],
    ['ä\n##AGNUID##', 'warning content.hashtag 2:1'],
  ])('%s', (html, expected) => {
    expect(problemsOf(html)).toEqual([expected]);
  });

  it('finds what never ends', () => {
    const quote = analyseHtml(`${FOOTER}\n<a href="https://x.example/>x</a>\n`).problems;
    expect(quote.map(({ code, line, column }) => `${code} ${line}:${column}`)).toEqual([
      'html.unclosedTag 2:1',
    ]);
    const comment = analyseHtml(`${FOOTER}\n<!-- open`).problems.map(({ code, line }) => `${code} ${line}`);
    expect(comment).toEqual(['html.unclosedComment 2']);
  });

  it('warns of what Gmail cuts off and of a missing unsubscribe link', () => {
    const long = `<p>${'ä'.repeat(GMAIL_CLIPPING_BYTES / 2)}</p>`;
    expect(analyseHtml(long).problems.map(({ code }) => code)).toEqual([
      'html.tooLarge',
      'html.missingUnsubscribe',
    ]);
    expect(analyseHtml(FOOTER).problems).toEqual([]);
  });

  it('accepts left-out end tags, void elements, VML, SVG and anchors', () => {
    const html =
      '<ul><li>a<li>b</ul><table><tr><td>x<td>y</table><p>a<p>b<br/><hr><a name="top"></a><a href="#top">x</a>' +
      '<o:p/><svg><path d="M0"/></svg><a href="mailto:a@b.example">m</a><a href="tel:+49">t</a>' +
      '<!--[if mso]><table><tr><td><![endif]-->x<!--[if mso]></td></tr></table><![endif]-->';
    expect(problemsOf(html)).toEqual([]);
  });

  it('reads any broken HTML without an exception and with offsets inside it', () => {
    const pieces = [
      '<',
      '>',
      '<a href=',
      '"',
      "'",
      'https://x.example/?a=1&amp;b=2',
      '[agnDB column="x"/]',
      '<!--',
      '[if mso]>',
      '<![endif]-->',
      '-->',
      '</a>',
      '<style>',
      '</style>',
      '\r\n',
      '🎁',
      '<table><div',
      ' ',
    ];
    let state = 99;
    for (let round = 0; round < 4000; round += 1) {
      let html = '';
      for (let index = 0; index < 16; index += 1) {
        state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
        html += pieces[(state >>> 8) % pieces.length] ?? '';
      }
      const analysis = analyseHtml(html);
      let read = 0;
      for (const link of analysis.links) {
        expect(link.start).toBeGreaterThanOrEqual(read);
        expect(link.end).toBeGreaterThanOrEqual(link.start);
        read = link.end;
      }
      expect(analysis.bodyEnd).toBeLessThanOrEqual(analysis.html.length);
      for (const { offset } of analysis.problems) expect(offset).toBeLessThanOrEqual(analysis.html.length);
    }
  });
});

describe('analyseHtml: links', () => {
  it('decodes entities in the address and keeps the exact place', () => {
    expect(linksOf(`<A HREF='https://x.example/?a=1&amp;b=ü'>A <b>bold</b>\n link</A>`)).toEqual([
      { url: 'https://x.example/?a=1&b=ü', label: 'A bold link', raw: 'https://x.example/?a=1&amp;b=ü' },
    ]);
    expect(linksOf('<a class=x href=https://x.example/y>t</a>')[0]?.raw).toBe('https://x.example/y');
  });

  it('calls a link by its title, its text or the alternative text of its image', () => {
    const labels = linksOf(
      '<a title="T" href="https://x.example/1">t</a><a href="https://x.example/2"> <img alt="Alt" src="x"> </a>' +
        '<map><area href="https://x.example/3" alt="Area"></map><a href="https://x.example/4"></a>',
    ).map(({ label }) => label);
    expect(labels).toEqual(['T', 'Alt', 'Area', '']);
  });

  it('keeps tags whose quotes are those of the attribute', () => {
    expect(
      linksOf(
        '<a href="https://x.example/[agnDB column="city"/]/?n=[agnEMAIL/]&amp;z">Hi [agnFIRSTNAME/]</a>',
      ),
    ).toEqual([
      {
        url: 'https://x.example/[agnDB column="city"/]/?n=[agnEMAIL/]&z',
        label: 'Hi [agnFIRSTNAME/]',
        raw: 'https://x.example/[agnDB column="city"/]/?n=[agnEMAIL/]&amp;z',
      },
    ]);
  });

  it('finds links in conditional comments, but not in other comments, styles and unsubscribe addresses', () => {
    const html =
      '<!--[if mso]><v:roundrect href="https://x.example/vml"><![endif]--><!-- <a href="https://x.example/no"> -->' +
      '<!--[if !mso]><!-- --><a href="https://x.example/web">w</a><!--<![endif]-->' +
      `<style>a[href="https://x.example/css"]{}</style>${FOOTER}<link href="https://x.example/font">`;
    expect(linksOf(html).map(({ url }) => url)).toEqual(['https://x.example/vml', 'https://x.example/web']);
  });

  it('finds no link twice where a browser repairs unclosed links', () => {
    const html = '<a href="https://x.example/1"><div>a<a href="https://x.example/2">b</div><p>c</p>';
    expect(linksOf(html).map(({ url }) => url)).toEqual(['https://x.example/1', 'https://x.example/2']);
  });

  it('reads the newsletter without a complaint', () => {
    const analysis = analyseHtml(NEWSLETTER);
    expect(analysis.problems).toEqual([]);
    expect(analysis.size).toBeGreaterThan(40_000);
    expect(new Set(analysis.links.map(({ url }) => url)).size).toBeGreaterThanOrEqual(20);
    expect(analysis.links.filter(({ conditional }) => conditional).length).toBeGreaterThanOrEqual(8);
    expect(analysis.html.slice(0, analysis.bodyStart).endsWith('class="dark-bg">')).toBe(true);
    expect(analysis.html.slice(analysis.bodyEnd)).toBe('</body>\n</html>\n');
    for (const { url, start, end } of analysis.links) {
      expect(analysis.html.slice(start, end).replaceAll('&amp;', '&')).toBe(url);
    }
  });
});
