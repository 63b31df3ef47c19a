import { describe, expect, it } from 'vitest';
import { convertRow, type ConversionOptions } from './row-conversion.js';
import { checkMapping, type ColumnMapping, type KnownField } from './mapping.js';

const now = new Date('2026-03-29T23:30:00Z');
const fields: KnownField[] = [
  { name: 'city', label: 'City', type: 'text', maxLength: 20 },
  { name: 'level', label: 'Level', type: 'text', fixedValues: ['gold', 'silver'] },
  { name: 'points', label: 'Points', type: 'integer', fixedValues: [1, 2, 3] },
  { name: 'since', label: 'Since', type: 'date' },
  { name: 'seen', label: 'Seen', type: 'datetime' },
  { name: 'code', label: 'Code', type: 'text', nullable: false },
  { name: 'score', label: 'Score', type: 'integer', visibility: 'read-only' },
  { name: 'secret', label: 'Secret', type: 'text', visibility: 'hidden' },
];

/** One cell in a column with these options; beside it the address. */
function cell(value: string, entry: Omit<ColumnMapping, 'name'>, options: ConversionOptions = {}) {
  const mapping: ColumnMapping[] = [
    { name: 'E-Mail', target: 'email' },
    { name: 'Spalte', ...entry },
  ];
  const row = convertRow(['a@b.de', value], mapping, fields, { now, ...options });
  if (!row.ok) return row.problems.map(({ column, code }) => `${column}:${code}`).join();
  return { ...row.standard, ...row.fields };
}

describe('what columns say', () => {
  it('mandatory: blank cells are wrong unless a default helps', () => {
    expect(cell(' ', { target: 'firstname', mandatory: true })).toBe('2:value-missing');
    expect(cell(' ', { target: { field: 'city' }, mandatory: true })).toBe('2:value-missing');
    expect(cell('x', { target: { field: 'city' }, mandatory: true })).toEqual({ city: 'x' });
    expect(cell('', { target: { field: 'city' }, mandatory: true, defaultValue: 'Köln' })).toEqual({
      city: 'Köln',
    });
  });

  it('defaults are read like cells', () => {
    expect(cell('', { target: 'gender', defaultValue: 'Frau' })).toEqual({ gender: 1 });
    expect(cell('', { target: 'mailtype', defaultValue: 'text' })).toEqual({ mailtype: 0 });
    expect(cell('Herr', { target: 'gender', defaultValue: 'Frau' })).toEqual({ gender: 0 });
    expect(cell('', { target: { field: 'points' }, defaultValue: '2' })).toEqual({ points: 2 });
    expect(cell('', { target: { field: 'points' }, defaultValue: '9' })).toBe('2:value-not-allowed');
    expect(cell('', { target: { field: 'since' }, defaultValue: '31.12.2025' })).toEqual({
      since: '2025-12-31',
    });
  });

  it.each([
    // In Berlin it is half past one of the next day, and the clocks have just changed.
    ['today', 'since', '2026-03-30'],
    ['now', 'since', '2026-03-30'],
    ['TODAY + 14', 'since', '2026-04-13'],
    ['sysdate-1', 'since', '2026-03-29'],
    ['now', 'seen', '2026-03-29T23:30:00Z'],
    ['current_timestamp()+1', 'seen', '2026-03-30T23:30:00Z'],
    ['today', 'seen', '2026-03-29T22:00:00Z'],
    ['today-1', 'seen', '2026-03-28T23:00:00Z'],
  ])('the default %s of a %s is %s in Berlin', (defaultValue, field, expected) => {
    const options = { timeZone: 'Europe/Berlin' };
    expect(cell('', { target: { field }, defaultValue }, options)).toEqual({ [field]: expected });
  });

  it('"today" is only a word where no date is wanted', () => {
    expect(cell('', { target: { field: 'city' }, defaultValue: 'today' })).toEqual({ city: 'today' });
  });

  it('constants need no column of the file', () => {
    const mapping: ColumnMapping[] = [
      { name: 'E-Mail', target: 'email' },
      { name: '', target: { field: 'city' }, defaultValue: 'Messe', constant: true },
      { name: '', target: { field: 'since' }, defaultValue: 'today', constant: true },
    ];
    expect(convertRow(['a@b.de'], mapping, fields, { now })).toMatchObject({
      ok: true,
      fields: { city: 'Messe', since: '2026-03-29' },
    });
    expect(convertRow(['a@b.de', 'x'], mapping, fields, { now })).toMatchObject({
      problems: [{ code: 'row-column-count', params: { expected: 1, found: 2 } }],
    });
  });
});

describe('what fields say', () => {
  it('only fixed values', () => {
    expect(cell('gold', { target: { field: 'level' } })).toEqual({ level: 'gold' });
    expect(cell('lead', { target: { field: 'level' } })).toBe('2:value-not-allowed');
    expect(cell('3', { target: { field: 'points' } })).toEqual({ points: 3 });
    expect(cell('4', { target: { field: 'points' } })).toBe('2:value-not-allowed');
  });

  it('a value that must be there is not taken away', () => {
    expect(cell('', { target: { field: 'code' } })).toEqual({ code: null });
    expect(cell('', { target: { field: 'code' } }, { blankOverwrites: true })).toBe('2:value-required');
    expect(cell('', { target: { field: 'city' } }, { blankOverwrites: true })).toEqual({ city: null });
  });
});

describe('dates', () => {
  const since = (text: string, ...dateFormats: NonNullable<ConversionOptions['dateFormats']>) => {
    const found = cell(text, { target: { field: 'since' } }, { dateFormats });
    return typeof found === 'string' ? found : Object.values(found)[0];
  };

  it('are read in the formats that are chosen, with or without a time', () => {
    expect(since('29.02.2024', 'dd.MM.yyyy')).toBe('2024-02-29');
    expect(since('29.02.2024 23:59', 'dd.MM.yyyy')).toBe('2024-02-29');
    expect(since('02/29/2024 11:59:59 PM', 'MM/dd/yyyy')).toBe('2024-02-29');
    expect(since('20240229 10:00', 'yyyyMMdd')).toBe('2024-02-29');
    expect(since('02/29/2024', 'dd.MM.yyyy')).toBe('2:value-date-format');
    expect(since('29.02.2023', 'dd.MM.yyyy')).toBe('2:value-date-impossible');
  });

  it('of ISO are always understood: workbooks and JSON have them', () => {
    expect(since('2024-02-29', 'dd.MM.yyyy')).toBe('2024-02-29');
    expect(since('2024-02-29T10:00:00Z', 'MM/dd/yyyy')).toBe('2024-02-29');
  });

  it('with two digits of a year are read only if such a format is chosen', () => {
    expect(since('01.02.24', 'dd.MM.yyyy')).toBe('2:value-date-two-digit-year');
    expect(since('01.02.24', 'dd.MM.yy')).toBe('2024-02-01');
    expect(since('02/01/24 10:15', 'MM/dd/yy')).toBe('2024-02-01');
    const year = new Date().getUTCFullYear();
    const two = (full: number) => String(full % 100).padStart(2, '0');
    expect(since(`01.02.${two(year + 19)}`, 'dd.MM.yy')).toBe(`${year + 19}-02-01`);
    expect(since(`01.02.${two(year - 80)}`, 'dd.MM.yy')).toBe(`${year - 80}-02-01`);
    expect(since('01.02.2024', 'dd.MM.yy')).toBe('2:value-date-format');
  });
});

describe('checkMapping', () => {
  const email: ColumnMapping = { name: 'e', target: 'email' };
  const codes = (entry: ColumnMapping, keys: string[] = []) =>
    checkMapping([email, entry], fields, keys).map(({ code }) => code);

  it('takes fields that are only looked at as keys, and hidden ones never', () => {
    expect(codes({ name: 's', target: { field: 'score' } })).toEqual(['mapping-read-only']);
    expect(codes({ name: 's', target: { field: 'score' } }, ['Score'])).toEqual([]);
    expect(codes({ name: 's', target: { field: 'secret' } }, ['secret'])).toEqual(['mapping-unknown-field']);
    expect(codes({ name: 's', target: { field: 'creation_date' } })).toEqual(['mapping-unknown-field']);
  });

  it('checks defaults and constants', () => {
    expect(codes({ name: 'd', target: { field: 'since' }, defaultValue: 'today+7' })).toEqual([]);
    expect(codes({ name: 'd', target: { field: 'since' }, defaultValue: 'someday' })).toEqual([
      'mapping-default',
    ]);
    expect(codes({ name: '', target: { field: 'city' }, constant: true })).toEqual([
      'mapping-constant-empty',
    ]);
  });
});
