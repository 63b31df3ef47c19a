import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import {
  dayOf,
  readToken,
  signToken,
  type TokenKind,
  type TokenPayload,
  tokenUrl,
} from './tracking-token.js';

const NOW = new Date('2026-11-23T12:00:00Z');
const LIMITS = { now: NOW, maxAgeDays: 365 };
const PAYLOAD: TokenPayload = {
  kind: 'link',
  mailingId: 12,
  sendId: 345,
  ledgerId: 6_789_012,
  recipientId: 1_234_567,
  linkId: 17,
  issuedDay: dayOf(NOW),
};

describe('tracking tokens', () => {
  it('carry every kind and size of number', () => {
    const numbers = [0, 1, 127, 128, 16_383, 16_384, 2 ** 31, 2 ** 32, 2 ** 45 + 3, Number.MAX_SAFE_INTEGER];
    for (const kind of ['link', 'open', 'unsubscribe', 'view'] satisfies TokenKind[]) {
      for (const [index, number] of numbers.entries()) {
        const other = numbers[(index * 7 + 3) % numbers.length] ?? 0;
        const payload = {
          ...PAYLOAD,
          kind,
          ledgerId: number,
          recipientId: other,
          mailingId: other,
          linkId: number,
        };
        expect(readToken('secret', signToken('secret', payload), LIMITS)).toEqual({ ok: true, payload });
      }
    }
  });

  it('end in 16 bytes of the HMAC-SHA256 of what they carry', () => {
    const key = createHmac('sha256', 'secret').update('emm tracking token v1').digest();
    for (const ledgerId of [1, 2 ** 20, 2 ** 53 - 1]) {
      const bytes = Buffer.from(signToken('secret', { ...PAYLOAD, ledgerId }), 'base64url');
      const code = createHmac('sha256', key).update(bytes.subarray(0, -16)).digest().subarray(0, 16);
      expect(bytes.subarray(-16).equals(code)).toBe(true);
    }
  });

  it('are short, and safe in a URL', () => {
    expect(signToken('secret', PAYLOAD)).toMatch(/^[A-Za-z0-9_-]{40,56}$/);
    expect(tokenUrl('https://m.example', 'open', 'T')).toBe('https://m.example/g/T.gif');
    expect(tokenUrl('https://m.example', 'link', 'T')).toBe('https://m.example/r/T');
    expect(tokenUrl('https://m.example', 'unsubscribe', 'T')).toBe('https://m.example/uq/T');
    expect(tokenUrl('https://m.example', 'view', 'T')).toBe('https://m.example/v/T');
  });

  it('are refused when any character was changed', () => {
    const token = signToken('secret', PAYLOAD);
    for (let at = 0; at < token.length; at += 1) {
      for (const replacement of ['A', 'B', '_', '-', '9']) {
        if (token[at] === replacement) continue;
        const changed = token.slice(0, at) + replacement + token.slice(at + 1);
        expect(readToken('secret', changed, LIMITS).ok, changed).toBe(false);
      }
    }
  });

  it('tell a forged token from a malformed and an expired one', () => {
    const token = signToken('secret', PAYLOAD);
    expect(readToken('other', token, LIMITS)).toEqual({ ok: false, reason: 'forged' });
    for (const text of [
      '',
      'x',
      '%%%',
      `${token}=`,
      `${token} `,
      token.slice(0, -1),
      token.slice(0, 20),
      'A'.repeat(5000),
    ]) {
      expect(readToken('secret', text, LIMITS).ok, text).toBe(false);
    }
    expect(readToken('secret', '%%%', LIMITS)).toEqual({ ok: false, reason: 'malformed' });
    const day = (days: number): Date => new Date(NOW.getTime() + days * 86_400_000);
    expect(readToken('secret', token, { now: day(30), maxAgeDays: 30 }).ok).toBe(true);
    expect(readToken('secret', token, { now: day(31), maxAgeDays: 30 })).toEqual({
      ok: false,
      reason: 'expired',
    });
    expect(readToken('other', token, { now: day(31), maxAgeDays: 30 })).toEqual({
      ok: false,
      reason: 'forged',
    });
  });

  it('stay readable while secrets are changed', () => {
    const token = signToken('old', PAYLOAD);
    expect(readToken(['new', 'old'], token, LIMITS).ok).toBe(true);
    expect(readToken(['new', 'newer'], token, LIMITS).ok).toBe(false);
  });

  it('take no number that they could not give back', () => {
    for (const ledgerId of [-1, 1.5, Number.NaN, 2 ** 53]) {
      expect(() => signToken('secret', { ...PAYLOAD, ledgerId })).toThrow(RangeError);
    }
  });
});
