import { type RecipientData } from '../../../core/api/recipients-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type ValueStyle } from '../../../shared/value-input/value-text';
import { changesIn, draftOf } from './profile-draft';

const field = (name: string, type: ProfileFieldView['type']): ProfileFieldView => ({
  id: 1,
  name,
  label: name,
  type,
  length: type === 'text' ? 50 : 0,
  position: 1,
  description: '',
  defaultValue: null,
  nullable: true,
  fixedValues: null,
  visibility: 'editable',
  separatorAfter: false,
  historised: true,
  indexState: 'none',
  indexError: null,
});
const POINT: ValueStyle = { separator: '.', timeZone: 'UTC' };
const COMMA: ValueStyle = { separator: ',', timeZone: 'UTC' };
const FIELDS = [
  field('city', 'text'),
  field('score', 'decimal'),
  field('member', 'boolean'),
  field('born', 'date'),
  field('seen', 'datetime'),
  field('visits', 'integer'),
];
const ADA: RecipientData = {
  email: 'ada@example.com',
  title: 'Dr.',
  firstname: 'Ada',
  lastname: 'Lovelace',
  gender: 1,
  mailtype: 1,
  trackingVeto: false,
  fields: {
    city: 'London',
    score: 3.5,
    member: false,
    born: '1815-12-10',
    seen: '2026-03-29T10:30:00Z',
    visits: 0,
  },
};

describe('profile draft', () => {
  it('changes nothing that was not touched', () => {
    for (const style of [POINT, COMMA]) {
      expect(changesIn(draftOf(ADA, FIELDS, style), ADA, FIELDS, style)).toEqual({});
    }
  });

  it('keeps no, 0 and empty apart', () => {
    const draft = draftOf(ADA, FIELDS, POINT);
    expect(draft.fields).toMatchObject({ member: 'false', visits: '0' });
    draft.fields['member'] = '';
    draft.fields['visits'] = '';
    expect(changesIn(draft, ADA, FIELDS, POINT)).toEqual({ fields: { member: null, visits: null } });
  });

  it('reads fractions as they are written here', () => {
    const draft = draftOf(ADA, FIELDS, COMMA);
    expect(draft.fields['score']).toBe('3,5');
    draft.fields['score'] = '1.234,25';
    expect(changesIn(draft, ADA, FIELDS, COMMA)).toEqual({ fields: { score: 1234.25 } });
  });

  it('shows and takes times in the zone of the person', () => {
    const berlin: ValueStyle = { separator: '.', timeZone: 'Europe/Berlin' };
    const draft = draftOf(ADA, FIELDS, berlin);
    expect(draft.fields['seen']).toBe('2026-03-29T12:30');
    draft.fields['seen'] = '2026-01-02T00:15';
    expect(changesIn(draft, ADA, FIELDS, berlin)).toEqual({ fields: { seen: '2026-01-01T23:15:00Z' } });
  });

  it('leaves a time alone whose text says less than the value', () => {
    const before = { ...ADA, fields: { ...ADA.fields, seen: '2026-10-25T01:30:45Z' } };
    const berlin: ValueStyle = { separator: '.', timeZone: 'Europe/Berlin' };
    const draft = { ...draftOf(before, FIELDS, berlin), firstname: 'Augusta' };
    expect(draft.fields['seen']).toBe('2026-10-25T02:30');
    expect(changesIn(draft, before, FIELDS, berlin)).toEqual({ firstname: 'Augusta' });
  });

  it('gives new recipients the defaults, but leaves moments to the server', () => {
    const [city, , , born] = FIELDS;
    const fields = [
      { ...city!, defaultValue: 'Paris' },
      { ...born!, defaultValue: 'today' },
    ];
    expect(draftOf(null, fields, POINT).fields).toEqual({ city: 'Paris', born: '' });
  });

  it('sends all of a new recipient, trimmed, with codes as numbers', () => {
    const draft = { ...draftOf(null, FIELDS, POINT), email: ' new@example.com ', gender: '5' };
    expect(changesIn(draft, null, FIELDS, POINT)).toMatchObject({
      email: 'new@example.com',
      gender: 5,
      mailtype: 1,
      trackingVeto: false,
      fields: { city: null, member: null },
    });
  });
});
