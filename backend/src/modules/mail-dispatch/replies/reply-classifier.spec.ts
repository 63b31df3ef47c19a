import { describe, expect, it } from 'vitest';
import { familyOf } from './provider-family.js';
import { isReplyClass } from '../../../contract/replies/reply-class.js';
import { ReplyClassifier, SHIPPED_RULES } from './reply-classifier.js';
import { codeCondition } from './reply-rule.js';
import { REPLY_VECTORS } from './reply-vectors.js';

const shipped = new ReplyClassifier();

function classOf(reply: string, family = 'other', rules = shipped): string {
  return rules.classify(Number(reply.slice(0, 3)), reply, family).replyClass;
}

describe('ReplyClassifier', () => {
  it.each(REPLY_VECTORS)('%s: %s', (family, reply, expected) => {
    expect(classOf(reply, family)).toBe(expected);
  });

  // spec/backend.md 8.4: where OpenEMM takes valid recipients for dead ones, or dead ones for valid.
  it.each([
    ['google', '550 5.7.26 Your email has been blocked because the sender is unauthenticated', 'sender-auth'],
    ['other', '550 5.1.10 The domain has a null MX', 'bad-domain'],
    ['google', '550 5.2.1 The user you are trying to contact is receiving mail at a rate that', 'rate'],
    ['other', '550 no such user', 'bad-mailbox'],
    ['other', '553 5.1.8 <a@b.example>: Sender address rejected', 'invalid-sender'],
    ['other', '550 5.4.7 delivery time expired', 'expired'],
  ])('%s: %s', (family, reply, expected) => {
    expect(classOf(reply, family)).toBe(expected);
  });

  it('knows every shipped rule by one name, and every family it speaks of', () => {
    const ids = SHIPPED_RULES.map(([id]) => id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids).toHaveLength(172);
  });

  it('lets own rules come first and shipped ones be switched off', () => {
    const reply = '550 5.1.1 quota of the moon';
    const own = { id: 7, family: '*', codes: '550', replyClass: 'rate', words: 'of the MOON' } as const;
    const rules = new ReplyClassifier([own]);
    expect(rules.classify(550, reply, 'other')).toEqual({ replyClass: 'rate', rule: 'own-7' });
    expect(classOf('550 5.1.1 nobody')).toBe('bad-mailbox');
    const without = new ReplyClassifier([], new Set(['E02']));
    expect(classOf('550 5.1.1 nobody', 'other', without)).toBe('unknown-recipient-issue');
  });

  it('comes to an end, whatever a server says', () => {
    const words = ['mailbox ', 'account ', 'a', ' exceed ', 'over ', 'user ', '1.1.1.1 ', 'message '];
    // A pattern that explodes would take longer than the test may.
    for (const word of words) {
      expect(isReplyClass(classOf(`550 ${word.repeat(500).slice(0, 496)}`))).toBe(true);
    }
  });
});

describe('codeCondition', () => {
  it.each([
    ['421,451 4.7.24 or 550 5.7.24', 451, '4.7.24', true],
    ['421,451 4.7.24 or 550 5.7.24', 550, '4.7.24', false],
    ['4xx', 499, '', true],
    ['4xx', 550, '', false],
    ['x.7.1[0-2]', 550, '5.7.12', true],
    ['x.7.1', 550, '5.7.12', false],
    ['550 5.1.1', 550, '', false],
    ['*', 250, '', true],
  ])('%s with %i %s: %s', (codes, basic, enhanced, fits) => {
    expect(codeCondition(codes)(basic, enhanced)).toBe(fits);
  });

  it('refuses what is no code', () => {
    expect(() => codeCondition('hello')).toThrow(SyntaxError);
    expect(() => codeCondition('550 5.1.1 5.1.2')).toThrow(SyntaxError);
  });
});

describe('familyOf', () => {
  it.each([
    ['gmail-smtp-in.l.google.com', 'a@example.com', 'google'],
    ['example-com.mail.protection.outlook.com', 'a@example.com', 'microsoft'],
    ['mx.example.com', 'a@gmail.com', 'other'],
    [undefined, 'a@GMail.com', 'google'],
    [undefined, 'a@example.com', 'other'],
  ])('%s for %s is %s', (host, address, family) => {
    expect(familyOf(host, address)).toBe(family);
  });
});
