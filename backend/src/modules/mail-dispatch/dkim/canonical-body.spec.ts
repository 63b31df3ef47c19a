import { createPublicKey, hash, verify } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { canonicalBody } from './canonical-body.js';
import { relaxedValue, signedHeaders } from './signed-headers.js';

const canonical = (body: string): string => canonicalBody(Buffer.from(body)).toString();

/** The RFC's rules, one after the other. */
function slowly(body: string): string {
  const lines = `${body}\r\n`.split('\r\n').map((line) => line.replace(/[ \t]+/g, ' ').replace(/ $/, ''));
  while (lines.at(-1) === '') lines.pop();
  return lines.map((line) => `${line}\r\n`).join('');
}

describe('canonicalBody', () => {
  it.each([
    [' C \r\nD \t E\r\n\r\n\r\n', ' C\r\nD E\r\n'], // RFC 6376 §3.4.5
    ['', ''],
    ['\r\n\r\n', ''],
    [' \t\r\n', ''],
    ['no end', 'no end\r\n'],
    ['a\r\n \t', 'a\r\n'],
    ['\r\n\r\na\r\n', '\r\n\r\na\r\n'],
    ['bare\rcarriage\nreturns\r\n', 'bare\rcarriage\nreturns\r\n'],
  ])('makes of %j %j', (body, expected) => {
    expect(canonical(body)).toBe(expected);
  });

  it('follows the rules whatever the body', () => {
    const piece = fc.constantFrom('a', ' ', '\t', '\r\n', '\r\n\r\n', 'ä', '.', '=', '\r', '\n', '  x');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const body = pieces.join('');
        expect(canonical(body)).toBe(slowly(body));
        expect(canonical(canonical(body))).toBe(canonical(body));
      }),
      { numRuns: 2000 },
    );
  });
});

describe('signedHeaders', () => {
  it('unfolds, trims and lowers as the RFC does', () => {
    // RFC 6376 §3.4.5
    expect([relaxedValue(' X'), relaxedValue(' Y\t\r\n\tZ  ')]).toEqual(['X', 'Y Z']);
    expect(signedHeaders('SUBJECT \t:  a\r\n\tb \r\nX-Other: c\r\n').canonical).toBe('subject:a b\r\n');
  });

  it('names each field once more than it is there, the last one first', () => {
    const { names, canonical: text } = signedHeaders('To: a\r\nFrom: b\r\nTo: c\r\n');
    expect(names.filter((name) => name === 'To')).toHaveLength(3);
    expect(names.filter((name) => name === 'From')).toHaveLength(2);
    expect(names.filter((name) => name === 'List-Unsubscribe-Post')).toHaveLength(1);
    expect(text).toBe('from:b\r\nto:c\r\nto:a\r\n');
  });
});

describe('the example of RFC 8463, appendix A', () => {
  const BODY = 'Hi.\r\n\r\nWe lost the game.  Are you hungry yet?\r\n\r\nJoe.\r\n';
  const FIELDS: Readonly<Record<string, string>> = {
    from: ' Joe SixPack <joe@football.example.com>',
    to: ' Suzie Q <suzie@shopping.example.net>',
    subject: ' Is dinner ready?',
    date: ' Fri, 11 Jul 2003 21:00:37 -0700 (PDT)',
    'message-id': ' <20030712040037.46341.5F8J@football.example.com>',
  };
  const BODY_HASH = '2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=';
  const SIGNATURE =
    '/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11BusFa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==';
  const PUBLIC_KEY = '11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=';

  it('has this hash of the body', () => {
    expect(hash('sha256', canonicalBody(Buffer.from(BODY)), 'base64')).toBe(BODY_HASH);
  });

  it('has this signature over these headers', () => {
    const own =
      ` v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; i=@football.example.com;\r\n` +
      ` q=dns/txt; s=brisbane; t=1528637909; h=from : to :\r\n subject : date : message-id : from : subject : date;\r\n` +
      ` bh=${BODY_HASH};\r\n b=`;
    const lines = Object.entries(FIELDS).map(([name, value]) => `${name}:${relaxedValue(value)}\r\n`);
    const data = `${lines.join('')}dkim-signature:${relaxedValue(own)}`;
    const key = createPublicKey({
      key: Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), Buffer.from(PUBLIC_KEY, 'base64')]),
      format: 'der',
      type: 'spki',
    });
    expect(verify(null, hash('sha256', data, 'buffer'), key, Buffer.from(SIGNATURE, 'base64'))).toBe(true);
  });
});
