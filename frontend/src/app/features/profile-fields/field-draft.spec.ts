import { type ProfileFieldView } from '../../core/api/profile-fields-api';
import { type ValueStyle } from '../../shared/value-input/value-text';
import { draftOf, rulesOf } from './field-draft';

const COMMA: ValueStyle = { separator: ',', timeZone: 'Europe/Berlin' };
const SIZE: ProfileFieldView = {
  id: 4, name: 'size', label: 'Size', description: 'of shoes', type: 'decimal', length: 0, position: 2,
  defaultValue: 37.5, nullable: false, fixedValues: [36, 37.5], visibility: 'read-only', separatorAfter: true,
  historised: false, indexState: 'ready', indexError: null,
}; // prettier-ignore

describe('field draft', () => {
  it('keeps every property of a field', () => {
    const draft = draftOf(SIZE, COMMA);
    expect(draft).toMatchObject({ defaultKind: 'value', defaultText: '37,5', fixedText: '36\n37,5' });
    const {
      label,
      description,
      defaultValue,
      nullable,
      fixedValues,
      visibility,
      separatorAfter,
      historised,
    } = SIZE;
    expect(rulesOf(draft, COMMA)).toEqual({
      label, description, defaultValue, nullable, fixedValues, visibility, separatorAfter, historised,
    }); // prettier-ignore
  });

  it('tells moments from dates', () => {
    const born: ProfileFieldView = { ...SIZE, type: 'date', defaultValue: 'today', fixedValues: null };
    const draft = draftOf(born, COMMA);
    expect([draft.defaultKind, draft.defaultText]).toEqual(['today', '']);
    expect(rulesOf(draft, COMMA).defaultValue).toBe('today');
    // A text field may start with the word itself.
    expect(draftOf({ ...born, type: 'text' }, COMMA)).toMatchObject({
      defaultKind: 'value',
      defaultText: 'today',
    });
  });

  it('drops empty lines and repetitions of allowed values', () => {
    const draft = { ...draftOf(SIZE, COMMA), fixedText: '36\n\n 36 \n38' };
    expect(rulesOf(draft, COMMA).fixedValues).toEqual([36, 38]);
    expect(rulesOf({ ...draft, fixed: false }, COMMA).fixedValues).toBeNull();
  });
});
