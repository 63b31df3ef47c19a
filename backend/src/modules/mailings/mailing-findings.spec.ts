import { describe, expect, it } from 'vitest';
import { LANGUAGES, message } from '../../contract/messages/index.js';
import { findingsOf } from './mailing-findings.js';
import { Mailing } from './mailing.entity.js';

const FIELDS = [{ name: 'city', type: 'text' }] as const;
const UNSUBSCRIBE = '<a href="[agnUNSUBSCRIBE/]">out</a>';

function mailing(changes: Partial<Mailing>): Mailing {
  return Object.assign(new Mailing(), {
    subject: 'Hi', preheader: '', senderName: '', senderEmail: '', replyName: '', replyEmail: '', html: '', text: 'x',
    textAutomatic: true, ...changes,
  }); // prettier-ignore
}

function inHtml(html: string) {
  return findingsOf(mailing({ html: html + UNSUBSCRIBE }), FIELDS);
}

describe('findings', () => {
  it.each([
    ['<p>a</p>\n  <script>alert(1)</script>\n', 'html.script', 'error', 2, 3],
    ['<p>a</p>\n\n<form action="https://a.example"><input></form>', 'html.form', 'warning', 3, 1],
    ['<base href="https://a.example/">', 'html.base', 'warning', 1, 1],
    ['<div>\n<table><tr><td>x</td></tr>\n</div>', 'html.unclosedElement', 'warning', 2, 1],
    ['a\n <p title="x', 'html.unclosedTag', 'warning', 2, 2],
    ['ü😀 [agnNOPE/]', 'tag.unknownTag', 'error', 1, 5],
    ['<p>\n\t[agnDB column="citty"/]', 'tag.unknownField.didYouMean', 'error', 2, 17],
    ['x\r\n[agnDB column="city"', 'tag.missingClosingBracket', 'error', 2, 1],
  ])('say where it is: %j', (html, code, severity, line, column) => {
    const found = findingsOf(mailing({ html }), FIELDS);
    expect(found).toContainEqual(expect.objectContaining({ code, severity, part: 'html', line, column }));
  });

  it('are none for a clean mail', () => {
    expect(inHtml('<p>Hi [agnDB column="city"/]</p>')).toEqual([]);
    expect(findingsOf(mailing({ subject: '', text: '' }), FIELDS)).toEqual([]);
  });

  it('tell the part the tag stands in', () => {
    const found = findingsOf(
      mailing({ subject: 'a [agnX/]', senderName: '[agnY/]', text: 'a\n[agnZ/]', textAutomatic: false }),
      FIELDS,
    );
    expect(found.map(({ part, line, column }) => [part, line, column])).toEqual([
      ['subject', 1, 3],
      ['senderName', 1, 1],
      ['text', 2, 1],
    ]);
  });

  it('do not repeat what is wrong in the HTML for the text made from it', () => {
    const content = { html: '<p>[agnZ/]</p>', text: '[agnZ/]' };
    const parts = (textAutomatic: boolean) =>
      findingsOf(mailing({ ...content, textAutomatic }), FIELDS)
        .filter(({ code }) => code.startsWith('tag.'))
        .map(({ part }) => part);
    expect(parts(true)).toEqual(['html']);
    expect(parts(false)).toEqual(['html', 'text']);
  });

  it('warn of an emptied text version and of what will be cut', () => {
    const found = findingsOf(
      mailing({
        subject: 'x'.repeat(71),
        preheader: 'y'.repeat(151),
        html: UNSUBSCRIBE,
        text: '',
        textAutomatic: false,
      }),
      FIELDS,
    );
    expect(found.map(({ code }) => code)).toEqual([
      'mailing.subject-long',
      'mailing.preheader-long',
      'mailing.text-empty',
    ]);
    expect(findingsOf(mailing({ subject: `${'x'.repeat(60)}[agnFIRSTNAME/]` }), FIELDS)).toEqual([]);
  });

  it('are no flood: the gravest come first, and the rest is counted', () => {
    const html = `${'<b><i>'.repeat(1000)}<script>x</script>${UNSUBSCRIBE}`;
    const found = findingsOf(mailing({ html }), FIELDS);
    expect(found).toHaveLength(201);
    expect(found[0]).toMatchObject({ code: 'html.script', severity: 'error' });
    expect(found[200]).toMatchObject({ code: 'mailing.more-findings', params: { count: 1801 } });
  });

  it('can all be said in every language', () => {
    const found = inHtml('<script></script><form><base><p onclick="x">[agnNOPE/][agnDB column="zzz"/] ##a##');
    expect(found.length).toBeGreaterThan(5);
    for (const language of LANGUAGES) {
      for (const { code, params } of found) {
        const text = message(code, params, language);
        expect(text).not.toBe(code);
        expect(text).not.toMatch(/\{\w+\}/);
      }
    }
  });
});
