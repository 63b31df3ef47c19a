import { describe, expect, it } from 'vitest';
import { matchesWildcards } from './wildcards.js';

describe('matchesWildcards', () => {
  it.each([
    ['*@example.com', 'anna@example.com', true],
    ['*@example.com', 'anna@sub.example.com', false],
    ['*@*.example.com', 'anna@sub.example.com', true],
    ['*.example.com', 'anna@sub.example.com', true],
    ['*.example.com', 'anna@example.com', false],
    ['a?c@x.de', 'abc@x.de', true],
    ['a?c@x.de', 'ac@x.de', false],
    ['a_c*', 'abc@x.de', false],
    ['a_c*', 'a_c@x.de', true],
    ['a%*', 'abc@x.de', false],
    ['*', '', true],
    ['a*b*c', 'aXbYbZc', true],
    ['a*b*c', 'aXbYbZ', false],
    ['*.csv', 'a.csv', true],
    ['*.csv', 'a.csv.part', false],
    ['people-????-*.csv', 'people-2026-11.csv', true],
    ['people-????-*.csv', 'people-26-11.csv', false],
    ['a*b*c', 'aXbXbXc', true],
    ['A.csv', 'a.csv', false],
    ['a.csv', 'aXcsv', false],
    ['[a].csv', '[a].csv', true],
  ])('%j on %j: %s', (pattern, text, expected) => {
    expect(matchesWildcards(pattern, text)).toBe(expected);
  });

  it('does not blow up on a hostile pattern', () => {
    expect(matchesWildcards(`${'*a'.repeat(100)}b`, 'a'.repeat(254))).toBe(false);
  });
});
