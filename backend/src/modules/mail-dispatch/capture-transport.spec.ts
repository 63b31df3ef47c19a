import { describe, expect, it } from 'vitest';
import { subjectOf } from './capture-transport.js';

const mail = (...head: string[]) => Buffer.from(`${head.join('\r\n')}\r\n\r\nSubject: not this one\r\n`);

describe('subjectOf', () => {
  it.each([
    ['plain text', ['Subject: plain text']],
    [
      'a long one that was folded',
      ['From: <a@b.de>', 'Subject: a long one', ' that was folded', 'To: <c@d.de>'],
    ],
    ['Grüße aus Köln', ['Subject: =?UTF-8?B?R3LDvMOfZSBh?=', ' =?UTF-8?B?dXMgS8O2bG4=?=']],
    ['Grüße an alle', ['subject: =?utf-8?q?Gr=C3=BC=C3=9Fe_an?= alle']],
    ['=?x-unknown?B?QUJD?=', ['Subject: =?x-unknown?B?QUJD?=']],
    ['', ['From: <a@b.de>']],
  ])('reads %j', (subject, head) => {
    expect(subjectOf(mail(...head))).toBe(subject);
  });
});
