import { describe, expect, it } from 'vitest';
import { recipientMessages } from './recipients.js';

const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe('recipientMessages', () => {
  it.each(Object.entries(recipientMessages.en))('%s takes the same parameters in German', (code, text) => {
    const german = new Map(Object.entries<string>(recipientMessages.de)).get(code) ?? '';
    expect(placeholders(german)).toEqual(placeholders(text));
    expect(german).not.toBe(text);
  });
});
