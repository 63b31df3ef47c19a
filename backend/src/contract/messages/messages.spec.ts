import { describe, expect, it } from 'vitest';
import { message } from './index.js';

describe('numbers in messages', () => {
  it('are grouped as the language does it when they are amounts', () => {
    const params = { count: 14_750, list: 'News 2026' };
    expect(message('review.audience', params)).toContain('14,750 recipients of the list “News 2026”');
    expect(message('review.audience', params, 'de')).toContain('14.750 Empfänger der Liste „News 2026“');
    expect(message('send.audience-changed', { actual: 1000, expected: 999 }, 'de')).toContain(
      '1.000 statt 999',
    );
  });

  it('stay as they are when they name something', () => {
    expect(message('object.not-found', { what: 'mailing', id: 14_750 })).toContain('number 14750;');
    expect(message('mailing.version-conflict', { version: 1234 }, 'de')).toContain('Version 1234)');
    expect(message('value-date-year', { year: 1000 })).toContain('year 1000 ');
    expect(message('csv-cell-too-long', { column: 1024, max: 10_000 })).toBe(
      'Column 1024 has more than 10,000 characters. Shorten it.',
    );
  });

  it('call objects by the names the reader knows', () => {
    const params = { what: 'mailing-list', id: 7 };
    expect(message('object.not-found', params)).toContain('no mailing list with the number 7;');
    expect(message('object.not-found', params, 'de')).toContain('Mailingliste Nummer 7 gibt es nicht');
  });

  it('choose between one and many', () => {
    expect(message('review.errors', { count: 1 })).toBe(
      'The content has 1 error. The editor shows it and what to do.',
    );
    expect(message('review.errors', { count: 2 })).toContain('has 2 errors. The editor shows them');
    expect(message('review.links-insecure', { count: 1 }, 'de')).toMatch(/^1 Link beginnt /);
    expect(message('review.links-insecure', { count: 0 }, 'de')).toMatch(/^0 Links beginnen /);
  });

  it('that came as text are not touched', () => {
    expect(message('review.audience', { count: '14750', list: 'x' })).toContain('14750 ');
  });
});
