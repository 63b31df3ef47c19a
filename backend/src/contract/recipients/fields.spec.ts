import { describe, expect, it } from 'vitest';
import { parseGender, parseMailType } from './code-words.js';
import { isGender, isMailType, isUserStatus, isUserType, UserStatus } from './codes.js';
import { parseDate } from './date-values.js';
import { checkFieldName, parseFieldValue, type FieldType, type FieldValueOptions } from './fields.js';

const comma: FieldValueOptions = { decimalSeparator: ',' };

describe('parseFieldValue', () => {
  const good: [FieldType, string, FieldValueOptions, unknown][] = [
    ['text', '  Grüße ', {}, 'Grüße'],
    ['text', ' \t ', {}, null],
    ['text', '5 < 6 and 7 > 2', {}, '5 < 6 and 7 > 2'],
    ['text', '<b>x</b>', { allowHtml: true }, '<b>x</b>'],
    ['text', '😀😀😀', { maxLength: 3 }, '😀😀😀'],
    ['integer', '42', {}, 42],
    ['integer', '-007', {}, -7],
    ['integer', '-0', {}, 0],
    ['integer', '1,234,567', {}, 1234567],
    ['integer', '1.234.567', comma, 1234567],
    ['integer', '1 234 567', {}, 1234567],
    ['integer', '9007199254740991', {}, 9007199254740991],
    ['integer', '', {}, null],
    ['decimal', '1.5', {}, 1.5],
    ['decimal', '.5', {}, 0.5],
    ['decimal', '-1,234.50', {}, -1234.5],
    ['decimal', '1,5', comma, 1.5],
    ['decimal', '1.234,5', comma, 1234.5],
    ['decimal', '1.5e3', {}, 1500],
    ['decimal', '7', comma, 7],
    ['boolean', 'Ja', {}, true],
    ['boolean', 'NO', {}, false],
    ['boolean', '1', {}, true],
    ['boolean', 'false', {}, false],
    ['date', '2024-02-29', {}, '2024-02-29'],
    ['date', '9.3.1985', {}, '1985-03-09'],
    ['date', '12/31/1999', {}, '1999-12-31'],
    ['date', '31/12/1999', { dateFormats: ['dd/MM/yyyy'] }, '1999-12-31'],
    ['date', '20240131', { dateFormats: ['yyyyMMdd'] }, '2024-01-31'],
    ['date', '2024-01-31T23:59:59+02:00', {}, '2024-01-31'],
    ['datetime', '2024-01-31', {}, '2024-01-31T00:00:00Z'],
    ['datetime', '2024-01-31T10:20:30Z', {}, '2024-01-31T10:20:30Z'],
    ['datetime', '2024-01-31T10:20:30.123+02:00', {}, '2024-01-31T08:20:30Z'],
    ['datetime', '31.01.2024 10:20', { timeZone: 'Europe/Berlin' }, '2024-01-31T09:20:00Z'],
    ['datetime', '31.07.2024 10:20', { timeZone: 'Europe/Berlin' }, '2024-07-31T08:20:00Z'],
    ['datetime', '01/31/2024 12:05 AM', {}, '2024-01-31T00:05:00Z'],
    // Clocks go forward at 02:00 and back at 03:00.
    ['datetime', '2024-03-31 02:30', { timeZone: 'Europe/Berlin' }, '2024-03-31T01:30:00Z'],
    ['datetime', '2024-10-27 02:30', { timeZone: 'Europe/Berlin' }, '2024-10-27T00:30:00Z'],
    ['datetime', '2024-03-31 01:59', { timeZone: 'Europe/Berlin' }, '2024-03-31T00:59:00Z'],
    ['datetime', '2024-03-31 03:00', { timeZone: 'Europe/Berlin' }, '2024-03-31T01:00:00Z'],
    ['datetime', '2024-01-31 10:00', { timeZone: 'America/New_York' }, '2024-01-31T15:00:00Z'],
  ];
  it.each(good)('%s %j %j → %j', (type, raw, options, value) => {
    expect(parseFieldValue(type, raw, options)).toEqual({ ok: true, value });
  });

  const bad: [FieldType, string, FieldValueOptions, string][] = [
    ['text', 'abcd', { maxLength: 3 }, 'value-too-long'],
    ['text', 'x'.repeat(4001), {}, 'value-too-long'],
    ['text', 'Hi <script>alert(1)</script>', {}, 'value-html'],
    ['integer', 'twelve', {}, 'value-not-integer'],
    ['integer', '1.5', {}, 'value-not-integer'],
    ['integer', '12€', {}, 'value-not-integer'],
    ['integer', '9007199254740993', {}, 'value-number-too-large'],
    ['integer', '-', {}, 'value-not-integer'],
    ['decimal', 'x', {}, 'value-not-number'],
    ['decimal', '1,5', {}, 'value-decimal-separator'],
    ['decimal', '1,234', {}, 'value-decimal-separator'],
    ['decimal', '1.5', comma, 'value-decimal-separator'],
    ['decimal', '1.2.3', {}, 'value-decimal-separator'],
    ['decimal', `${'9'.repeat(400)}`, {}, 'value-number-too-large'],
    ['decimal', 'NaN', {}, 'value-not-number'],
    ['decimal', '0x10', {}, 'value-not-number'],
    ['boolean', 'maybe', {}, 'value-not-boolean'],
    ['boolean', '2', {}, 'value-not-boolean'],
    ['date', '2023-02-29', {}, 'value-date-impossible'],
    ['date', '31.13.2024', {}, 'value-date-impossible'],
    ['date', '31.12.24', {}, 'value-date-two-digit-year'],
    ['date', '0024-01-01', {}, 'value-date-year'],
    ['date', 'yesterday', {}, 'value-date-format'],
    ['date', '2024-01', {}, 'value-date-format'],
    ['datetime', '2024-01-31 25:00', {}, 'value-date-impossible'],
    ['datetime', '2024-01-31 13:00 PM', {}, 'value-date-impossible'],
    ['datetime', '2024-01-31T10:00+99:00', {}, 'value-date-impossible'],
  ];
  it.each(bad)('%s %j %j is %s', (type, raw, options, code) => {
    expect(parseFieldValue(type, raw, options)).toMatchObject({ ok: false, code });
  });

  it('knows a date from a date with a time', () => {
    expect(parseDate('2024-01-31')).not.toHaveProperty('time');
    expect(parseDate('2024-01-31 08:00')).toMatchObject({ time: { hour: 8 } });
  });
});

describe('checkFieldName', () => {
  it.each(['city', 'City2', 'abc', 'x_1', 'a'.repeat(30)])('takes %s', (name) => {
    expect(checkFieldName(name)).toBeUndefined();
  });
  it.each([
    ['ab', 'field-name-length'],
    ['a'.repeat(31), 'field-name-length'],
    ['1abc', 'field-name-start'],
    ['_abc', 'field-name-start'],
    ['größe', 'field-name-characters'],
    ['a b c', 'field-name-characters'],
    ['a;drop', 'field-name-characters'],
    ['Email', 'field-name-reserved'],
    ['SELECT', 'field-name-reserved'],
    ['constructor', 'field-name-reserved'],
    ['lastopen_date', 'field-name-reserved'],
  ])('refuses %s as %s', (name, code) => {
    expect(checkFieldName(name)).toMatchObject({ code });
  });
});

describe('codes and their words', () => {
  it.each([
    ['0', 0],
    ['Herr', 0],
    ['Mr.', 0],
    ['M', 0],
    ['1', 1],
    ['FRAU', 1],
    ['mrs', 1],
    ['w', 1],
    ['2', 2],
    ['divers', 2],
    ['keine  Angabe', 2],
    ['4', 4],
    ['Firma', 5],
  ])('gender %j is %i', (word, gender) => expect(parseGender(word)).toBe(gender));
  it.each(['3', 'Dr.', '', 'constructor'])('gender %j is none', (word) => {
    expect(parseGender(word)).toBeUndefined();
  });
  it.each([
    ['0', 0],
    ['Text', 0],
    ['HTML', 1],
    ['offline html', 2],
  ])('mail type %j is %i', (word, type) => expect(parseMailType(word)).toBe(type));
  it('mail type 3 is none', () => expect(parseMailType('3')).toBeUndefined());

  it('guards tell codes from other values', () => {
    expect([UserStatus.Active, 7, 0, 8, '1'].map(isUserStatus)).toEqual([true, true, false, false, false]);
    expect(['A', 'T', 't', 'W', 'w', 'a', 'E'].map(isUserType)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    expect([0, 3, 5].map(isGender)).toEqual([true, false, true]);
    expect([0, 2, 3].map(isMailType)).toEqual([true, true, false]);
  });
});
