import { simpleParser } from 'mailparser';
import { describe, expect, it } from 'vitest';
import {
  addressHeader,
  asciiAddress,
  mailDate,
  singleLine,
  textHeader,
  tokenHeader,
  UnsendableAddressError,
} from './headers.js';

async function parsed(headers: string): ReturnType<typeof simpleParser> {
  return simpleParser(`${headers}\r\nbody\r\n`);
}

function expectFolded(header: string): void {
  expect(header.endsWith('\r\n')).toBe(true);
  for (const line of header.slice(0, -2).split('\r\n')) {
    expect(line.length).toBeLessThanOrEqual(76);
    expect(line).toMatch(/^[\x20-\x7e]*[\x21-\x7e]$/);
  }
}

const SUBJECTS = [
  'Hello',
  'A plain subject that is long enough to be folded over at least two lines of a mail header, if not three of them',
  'Grüße aus Flensburg – der Winter riecht nach frisch geröstet ☕❄️ und nach Zimt, Nelken und einer Prise Kardamom 🎁',
  '👩‍🚀'.repeat(40),
  'x'.repeat(300),
  'two  blanks and =?UTF-8?B?SGFjaw==?= inside',
  'ends with ä',
];

describe('textHeader', () => {
  it.each(SUBJECTS)('writes %j so that a mail program reads the same', async (subject) => {
    const header = textHeader('Subject', subject);
    expectFolded(header);
    expect((await parsed(header)).subject).toBe(subject);
  });

  it('encodes each word of a subject on its own, never half a character', () => {
    for (const [, base64] of textHeader('Subject', '€'.repeat(200)).matchAll(/=\?UTF-8\?B\?([^?]*)\?=/g)) {
      expect(Buffer.from(base64 ?? '', 'base64').toString('utf8')).toMatch(/^€+$/);
    }
  });

  it.each([
    'a\r\nBcc: x@y.example',
    'a\nBcc: x@y.example',
    'a\rBcc: x',
    'a\u0000b',
    'ä\r\n\r\nbody',
    'a\u2028Bcc: b',
    'a\u0085b',
  ])('cannot be made to start another header by %j', async (subject) => {
    const header = textHeader('Subject', subject);
    expect(header.replace(/\r\n /g, '').match(/\r\n/g)).toHaveLength(1);
    const mail = await parsed(header);
    expect([...mail.headers.keys()]).toEqual(['subject']);
    expect(mail.text?.trim()).toBe('body');
  });
});

describe('addressHeader', () => {
  it.each([
    '',
    'Nordlicht',
    'Miller, John "Jack"',
    'Jördis Thießen',
    'Nordlicht Kaffeerösterei GmbH & Co. KG, Abteilung für ausführliche Absendernamen',
    'a\r\nBcc: evil@example.com',
    '=?utf-8?q?x?=',
  ])('carries the name %j', async (name) => {
    const header = addressHeader('From', name, 'news@example.com');
    expectFolded(header);
    const mail = await parsed(header);
    expect(mail.from?.value).toEqual([{ address: 'news@example.com', name: singleLine(name) }]);
    expect([...mail.headers.keys()]).toEqual(['from']);
  });
});

describe('asciiAddress', () => {
  it.each([
    ['a.b+c@Example.com', 'a.b+c@example.com'],
    ['info@bücher.example', 'info@xn--bcher-kva.example'],
    [' x@y.example ', 'x@y.example'],
    ["o'neil@example.com", "o'neil@example.com"],
  ])('takes %j', (address, expected) => {
    expect(asciiAddress(address)).toBe(expected);
  });

  it.each([
    '',
    'nobody',
    '@example.com',
    'a@',
    'a b@example.com',
    'a@b@example.com',
    'a@example.com>, <b@example.com',
    'a@example.com\r\nBcc: b@example.com',
    'a@example.com/path',
    'a@exam_ple..com',
    '.a@example.com',
    'a..b@example.com',
    'jürgen@example.com',
    `${'a'.repeat(65)}@example.com`,
    'a@-example.com',
  ])('refuses %j', (address) => {
    expect(() => asciiAddress(address)).toThrow(UnsendableAddressError);
  });
});

describe('tokenHeader and mailDate', () => {
  it('folds between tokens only', () => {
    const url = `<https://example.com/${'x'.repeat(80)}>`;
    expect(tokenHeader('List-Unsubscribe', [url])).toBe(`List-Unsubscribe:\r\n ${url}\r\n`);
    expect(tokenHeader('To', ['<a@b.example>'])).toBe('To: <a@b.example>\r\n');
  });

  it('writes the zone as RFC 5322 wants it', () => {
    expect(mailDate(new Date('2026-11-05T08:07:06Z'))).toBe('Thu, 05 Nov 2026 08:07:06 +0000');
  });
});
