import { describe, expect, it } from 'vitest';
import { checkEmailAddress, type EmailProblemCode } from './email-address.js';

const good: [string, string, string][] = [
  ['anna@example.com', 'anna@example.com', 'example.com'],
  ['  Anna.MUELLER@Example.COM \t', 'anna.mueller@example.com', 'example.com'],
  ['\ufeffanna@example.com\u00a0\u200b', 'anna@example.com', 'example.com'],
  ["o'neil+news@mail.example.co.uk", "o'neil+news@mail.example.co.uk", 'mail.example.co.uk'],
  ['a!#$%&*/=?^_`{|}~-b@example.com', 'a!#$%&*/=?^_`{|}~-b@example.com', 'example.com'],
  ['info@müller.de', 'info@xn--mller-kva.de', 'xn--mller-kva.de'],
  ['info@MÜLLER.de', 'info@xn--mller-kva.de', 'xn--mller-kva.de'],
  ['info@xn--mller-kva.de', 'info@xn--mller-kva.de', 'xn--mller-kva.de'],
  ['info@例え.テスト', 'info@xn--r8jz45g.xn--zckzah', 'xn--r8jz45g.xn--zckzah'],
  ['info@straße.de', 'info@xn--strae-oqa.de', 'xn--strae-oqa.de'],
  ['x@1and1.de', 'x@1and1.de', '1and1.de'],
  [`${'a'.repeat(64)}@example.com`, `${'a'.repeat(64)}@example.com`, 'example.com'],
];

const bad: [string, EmailProblemCode][] = [
  ['', 'email-missing'],
  [' \t\u200b ', 'email-missing'],
  ['anna.example.com', 'email-no-at'],
  ['n/a', 'email-no-at'],
  ['@example.com', 'email-no-local-part'],
  ['anna@', 'email-no-domain'],
  ['anna@@example.com', 'email-several-ats'],
  ['anna@home@example.com', 'email-several-ats'],
  ['anna@example.com, bob@example.com', 'email-several-addresses'],
  ['anna@example.com;bob@example.com', 'email-several-addresses'],
  ['Anna Müller <anna@example.com>', 'email-display-name'],
  ['"anna b"@example.com', 'email-quoted-local-part'],
  ['"a@b"@example.com', 'email-quoted-local-part'],
  ['anna mueller@example.com', 'email-blank-inside'],
  ['anna@exam ple.com', 'email-blank-inside'],
  ['an\u200bna@example.com', 'email-blank-inside'],
  ['anna\u0007@example.com', 'email-control-character'],
  ['müller@example.com', 'email-local-part-unicode'],
  ['.anna@example.com', 'email-local-part-dot'],
  ['anna.@example.com', 'email-local-part-dot'],
  ['an..na@example.com', 'email-double-dot'],
  ['anna@example..com', 'email-double-dot'],
  ['anna@example,com', 'email-comma'],
  ['anna,b@example.com', 'email-comma'],
  ['mailto:anna@example.com', 'email-local-part-character'],
  ['an(na)@example.com', 'email-local-part-character'],
  [`${'a'.repeat(65)}@example.com`, 'email-local-part-too-long'],
  [`anna@${'a.'.repeat(130)}com`, 'email-too-long'],
  ['x'.repeat(1_000_000), 'email-too-long'],
  ['anna@[192.168.0.1]', 'email-domain-literal'],
  ['anna@192.168.0.1', 'email-domain-ending'],
  ['anna@example.c', 'email-domain-ending'],
  ['anna@.example.com', 'email-domain-dot'],
  ['anna@example.com.', 'email-domain-dot'],
  ['anna@localhost', 'email-domain-no-ending'],
  ['anna@exa_mple.com', 'email-domain-character'],
  ['anna@example.com/path', 'email-domain-character'],
  ['anna@müller.de:80', 'email-domain-character'],
  ['anna@ex%61mple.com', 'email-domain-character'],
  ['anna@-example.com', 'email-domain-hyphen'],
  ['anna@example-.com', 'email-domain-hyphen'],
  [`anna@${'a'.repeat(64)}.com`, 'email-domain-label-too-long'],
  ['anna@xn--zzzzzzü.de', 'email-domain-idn'],
];

describe('checkEmailAddress', () => {
  it.each(good)('takes %j', (raw, address, domain) => {
    expect(checkEmailAddress(raw)).toEqual({ ok: true, address, domain });
  });

  it.each(bad)('refuses %j as %s', (raw, code) => {
    expect(checkEmailAddress(raw)).toMatchObject({ ok: false, code });
  });

  it('names the character that is wrong', () => {
    expect(checkEmailAddress('jörg@example.com')).toMatchObject({ params: { character: 'ö' } });
    expect(checkEmailAddress('a:b@example.com')).toMatchObject({ params: { character: ':' } });
    expect(checkEmailAddress('a@b!c.com')).toMatchObject({ params: { character: '!' } });
  });

  it('takes exactly 254 octets and no more', () => {
    const fits = `${'l'.repeat(64)}@${'a'.repeat(60)}.${'b'.repeat(60)}.${'c'.repeat(63)}.com`;
    expect(fits.length).toBe(254);
    expect(checkEmailAddress(fits)).toMatchObject({ ok: true });
    expect(checkEmailAddress(fits.replace('.com', '.info'))).toMatchObject({
      ok: false,
      code: 'email-too-long',
    });
  });
});
