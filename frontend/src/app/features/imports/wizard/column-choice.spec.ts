import { type ColumnTarget, type PreviewColumn } from '../../../core/api/imports-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { certaintyOf, columnProblems, isComplete, keyOf, takenBy, targetFor } from './column-choice';

const CITY: ProfileFieldView = {
  id: 1,
  name: 'city',
  label: 'City',
  type: 'text',
  length: 100,
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
};
const column = (header: string, guess: ColumnTarget = 'ignore'): PreviewColumn => ({
  index: 0,
  header,
  guess,
  confidence: 1,
});
const fresh = (name: string, label = 'Some label'): ColumnTarget => ({
  newField: { name, label, type: 'text' },
});

describe('column choices', () => {
  it('turns a choice into its target and back', () => {
    for (const key of ['email', 'ignore', 'field:city', 'new']) {
      expect(keyOf(targetFor(key, column('Town'), [], [CITY]))).toBe(key);
    }
  });

  it('gives a target to one column only', () => {
    const targets: ColumnTarget[] = ['email', { field: 'city' }, 'ignore', 'ignore', { field: 'city' }];
    expect(takenBy(targets, 0)).toEqual(new Set(['field:city']));
    expect(columnProblems(targets, [CITY])).toEqual([null, 'twice', null, null, 'twice']);
    expect(isComplete(targets, [CITY])).toBe(false);
  });

  it('needs an e-mail address', () => {
    expect(isComplete(['firstname', 'ignore'], [])).toBe(false);
    expect(isComplete(['email', 'ignore'], [])).toBe(true);
  });

  it('checks new fields', () => {
    const targets = [
      'email' as const,
      fresh('City'),
      fresh('age', 'A'),
      fresh('select'),
      fresh('plz'),
      fresh('PLZ'),
    ];
    expect(columnProblems(targets, [CITY])).toEqual([null, 'exists', 'label', 'name', 'twice', 'twice']);
  });

  it('takes the proposed new field', () => {
    const guess = { newField: { name: 'born_on', label: 'Born on', type: 'date' as const } };
    expect(targetFor('new', column('Born on', guess), [], [])).toEqual(guess);
  });

  it.each([
    ['City', 'city_field', 'City'],
    ['Straße & Nr.', 'strasse_nr', 'Straße & Nr.'],
    ['Été', 'ete', 'Été'],
    ['42', 'field', '42 (field)'],
    ['ID', 'id_field', 'ID (id_field)'],
    [
      'a name of a column that is much too long',
      'a_name_of_a_column_that_',
      'a name of a column that is much too long',
    ],
  ])('makes a name and a label for the column %s', (header, name, label) => {
    const target = targetFor('new', column(header), [], [CITY]);
    expect(target).toEqual({ newField: { name, label, type: 'text' } });
    expect(columnProblems([target], [CITY])).toEqual([null]);
  });

  it('gives two columns of the same name different fields', () => {
    const first = targetFor('new', column('Note'), [], []);
    const second = targetFor('new', column('Note'), [first], []);
    expect(columnProblems([first, second], [])).toEqual([null, null]);
  });

  it('says how certain a guess is', () => {
    expect([1, 0.95, 0.7, 0.4].map(certaintyOf)).toEqual(['sure', 'sure', 'likely', 'guess']);
  });
});
