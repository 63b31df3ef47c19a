import { type RecipientData } from '../../../core/api/recipients-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { changesIn, draftOf } from './profile-draft';

const field = (name: string, type: ProfileFieldView['type']): ProfileFieldView => ({
  id: 1,
  name,
  label: name,
  type,
  length: type === 'text' ? 50 : 0,
  position: 1,
});
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
    for (const separator of ['.', ','] as const) {
      expect(changesIn(draftOf(ADA, FIELDS, separator), ADA, FIELDS, separator)).toEqual({});
    }
  });

  it('keeps no, 0 and empty apart', () => {
    const draft = draftOf(ADA, FIELDS, '.');
    expect(draft.fields).toMatchObject({ member: 'false', visits: '0' });
    draft.fields['member'] = '';
    draft.fields['visits'] = '';
    expect(changesIn(draft, ADA, FIELDS, '.')).toEqual({ fields: { member: null, visits: null } });
  });

  it('reads fractions as they are written here', () => {
    const draft = draftOf(ADA, FIELDS, ',');
    expect(draft.fields['score']).toBe('3,5');
    draft.fields['score'] = '1.234,25';
    expect(changesIn(draft, ADA, FIELDS, ',')).toEqual({ fields: { score: 1234.25 } });
  });

  it('takes times as UTC', () => {
    const draft = draftOf(ADA, FIELDS, '.');
    expect(draft.fields['seen']).toBe('2026-03-29T10:30');
    draft.fields['seen'] = '2026-03-29T11:00';
    expect(changesIn(draft, ADA, FIELDS, '.')).toEqual({ fields: { seen: '2026-03-29T11:00:00Z' } });
  });

  it('sends all of a new recipient, trimmed, with codes as numbers', () => {
    const draft = { ...draftOf(null, FIELDS, '.'), email: ' new@example.com ', gender: '5' };
    expect(changesIn(draft, null, FIELDS, '.')).toMatchObject({
      email: 'new@example.com',
      gender: 5,
      mailtype: 1,
      trackingVeto: false,
      fields: { city: null, member: null },
    });
  });
});
