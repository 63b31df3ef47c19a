import { describe, expect, it } from 'vitest';
import { readAddressPattern } from './address-pattern.js';

describe('readAddressPattern', () => {
  it.each([
    [' Anna@Example.COM ', 'anna@example.com', false, null],
    ['*@Example.com', '*@example.com', true, 'example.com'],
    ['**@Example.com', '*@example.com', true, 'example.com'],
    ['*.Example.com', '*.example.com', true, null],
    ['*@*.example.com', '*@*.example.com', true, null],
    ['a***@example.com', 'a*@example.com', true, null],
    ['a_b%c@example.com', 'a_b%c@example.com', false, null],
    ['info?@*.example', 'info?@*.example', true, null],
  ])('%j is %j', (raw, pattern, wildcard, domain) => {
    expect(readAddressPattern(raw)).toEqual({ ok: true, pattern, wildcard, domain });
  });

  it.each([
    ['', 'email-missing'],
    ['no address', 'email-no-at'],
    ['*', 'blocklist.pattern-too-wide'],
    ['*@*.*', 'blocklist.pattern-too-wide'],
    ['?*?@??.*', 'blocklist.pattern-too-wide'],
    ['*@*@example.com', 'blocklist.pattern-format'],
    ["*@example.com' OR 1=1 --", 'blocklist.pattern-format'],
    ['*@bücher.example', 'blocklist.pattern-format'],
    [`*${'a'.repeat(254)}`, 'input.too-long'],
  ])('refuses %j with %s', (raw, code) => {
    expect(readAddressPattern(raw)).toMatchObject({ ok: false, code });
  });
});
