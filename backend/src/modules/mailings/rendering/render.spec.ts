import { readFileSync } from 'node:fs';
import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import { readStrictly, type StrictPart } from '../../../../test/strict-mime.js';
import { type CompiledMailing, compileMailing, type CompileOptions } from './compile.js';
import { checkContent, collectLinks, type MailingContent } from './content-check.js';
import { UnsendableAddressError } from './headers.js';
import { renderMail, renderPreview, type SendContext } from './render.js';
import { DEFAULT_SALUTATIONS } from './salutations.js';
import type { MailRecipient } from './tag-values.js';
import { readToken, type TokenPayload } from './tracking-token.js';

const NEWSLETTER = readFileSync(
  new URL('../../../../test/fixtures/newsletter.html', import.meta.url),
  'utf8',
);
const NOW = new Date('2026-11-23T12:00:00Z');
const SECRET = 'a secret of the installation';
const PUBLIC = 'https://mail.nordlicht.example';
const CONTENT: MailingContent = {
  subject: 'Grüße an [agnFIRSTNAME/] ❄️',
  preheader: 'Für Sie, [agnDB column="firstname"/]: <frisch> & geröstet',
  senderName: 'Nordlicht Kaffeerösterei',
  senderEmail: 'post@nordlicht.example',
  replyName: '',
  replyEmail: 'hallo@nördlicht.example',
  html: NEWSLETTER,
  text: '',
  format: 1,
};
const JOERG: MailRecipient = {
  id: 77,
  email: 'joerg@example.com',
  mailtype: 1,
  fields: { gender: 0, title: '', firstname: 'Jörg "J" <b>', lastname: "O'Neil & Söhne" },
};
const CONTEXT: SendContext = { mailingId: 3, sendId: 5, ledgerId: 9001, secret: SECRET, now: NOW };

function compile(
  changes: Partial<MailingContent> = {},
  options: Partial<CompileOptions> = {},
): CompiledMailing {
  const content = { ...CONTENT, ...changes };
  return compileMailing(content, {
    fields: [{ column: 'city', kind: 'text' }],
    salutations: DEFAULT_SALUTATIONS,
    links: new Map(collectLinks(content).map(({ url }, index) => [url, index + 1])),
    publicUrl: PUBLIC,
    senddate: NOW,
    timezone: 'Europe/Berlin',
    locale: 'de',
    ...options,
  });
}

function parts(mail: Buffer): { root: StrictPart; text: string; html: string } {
  const root = readStrictly(mail);
  const [text, html] = root.parts;
  return { root, text: text?.content ?? '', html: html?.content ?? '' };
}

function payloads(text: string, path: string): TokenPayload[] {
  return [...text.matchAll(new RegExp(`${PUBLIC}/${path}/([A-Za-z0-9_-]+)`, 'g'))].map((match) => {
    const reading = readToken(SECRET, match[1] ?? '', { now: NOW, maxAgeDays: 1 });
    if (!reading.ok) throw new Error(reading.reason);
    return reading.payload;
  });
}

const crlf = (text: string): string => text.replace(/\r?\n/g, '\r\n');
const PIXEL = /<img src="[^"]*\/g\/[^"]*" alt="" width="1" height="1"[^>]*>/;
const PREHEADER = /<div style="display:none;[^>]*mso-hide:all">([^]*?)<\/div>/;

describe('renderMail', () => {
  it('sends the pasted HTML, changed only in links, tags, pixel and preheader', () => {
    const { html } = parts(renderMail(compile(), JOERG, CONTEXT));
    const links = new Map(collectLinks(CONTENT).map(({ url }, index) => [index + 1, url]));
    const back = html
      .replace(PREHEADER, '')
      .replace(PIXEL, '')
      .replace(new RegExp(`${PUBLIC}/r/[A-Za-z0-9_-]+`, 'g'), (url) => {
        const [payload] = payloads(url, 'r');
        return (links.get(payload?.linkId ?? 0) ?? '').replaceAll('&', '&amp;');
      })
      .replace(new RegExp(`${PUBLIC}/uq/[A-Za-z0-9_-]+`, 'g'), '[agnUNSUBSCRIBE/]')
      .replace(new RegExp(`${PUBLIC}/v/[A-Za-z0-9_-]+`, 'g'), '[agnFULLVIEW/]')
      .replace('Sehr geehrter Herr O&#39;Neil &amp; Söhne', '[agnTITLE type="1"/]')
      .replace('Jörg &quot;J&quot; &lt;b&gt;', '[agnDB column="firstname" anon="liebe Kaffeefreunde"/]')
      .replace('7. Dezember 2026', '[agnDATE type="4" language="de" offset="14"/]')
      .replace('joerg@example.com', '[agnEMAIL/]');
    expect(back).toBe(crlf(NEWSLETTER));
  });

  it('parses with mailparser and carries all headers', async () => {
    const mail = renderMail(compile({}, { listId: 'post.nordlicht.example' }), JOERG, CONTEXT);
    const parsed = await simpleParser(mail);
    expect(parsed.subject).toBe('Grüße an Jörg "J" <b> ❄️');
    expect(parsed.from?.value).toEqual([
      { name: 'Nordlicht Kaffeerösterei', address: 'post@nordlicht.example' },
    ]);
    const { root } = parts(mail);
    expect(root.headers.get('reply-to')).toContain('<hallo@xn--nrdlicht-n4a.example>');
    expect(root.headers.get('to')).toBe('<joerg@example.com>');
    expect(root.headers.get('date')).toBe('Mon, 23 Nov 2026 12:00:00 +0000');
    expect(root.headers.get('message-id')).toMatch(/^<[a-z0-9.]+@nordlicht\.example>$/);
    expect(root.headers.get('mime-version')).toBe('1.0');
    expect(root.headers.get('list-id')).toBe('<post.nordlicht.example>');
    expect(root.headers.get('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(root.headers.get('list-unsubscribe')).toMatch(
      /^<https:\/\/mail\.nordlicht\.example\/uq\/[A-Za-z0-9_-]+>$/,
    );
    expect(root.parts.map((part) => part.headers.get('content-type'))).toEqual([
      'text/plain; charset=utf-8',
      'text/html; charset=utf-8',
    ]);
    expect(typeof parsed.html === 'string' ? parsed.html : '').toContain('Möwenschrei Ristretto');
  });

  it('signs every link, the pixel and the unsubscribe address for this recipient and send', () => {
    const mail = parts(renderMail(compile(), JOERG, CONTEXT));
    const clicks = payloads(mail.html, 'r');
    expect(new Set(clicks.map(({ linkId }) => linkId)).size).toBe(collectLinks(CONTENT).length);
    expect(mail.html).not.toMatch(/href="https:\/\/(?!mail\.nordlicht\.example)/);
    for (const payload of [...clicks, ...payloads(mail.text, 'r')]) {
      expect(payload).toMatchObject({
        kind: 'link',
        mailingId: 3,
        sendId: 5,
        ledgerId: 9001,
        recipientId: 77,
      });
    }
    expect(payloads(mail.html, 'g').map(({ kind, linkId }) => [kind, linkId])).toEqual([['open', 0]]);
    expect(payloads(mail.root.headers.get('list-unsubscribe') ?? '', 'uq')).toEqual(
      payloads(mail.html, 'uq'),
    );
    expect(payloads(mail.html, 'v').map(({ kind }) => kind)).toEqual(['view']);
  });

  it('keeps conditional comments byte for byte but for the addresses of their links', () => {
    const comments = (html: string): string[] =>
      [...html.matchAll(/<!--\[if[^]*?<!\[endif\]-->/g)].map(([comment]) =>
        comment.replace(/href="[^"]*"/g, 'href=""'),
      );
    const { html } = parts(renderMail(compile(), JOERG, CONTEXT));
    expect(comments(html)).toEqual(comments(crlf(NEWSLETTER)));
    expect(html).toMatch(/<v:roundrect [^>]*href="https:\/\/mail\.nordlicht\.example\/r\//);
  });

  it('escapes the preheader and puts it before the pixel, and leaves it out when empty', () => {
    const { html } = parts(renderMail(compile(), JOERG, CONTEXT));
    expect(PREHEADER.exec(html)?.[1]).toMatch(
      /^Für Sie, Jörg &quot;J&quot; &lt;b&gt;: &lt;frisch&gt; &amp; geröstet&#847;/,
    );
    expect(html).toMatch(/<body [^>]*><div style="display:none[^]*?<\/div><img src="[^"]*\/g\//);
    const without = parts(renderMail(compile({ preheader: ' ' }, { pixel: 'bottom' }), JOERG, CONTEXT)).html;
    expect(without).not.toMatch(PREHEADER);
    expect(without).toMatch(/<img src="[^"]*\/g\/[^>]*><\/body>/);
    expect(parts(renderMail(compile({}, { pixel: 'none' }), JOERG, CONTEXT)).html).not.toMatch(PIXEL);
  });

  it('sends text only to recipients and from mailings that want text', () => {
    for (const mail of [
      renderMail(compile(), { ...JOERG, mailtype: 0 }, CONTEXT),
      renderMail(compile({ format: 0, text: 'Nur Text: https://x.example/a.\n' }), JOERG, CONTEXT),
    ]) {
      const root = readStrictly(mail);
      expect(root.headers.get('content-type')).toBe('text/plain; charset=utf-8');
      expect(root.content).toContain(`${PUBLIC}/r/`);
    }
  });

  it('tracks and wraps the text part', () => {
    const text = `${'Wort '.repeat(30)}https://x.example/${'pfad/'.repeat(20)} danach. Hallo [agnFIRSTNAME/]!`;
    const mail = parts(renderMail(compile({ text }), JOERG, CONTEXT));
    expect(mail.text).toContain('Hallo Jörg "J" <b>!');
    expect(payloads(mail.text, 'r')).toHaveLength(1);
    for (const line of mail.text.split('\r\n'))
      expect(line.length <= 72 || line.startsWith(PUBLIC), line).toBe(true);
  });

  it('is the same for the same input, and its boundary never stands in the content', () => {
    const mail = renderMail(compile(), JOERG, CONTEXT);
    expect(renderMail(compile(), JOERG, CONTEXT).equals(mail)).toBe(true);
    const { boundary } = compile();
    expect(mail.toString('latin1').split(`--${boundary}`)).toHaveLength(4);
    const nasty = compile({ html: `<p>--${boundary}--</p>`, text: `\n--${boundary}--\n` });
    expect(readStrictly(renderMail(nasty, JOERG, CONTEXT)).parts).toHaveLength(2);
  });

  const HOSTILE = [
    'x\r\nBcc: evil@example.com',
    'x\n\nbody',
    '\r\n.\r\nMAIL FROM:<x>',
    '</title><script>alert(1)</script>',
    '"><img onerror=x>',
    '" onmouseover="x()',
    "' onmouseover='x()",
    'javascript:alert(1)',
    ' . ',
    '.',
    'a '.repeat(500),
    'ä'.repeat(900),
    '=?UTF-8?B?SGFjaw==?=',
    '[agnUNSUBSCRIBE/]',
    '\u0000\u0001\ud83d',
    '',
  ];

  it.each(HOSTILE)('takes %j as a profile field without harm', (value) => {
    const compiled = compile({
      subject: '[agnDB column="city"/]',
      senderName: '[agnDB column="city"/]',
      html: '<body title="[agnCity/]"><a href="[agnCity/]">[agnCity/]</a> <a href="https://x.example/[agnCity/]">x</a>[agnCity/]',
      text: '[agnCity/]\n[agnCity/] x [agnCity/]',
    });
    const mail = renderMail(compiled, { ...JOERG, fields: { city: value } }, CONTEXT);
    const { root, html, text } = parts(mail);
    expect([...root.headers.keys()]).toEqual([
      'from',
      'reply-to',
      'to',
      'subject',
      'date',
      'message-id',
      'mime-version',
      'list-unsubscribe',
      'list-unsubscribe-post',
      'content-type',
    ]);
    expect(html).not.toMatch(/<script|<img onerror|["'] onmouseover|href="javascript:/);
    expect(html).toContain('<a href="#">');
    const seen = Buffer.from(crlf(value.replace(/\r\n?/g, '\n')), 'utf8').toString('utf8');
    expect(text).toBe(`${seen}\r\n${seen} x ${seen}\r\n`);
  });

  it('keeps every line within its limit', () => {
    const mail = renderMail(
      compile({ subject: 'ü'.repeat(400), senderName: 'x'.repeat(300) }),
      JOERG,
      CONTEXT,
    );
    for (const line of mail.toString('latin1').split('\r\n')) {
      expect(line.length <= 76 || line.startsWith(` <${PUBLIC}/uq/`), line).toBe(true);
    }
  });

  it('refuses addresses that cannot be written', () => {
    expect(() =>
      renderMail(compile(), { ...JOERG, email: 'a@b.example>\r\nBcc: c@d.example' }, CONTEXT),
    ).toThrow(UnsendableAddressError);
    expect(() => renderMail(compile({ senderEmail: 'nobody' }), JOERG, CONTEXT)).toThrow(
      UnsendableAddressError,
    );
  });
});

describe('renderPreview', () => {
  it('shows the pasted links and counts nothing', () => {
    const preview = renderPreview(compile(), JOERG, { mode: 'preview' });
    expect(preview.subject).toBe('Grüße an Jörg "J" <b> ❄️');
    expect(preview.html).not.toContain(PUBLIC);
    expect(preview.html).toContain(
      'https://www.nordlicht-kaffee.example/winter?utm_source=newsletter&amp;utm_medium=email',
    );
    expect(preview.html).toContain('<a href="#" target="_blank" style="color:#f4efe6;">Hier abmelden</a>');
    expect(preview.text).toContain(
      'https://www.nordlicht-kaffee.example/winter?utm_source=newsletter&utm_medium=email',
    );
  });

  it('fills tags in the links it shows', () => {
    const html = '<a href="https://x.example/?e=[agnEMAIL/]&amp;x">x</a>';
    expect(renderPreview(compile({ html, preheader: '' }), JOERG, { mode: 'preview' }).html).toBe(
      '<a href="https://x.example/?e=joerg%40example.com&amp;x">x</a>',
    );
  });

  it('tracks the links of the page behind "view online", without a pixel', () => {
    const { html = '' } = renderPreview(compile(), JOERG, { mode: 'view-online', context: CONTEXT });
    expect(payloads(html, 'r').length).toBeGreaterThan(20);
    expect(payloads(html, 'uq')).toHaveLength(1);
    expect(html).not.toContain('/g/');
  });

  it('shows an unknown reader the anonymous values and the pasted links', () => {
    const { html = '', subject } = renderPreview(compile(), undefined, {
      mode: 'view-online',
      context: CONTEXT,
    });
    expect(subject).toBe('Grüße an  ❄️');
    expect(html).toContain('liebe Kaffeefreunde');
    expect(html).not.toContain(PUBLIC);
  });
});

describe('checkContent', () => {
  const check = (changes: Partial<MailingContent>): string[] =>
    checkContent({ ...CONTENT, ...changes }, { fields: [], titles: [1, 2, 3, 4] }).map(
      ({ part, severity, code, line, column }) => `${part} ${severity} ${code} ${line}:${column}`,
    );

  it('has nothing to say about the newsletter', () => {
    expect(check({})).toEqual([]);
  });

  it('names the part, the line and the column', () => {
    expect(
      check({
        subject: 'Hi [agnDB column="fristname"/]',
        senderName: '[agnNOPE',
        text: 'a\r\n\r\n[agnDYN name="x"/] ##AGNUID##',
        html: `<p>\r\n<a href="https://x.example/?c=[agnDB column="cty"/]">x</a>\r\n<script></script>[agnUNSUBSCRIBE/]`,
      }),
    ).toEqual([
      'subject error tag.unknownField.didYouMean 1:19',
      'senderName error tag.missingClosingBracket 1:1',
      'html warning html.tagInLink 2:10',
      'html error tag.unknownField 2:46',
      'html error html.script 3:1',
      'text error tag.notSupportedYet 3:1',
      'text warning content.hashtag 3:20',
    ]);
  });

  it('tells of every distinct link how often it stands where', () => {
    const links = collectLinks({
      ...CONTENT,
      html: '<a href="https://x.example/?a&amp;b"></a><a href="https://x.example/?a&amp;b">Go</a>',
      text: 'https://x.example/?a&b and https://x.example/t.',
    });
    expect(links).toEqual([
      { url: 'https://x.example/?a&b', label: 'Go', inHtml: 2, inText: 1 },
      { url: 'https://x.example/t', label: '', inHtml: 0, inText: 1 },
    ]);
  });
});
