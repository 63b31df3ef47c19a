import { describe, expect, it } from 'vitest';
import { dispatchMessages } from './dispatch.js';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('messages about sends', () => {
  it('are the same set in both languages, with the same placeholders', () => {
    const { en, de } = dispatchMessages;
    expect(Object.keys(de)).toEqual(Object.keys(en));
    for (const [code, text] of Object.entries(en)) {
      expect([code, placeholders(de[code as keyof typeof de])]).toEqual([code, placeholders(text)]);
    }
  });
});
