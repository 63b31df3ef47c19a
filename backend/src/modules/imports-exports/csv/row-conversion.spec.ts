import { describe, expect, it } from 'vitest';
import { Gender } from '../../../contract/recipients/codes.js';
import type { ColumnMapping, KnownField } from './mapping.js';
import { convertRow } from './row-conversion.js';

const fields: KnownField[] = [
  { name: 'city', label: 'City', type: 'text', maxLength: 5 },
  { name: 'points', label: 'Points', type: 'integer' },
];
const mapping: ColumnMapping[] = [
  { name: 'E-Mail', target: 'email' },
  { name: 'Vorname', target: 'firstname' },
  { name: 'Anrede', target: 'gender' },
  { name: 'Typ', target: 'mailtype' },
  { name: 'Ort', target: { field: 'city' } },
  { name: 'Punkte', target: { field: 'points' } },
  { name: 'Seit', target: { newField: { name: 'since', label: 'Seit', type: 'date' } } },
  { name: 'Rest', target: 'ignore' },
];

describe('convertRow', () => {
  it('converts a good row', () => {
    const row = [' Anna@Müller.DE ', ' Anna ', 'Frau', 'HTML', 'Köln', '42', '31.12.2020', 'whatever'];
    expect(convertRow(row, mapping, fields)).toEqual({
      ok: true,
      email: 'anna@xn--mller-kva.de',
      standard: { firstname: 'Anna', gender: 1, mailtype: 1 },
      fields: { city: 'Köln', points: 42, since: '2020-12-31' },
    });
  });

  it('gives null for blank cells', () => {
    expect(convertRow(['a@b.de', '', ' ', '', '', '', '', ''], mapping, fields)).toMatchObject({
      ok: true,
      standard: { firstname: null, gender: null, mailtype: null },
      fields: { city: null, points: null, since: null },
    });
  });

  it('reports every wrong cell with column, name, value and reason', () => {
    const row = ['anna', 'x'.repeat(300), 'Prof', '7', 'Hamburg', '1.5', '31.2.2020', ''];
    expect(convertRow(row, mapping, fields)).toEqual({
      ok: false,
      problems: [
        { column: 1, columnName: 'E-Mail', value: 'anna', code: 'email-no-at', params: {} },
        {
          column: 2,
          columnName: 'Vorname',
          value: 'x'.repeat(200),
          code: 'value-too-long',
          params: { max: 100, length: 300 },
        },
        { column: 3, columnName: 'Anrede', value: 'Prof', code: 'value-not-gender', params: {} },
        { column: 4, columnName: 'Typ', value: '7', code: 'value-not-mail-type', params: {} },
        {
          column: 5,
          columnName: 'Ort',
          value: 'Hamburg',
          code: 'value-too-long',
          params: { max: 5, length: 7 },
        },
        { column: 6, columnName: 'Punkte', value: '1.5', code: 'value-not-integer', params: {} },
        {
          column: 7,
          columnName: 'Seit',
          value: '31.2.2020',
          code: 'value-date-impossible',
          params: { format: 'dd.MM.yyyy' },
        },
      ],
    });
  });

  it('refuses rows with too few or too many columns, but not separators at the end', () => {
    const short: ColumnMapping[] = mapping.slice(0, 2);
    expect(convertRow(['a@b.de'], short, fields)).toMatchObject({
      ok: false,
      problems: [{ column: 0, code: 'row-column-count', params: { expected: 2, found: 1 } }],
    });
    expect(convertRow(['a@b.de', 'x', 'y'], short, fields)).toMatchObject({
      problems: [{ code: 'row-column-count', params: { expected: 2, found: 3 } }],
    });
    expect(convertRow(['a@b.de', 'x', '', ' '], short, fields)).toMatchObject({ ok: true });
  });

  it('uses the settings of the file', () => {
    const columns: ColumnMapping[] = [
      { name: 'e', target: 'email' },
      { name: 'g', target: 'gender' },
      { name: 'u', target: { newField: { name: 'umsatz', label: 'u', type: 'decimal' } } },
    ];
    const options = { decimalSeparator: ',', genderWords: new Map([['kunde', Gender.Company]]) } as const;
    expect(convertRow(['a@b.de', 'Kunde', '1.234,5'], columns, [], options)).toMatchObject({
      standard: { gender: 5 },
      fields: { umsatz: 1234.5 },
    });
  });

  it('reports a missing address', () => {
    expect(convertRow([' '], [{ name: 'e', target: 'email' }], [])).toMatchObject({
      problems: [{ code: 'email-missing' }],
    });
  });
});
