import { describe, expect, it } from 'vitest';
import { InvalidInput, type FieldProblem } from '../../core/errors/domain-error.js';
import { checkedChanges, type MailingChanges } from './mailing-changes.js';

function problems(changes: MailingChanges): Readonly<Record<string, FieldProblem>> {
  try {
    checkedChanges(changes);
  } catch (error) {
    if (error instanceof InvalidInput) return error.fields;
    throw error;
  }
  return {};
}

describe('what may be saved in a mailing', () => {
  it('lets everything but the name be empty', () => {
    const empty = {
      subject: '',
      preheader: '',
      senderName: '',
      senderEmail: '',
      replyEmail: '',
      html: '',
      text: '',
    };
    expect(checkedChanges(empty)).toEqual(empty);
    expect(problems({ name: ' ' })).toEqual({ name: { code: 'input.required' } });
  });

  it('refuses whatever could begin another header, in every field that becomes one', () => {
    for (const attack of [
      'a\r\nBcc: x@example.com',
      'a\nb',
      'a\rb',
      'a\u0085b',
      'a\u2028b',
      'a\u0000b',
      'a\tb',
    ]) {
      const found = problems({
        name: attack,
        subject: attack,
        preheader: attack,
        senderName: attack,
        replyName: attack,
      });
      expect(Object.keys(found).sort()).toEqual(['name', 'preheader', 'replyName', 'senderName', 'subject']);
      expect(new Set(Object.values(found).map(({ code }) => code))).toEqual(new Set(['mailing.line-break']));
    }
    const addresses = [
      'a@example.com\r\nBcc: x@example.com',
      'Eve <a@example.com>',
      'a@b@c.de',
      'a',
      'a@b c.de',
    ];
    for (const address of addresses) {
      expect(problems({ senderEmail: address, replyEmail: address })).toEqual({
        senderEmail: { code: 'input.email' },
        replyEmail: { code: 'input.email' },
      });
    }
  });

  it('trims lines and addresses but not contents', () => {
    expect(
      checkedChanges({ subject: ' Hi ', senderEmail: ' News@Example.com ', html: ' <p>x</p>\r\n' }),
    ).toEqual({
      subject: 'Hi',
      senderEmail: 'news@example.com',
      html: ' <p>x</p>\r\n',
    });
  });

  it('counts characters, not UTF-16 units', () => {
    expect(problems({ subject: '😀'.repeat(500) })).toEqual({});
    expect(problems({ subject: '😀'.repeat(501) })).toEqual({
      subject: { code: 'input.too-long', params: { max: 500 } },
    });
  });

  it('takes 2 MB of content in bytes and not one more', () => {
    const limit = 2 * 1024 * 1024;
    expect(problems({ html: 'ü'.repeat(limit / 2), text: 'x'.repeat(limit) })).toEqual({});
    const over = { code: 'mailing.content-too-large', params: { megabytes: '2.01', max: 2 } };
    expect(problems({ html: `${'ü'.repeat(limit / 2)}x` })).toEqual({ html: over });
    expect(problems({ text: 'x'.repeat(limit + 1) })).toEqual({ text: over });
  });

  it('takes out what no database can keep, so that what is read is what was answered', () => {
    expect(checkedChanges({ html: 'a\ud800b\u0000c' })).toEqual({ html: 'a\ufffdbc' });
  });
});
