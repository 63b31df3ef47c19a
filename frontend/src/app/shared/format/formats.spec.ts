import { LOCALE_ID, signal } from '@angular/core';
import { TestBed } from '@angular/core/testing';
import { Formats, TIME_ZONE } from './formats';

function formats(language: string): Formats {
  TestBed.configureTestingModule({
    providers: [
      { provide: LOCALE_ID, useValue: language },
      { provide: TIME_ZONE, useValue: signal('Europe/Berlin') },
    ],
  });
  return TestBed.inject(Formats);
}

describe('Formats', () => {
  it('shows times in the zone of the user and names it', () => {
    const german = formats('de');
    // One hour before and after Berlin's clocks go forward on 29 March 2026.
    expect(german.dateTime('2026-03-29T00:30:00Z')).toContain('01:30');
    expect(german.dateTime('2026-03-29T01:30:00Z')).toContain('03:30');
    expect(german.full('2026-03-29T01:30:00Z')).toContain('Europe/Berlin');
  });

  it('writes numbers as the language does', () => {
    const german = formats('de');
    expect(german.number(1234567)).toBe('1.234.567');
    expect(german.percent(0.1234).replace(/\s/, ' ')).toBe('12,3 %');
    expect(german.bytes(1_500_000)).toMatch(/^1,5.MB$/);
  });

  it('says how long ago and how long still', () => {
    const german = formats('de');
    const now = Date.parse('2026-03-29T12:00:00Z');
    expect(german.relative('2026-03-29T11:57:00Z', now)).toBe('vor 3 Minuten');
    expect(german.duration(42)).toMatch(/^42.Sek/);
    expect(german.duration(7_500)).toMatch(/^2.Std\.? 5.Min/);
    expect(german.duration(3_599)).toMatch(/^1.Std\.?$/);
  });
});
