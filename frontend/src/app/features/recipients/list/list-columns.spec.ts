import { TestBed } from '@angular/core/testing';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { Formats } from '../../../shared/format/formats';
import {
  STANDARD_COLUMNS,
  columnChoices,
  listRow,
  shownKeys,
  tableColumns,
  wantedFields,
} from './list-columns';

const field = (name: string, changes: Partial<ProfileFieldView> = {}): ProfileFieldView => ({
  id: 1, name, label: name.toUpperCase(), description: '', type: 'text', length: 50, position: 1, defaultValue: null,
  nullable: true, fixedValues: null, visibility: 'editable', separatorAfter: false, historised: true,
  indexState: 'none', indexError: null, ...changes,
}); // prettier-ignore
const FIELDS = [
  field('city'),
  field('visits', { type: 'integer' }),
  field('secret', { visibility: 'hidden' }),
];

describe('list columns', () => {
  it('offers visible fields and always shows the address', () => {
    const choices = columnChoices(FIELDS);
    expect(choices.map(({ key }) => key)).toContain('fields.city');
    expect(choices.map(({ key }) => key)).not.toContain('fields.secret');
    expect(shownKeys('', choices)).toEqual(STANDARD_COLUMNS);
    expect(shownKeys('fields.city,nonsense,fields.secret', choices)).toEqual(['email', 'fields.city']);
  });

  it('asks for the shown profile fields only', () => {
    expect(wantedFields(['email', 'fields.city', 'fields.visits'])).toBe('city,visits');
    expect(wantedFields(['email'])).toBe(',');
  });

  it('puts numbers at the end and values into words', () => {
    const columns = tableColumns(['fields.visits', 'email'], columnChoices(FIELDS), FIELDS);
    expect(columns.map(({ align, primary }) => [align, primary])).toEqual([
      ['end', false],
      ['start', true],
    ]);
    const row = listRow(
      {
        id: 7, email: 'ada@example.com', title: '', firstname: 'Ada', lastname: '', gender: 1, mailtype: 1,
        trackingVeto: true, fields: { city: null, visits: 1200 }, createdAt: '2026-01-01T00:00:00Z',
        updatedAt: '2026-01-01T00:00:00Z',
      },
      FIELDS,
      TestBed.inject(Formats),
    ); // prettier-ignore
    expect(row).toMatchObject({
      id: 7,
      gender: 'Female',
      trackingVeto: 'Yes',
      lastname: '–',
      'fields.city': '–',
    });
    expect(row['fields.visits']).toMatch(/^1\D?200$/);
  });
});
