import { describe, expect, it } from 'vitest';
import { InvalidInput } from '../../core/errors/domain-error.js';
import { literalLike, matchesPattern, readAddressPattern, wildcardLike } from './address-pattern.js';

describe('readAddressPattern', () => {
  it.each([
    [' Anna@Example.COM ', 'anna@example.com', false],
    ['*@Example.com', '*@example.com', true],
    ['a***@example.com', 'a*@example.com', true],
    ['a_b%c@example.com', 'a_b%c@example.com', false],
    ['info?@*.example', 'info?@*.example', true],
  ])('%j is %j', (raw, pattern, wildcard) => {
    expect(readAddressPattern(raw)).toEqual({ pattern, wildcard });
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
    expect(() => readAddressPattern(raw)).toThrow(InvalidInput);
    try {
      readAddressPattern(raw);
    } catch (error) {
      expect((error as InvalidInput).fields['pattern']?.code).toBe(code);
    }
  });
});

describe('matchesPattern', () => {
  it.each([
    ['*@example.com', 'anna@example.com', true],
    ['*@example.com', 'anna@sub.example.com', false],
    ['*@*.example.com', 'anna@sub.example.com', true],
    ['a?c@x.de', 'abc@x.de', true],
    ['a?c@x.de', 'ac@x.de', false],
    ['a_c*', 'abc@x.de', false],
    ['a_c*', 'a_c@x.de', true],
    ['a%*', 'abc@x.de', false],
    ['*', '', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
  ])('%j on %j: %s', (pattern, address, expected) => {
    expect(matchesPattern(pattern, address)).toBe(expected);
  });

  it('does not blow up on a hostile pattern', () => {
    expect(matchesPattern(`${'*a'.repeat(100)}b`, 'a'.repeat(254))).toBe(false);
  });
});

describe('LIKE patterns', () => {
  it('take every character but the wildcards for itself', () => {
    expect(literalLike('100%_!')).toBe('100!%!_!!');
    expect(wildcardLike('a_*?!%')).toBe('a!_%_!!!%');
  });
});
