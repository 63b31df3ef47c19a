import { describe, expect, it } from 'vitest';
import { DEFAULT_SALUTATIONS, type Salutation, type SalutationForm, salute } from './salutations.js';

const ADA = { gender: 1, title: 'Dr.', firstname: 'Ada', lastname: 'Lovelace' };

function german(form: SalutationForm, person: Partial<typeof ADA> | { gender: null }): string {
  const [salutation] = DEFAULT_SALUTATIONS;
  if (!salutation) throw new Error('no salutation');
  return salute(salutation, form, { ...ADA, ...person });
}

describe('salute', () => {
  it.each<[SalutationForm, Partial<typeof ADA> | { gender: null }, string]>([
    ['lastname', {}, 'Sehr geehrte Frau Dr. Lovelace'],
    ['lastname', { gender: 0, title: '' }, 'Sehr geehrter Herr Lovelace'],
    ['full', {}, 'Sehr geehrte Frau Dr. Ada Lovelace'],
    ['full', { firstname: ' ' }, 'Sehr geehrte Frau Dr. Lovelace'],
    ['firstname', {}, 'Sehr geehrte Frau Ada'],
    ['lastname', { gender: 2 }, 'Sehr geehrte Damen und Herren'],
    ['lastname', { gender: 3 }, 'Sehr geehrte Frau Dr. Lovelace'],
    ['lastname', { gender: 9 }, 'Sehr geehrte Damen und Herren'],
    ['lastname', { gender: null }, 'Sehr geehrte Damen und Herren'],
    ['lastname', { lastname: '' }, 'Sehr geehrte Damen und Herren'],
    ['full', { lastname: '' }, 'Sehr geehrte Damen und Herren'],
    ['firstname', { firstname: '' }, 'Sehr geehrte Damen und Herren'],
    ['lastname', { gender: 5, title: '' }, 'Sehr geehrtes Team der Firma Lovelace'],
  ])('%s of %j is %s', (form, person, expected) => {
    expect(german(form, person)).toBe(expected);
  });

  it('falls back to the text of gender 2 when the set has none for the gender', () => {
    const own: Salutation = { id: 9, description: 'x', language: 'en', texts: { 1: 'Dear Ms', 2: 'Hello' } };
    expect(salute(own, 'lastname', { ...ADA, gender: 0 })).toBe('Hello');
    expect(salute(own, 'lastname', ADA)).toBe('Dear Ms Dr. Lovelace');
  });

  it('ships four complete sets with distinct numbers', () => {
    expect(DEFAULT_SALUTATIONS.map(({ id, language }) => [id, language])).toEqual([
      [1, 'de'],
      [2, 'en'],
      [3, 'de'],
      [4, 'en'],
    ]);
    for (const { texts } of DEFAULT_SALUTATIONS) expect(Object.values(texts).filter(Boolean)).toHaveLength(5);
  });
});
