import { describe, expect, it } from 'vitest';

import { cleanReply, ReplyReader } from './smtp-reply.js';

describe('ReplyReader', () => {
  it('puts replies together from any pieces', () => {
    const reader = new ReplyReader();
    const bytes = Buffer.from('250-a.example\r\n250-SIZE 10\r\n250 OK\r\n354 grüß\r\n');
    const replies = [...bytes].flatMap((byte) => reader.push(Buffer.from([byte])) ?? []);
    expect(replies).toEqual([
      { code: 250, text: '250 a.example SIZE 10 OK', lines: ['a.example', 'SIZE 10', 'OK'] },
      { code: 354, text: '354 grüß', lines: ['grüß'] },
    ]);
    expect(reader.partial).toBe(false);
  });

  it('says an enhanced code once and takes replies without text', () => {
    const [first, second] =
      new ReplyReader().push(Buffer.from('550-5.1.1 No such\r\n550 5.1.1 user\r\n250\r\n')) ?? [];
    expect(first?.text).toBe('550 5.1.1 No such user');
    expect(second).toEqual({ code: 250, text: '250', lines: [''] });
  });

  it('gives up on what is not SMTP, and on replies without an end', () => {
    expect(new ReplyReader().push(Buffer.from('HTTP/1.1 400 Bad Request\r\n'))).toBeUndefined();
    expect(new ReplyReader().push(Buffer.from('250-x\r\n'.repeat(20_000)))).toBeUndefined();
    expect(new ReplyReader().push(Buffer.alloc(70_000, 'x'))).toBeUndefined();
  });
});

describe('cleanReply', () => {
  it('removes what could disturb a page, a log or a terminal', () => {
    expect(cleanReply('550 a\u001b[31m\u0000b\r\nc\u202ed')).toBe('550 a [31m b c d');
  });

  it('keeps 500 characters and whole ones', () => {
    expect(cleanReply('x'.repeat(501))).toHaveLength(500);
    const cut = cleanReply(`${'x'.repeat(498)}😀😀`);
    expect(cut).toBe(`${'x'.repeat(498)}…`);
  });
});
