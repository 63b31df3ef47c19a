import { describe, expect, it } from 'vitest';
import { allCatalogues } from './messages/index.js';
import { isGoodPassword, PASSWORD_RULES, passwordRules, type PasswordOwner } from './password-rules.js';

function unmet(password: string, owner?: PasswordOwner): string[] {
  return passwordRules(password, owner)
    .filter(({ met }) => !met)
    .map(({ rule }) => rule);
}

describe('password rules', () => {
  it.each([
    ['Ab1!xyzk', []],
    ['Ab1!xyz', ['length']],
    ['ab1!xyzk', ['upper-case']],
    ['AB1!XYZK', ['lower-case']],
    ['Abc!xyzk', ['digit']],
    ['Ab1cxyzk', ['special']],
    ['Äß1 xyzk', []],
    ['correct horse battery', []],
    ['twelvechars?', []],
    ['elevenchars', ['upper-case', 'digit', 'special']],
    ['', [...PASSWORD_RULES]],
  ])('"%s" lacks %j', (password, expected) => {
    expect(unmet(password)).toEqual(expected);
  });

  it.each([
    'Password1!',
    'P@ssw0rd2024!',
    'passwordpassword',
    'Sommer2025!',
    'Qwertz123456!',
    '123456789012',
    'aaaaaaaaaaaaaaaa',
    'abababababababab',
    'abcdefghijklmnop',
    'Willkommen#1',
  ])('"%s" is what everybody tries first', (password) => {
    expect(unmet(password)).toContain('uncommon');
  });

  it('counts characters, not UTF-16 units, and has an upper limit', () => {
    expect(unmet('😀😁😂😃😄😅')).toContain('length');
    expect(unmet('ab'.repeat(50) + 'cdefg'.repeat(20))).toEqual([]);
    expect(unmet('ab'.repeat(50) + 'cdefg'.repeat(21))).toContain('length');
  });

  it('is not the name or the address of its owner', () => {
    const owner = { email: 'Katharina.Schmidt@example.org', name: 'Katharina von Schmidt-Lang' };
    expect(unmet('katharina.schmidt@example.org', owner)).toEqual(['impersonal']);
    expect(unmet('KatharinaSchmidt', owner)).toEqual(['impersonal']);
    expect(unmet('katharina von schmidt lang', owner)).toEqual(['impersonal']);
    expect(isGoodPassword('Katharina reads 7 books', owner)).toBe(true);
  });

  it('has a text for every rule in every language', () => {
    for (const language of ['en', 'de'] as const) {
      const known = allCatalogues().flatMap((catalogue) => Object.keys(catalogue[language]));
      expect(known).toEqual(expect.arrayContaining(PASSWORD_RULES.map((rule) => `password.${rule}`)));
    }
  });
});
