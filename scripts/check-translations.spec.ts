import { describe, expect, it } from 'vitest';
import { compare, placeholders } from './check-translations.mjs';

describe('compare', () => {
  const german = (texts: Record<string, string>) => new Map(Object.entries(texts));

  it('finds nothing when both sides agree', () => {
    expect(compare({ 'a.b': '{$x} of {$y}' }, german({ 'a.b': '{$x} von {$y}' }))).toEqual([]);
  });

  it.each([
    ['a missing text', { 'a.b': 'x' }, {}, 'missing in German'],
    ['an empty text', { 'a.b': 'x' }, { 'a.b': ' ' }, 'empty in German'],
    ['a left-over text', {}, { 'a.b': 'x' }, 'unused in German'],
    ['a lost placeholder', { 'a.b': '{$x} mails' }, { 'a.b': 'Mails' }, 'placeholders differ'],
    ['an id made up by the compiler', { '8273947': 'x' }, { '8273947': 'x' }, 'no custom id'],
  ])('finds %s', (_name, source, texts, finding) => {
    expect(compare(source, german(texts))).toEqual([expect.stringContaining(finding)]);
  });

  it('does not call a text unused that stands in code no page loads yet', () => {
    expect(compare({}, german({ 'shared.x': 'x' }), (id: string) => id === 'shared.x')).toEqual([]);
  });
});

describe('placeholders', () => {
  it('sees those of plural expressions', () => {
    const text = '{VAR_PLURAL, plural, =1 {one} other {{INTERPOLATION} of {$total}}}';
    expect(placeholders(text)).toEqual(['INTERPOLATION', 'VAR_PLURAL', 'total']);
  });
});
