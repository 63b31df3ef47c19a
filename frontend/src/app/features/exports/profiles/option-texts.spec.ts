import { errorsBelow, filterOf } from './option-texts';

describe('complaints about an export', () => {
  it('go to the part of the form they are about', () => {
    const errors = errorsBelow({
      name: { message: 'short' },
      'options.columns.2': { message: 'unknown' },
      'options.dates.0': { message: 'empty' },
      'options.filter.mailingListId': { message: 'both' },
      'options.format.timeZone': { message: 'zone' },
      q: { message: 'words' },
    });
    expect(errors).toMatchObject({ name: 'short', timeZone: 'zone', columns: { 2: 'unknown' }, dates: { 0: 'empty' } });
    expect(errors.filter).toMatchObject({ mailingListId: 'both', q: 'words' });
  }); // prettier-ignore
});

describe('the filter of a list in the address', () => {
  it.each([
    ['{"mailingListId":3}', { mailingListId: 3 }],
    ['[1]', {}],
    ['{"broken', {}],
    [undefined, {}],
  ])('%s is %o', (text, filter) => {
    expect(filterOf(text)).toEqual(filter);
  });
});
