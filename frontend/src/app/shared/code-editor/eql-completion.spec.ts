import { completionsAt, fittingFirst, typedAt } from './eql-completion';

const vocabulary = {
  fields: [
    {
      name: 'city',
      label: 'Town',
      type: 'text' as const,
      fixedValues: ['Rome', "Cap d'Ail"],
      sampleValues: [],
    },
    { name: 'email', label: 'E-mail', type: 'text' as const, fixedValues: [], sampleValues: [] },
  ],
  mailings: [{ id: 7, name: 'Autumn', detail: '1 Nov' }],
  mailingLists: [{ id: 3, name: 'News' }],
  targetGroups: [{ id: 5, name: 'Adults' }],
  timeZone: 'UTC',
  linksOf: () => Promise.resolve([]),
};
const applied = (source: string): unknown[] =>
  completionsAt(source, vocabulary).map(({ apply, label }) => apply ?? label);

describe('completion of EQL', () => {
  it.each([
    ['ci', 'ci'],
    ["city = 'Rome' AND ci", 'ci'],
    ["city = 'Rome'", ''],
    ["city = 'Rome' AND city = 'Ro", "'Ro"],
    ["city = 'Rome' AND `e", '`e'],
    ["city = 'it\\'s' AND ", ''],
    ['', ''],
  ])('of %s knows what is being typed', (before, typed) => {
    expect(typedAt(before)).toBe(typed);
  });

  it('has first what begins with the text, by label or by name', () => {
    const options = [{ label: 'Recipient' }, { label: 'Town', detail: 'city · text' }, { label: 'Name' }];
    expect(fittingFirst(options, 'ci').map(({ label }) => label)).toEqual(['Town', 'Recipient']);
  });

  it('offers fields by label and writes their names, in back-quotes where needed', () => {
    const fields = completionsAt('', vocabulary).filter(({ type }) => type === 'variable');
    expect(fields.map(({ label, detail, apply }) => [label, detail, apply])).toEqual([
      ['Town', 'city · text', 'city '],
      ['E-mail', 'email · text', '`email` '],
    ]);
  });

  it('offers mailings, lists and groups by name and writes their numbers', () => {
    expect(applied('OPENED MAILING ')).toEqual(['7']);
    expect(applied('HAS BINDING ON MAILINGLIST ')).toEqual(['3']);
    expect(applied('IN TARGET GROUP ')).toEqual(['5']);
  });

  it('offers the values of the field and the words that can follow', () => {
    expect(applied('city = ')).toEqual(expect.arrayContaining(["'Rome'", "'Cap d\\'Ail'"]));
    expect(applied('city IS ')).toEqual(expect.arrayContaining(['EMPTY ', 'NOT ']));
  });
});
