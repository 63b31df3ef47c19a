import { describe, expect, it } from 'vitest';

import { envelopeAddress, wireFormat } from './smtp-message.js';

const wire = (text: string): string | undefined => wireFormat(Buffer.from(text))?.toString();

describe('wireFormat', () => {
  it('doubles dots at the start of lines only', () => {
    expect(wire('.a\r\n..b\r\nc.d\r\n.\r\n')).toBe('..a\r\n...b\r\nc.d\r\n..\r\n');
  });

  it('ends the last line', () => {
    expect(wire('a\r\nb')).toBe('a\r\nb\r\n');
    expect(wire('.')).toBe('..\r\n');
    expect(wire('')).toBe('');
  });

  it('leaves a message without such lines as it is', () => {
    const message = Buffer.from('a: b\r\n\r\nc\r\n');
    expect(wireFormat(message)).toBe(message);
  });

  it.each(['a\nb\r\n', 'a\rb\r\n', 'a\r\n\nb', 'a\r\r\n', 'a\n.\nMAIL FROM:<x@y.z>\r\n', 'a\r', 'a\n'])(
    'refuses the lone line break in %j',
    (text) => {
      expect(wire(text)).toBeUndefined();
    },
  );
});

describe('envelopeAddress', () => {
  it.each([
    ['anna@example.com', 'anna@example.com', false],
    ["Anna.O'Neil+x@Example.COM", "Anna.O'Neil+x@Example.COM", false],
    ['anna@bücher.example', 'anna@xn--bcher-kva.example', false],
    ['änne@bücher.example', 'änne@xn--bcher-kva.example', true],
    ['"a b"@example.com', '"a b"@example.com', false],
    ['anna@[192.0.2.1]', 'anna@[192.0.2.1]', false],
  ])('takes %s', (address, path, smtpUtf8) => {
    expect(envelopeAddress(address)).toEqual({ path, smtpUtf8 });
  });

  it.each([
    '',
    'anna',
    '@example.com',
    'anna@',
    'a b@example.com',
    'a@example.com> SIZE=1',
    'a@example.com\r\nRSET',
    '<a@example.com>',
    'a\u0000@example.com',
    'a@exa mple.com',
    '"a@example.com',
    'a"b@example.com',
  ])('refuses %j', (address) => {
    expect(envelopeAddress(address)).toHaveProperty('problem');
  });
});
