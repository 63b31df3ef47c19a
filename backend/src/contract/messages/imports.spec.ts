import { describe, expect, it } from 'vitest';
import { importMessages } from './imports.js';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('importMessages', () => {
  it('has the same codes in both languages', () => {
    expect(Object.keys(importMessages.de).sort()).toEqual(Object.keys(importMessages.en).sort());
  });

  it.each(Object.entries(importMessages.en))('%s takes the same parameters in German', (code, text) => {
    const german = new Map(Object.entries<string>(importMessages.de)).get(code) ?? '';
    expect(placeholders(german)).toEqual(placeholders(text));
    expect(german).not.toBe(text);
  });
});
