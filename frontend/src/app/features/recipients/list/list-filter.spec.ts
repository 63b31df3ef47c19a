import { NO_FILTER, filterChips, isFiltered, recipientFilter } from './list-filter';

const NAMES = { list: (id: string) => (id === '3' ? 'News' : id), group: () => 'Loyal' };

describe('list filter', () => {
  it('takes from the URL only what makes sense', () => {
    const odd = { ...NO_FILTER, list: 'abc', status: '9', type: 'x', without: 'yes', source: '-4', q: '  ' };
    expect(recipientFilter(odd)).toEqual({});
    expect(isFiltered(odd)).toBe(false);
    const fine = { ...NO_FILTER, list: '3', status: '5', type: 't', source: '7', q: ' ada ' };
    expect(recipientFilter(fine)).toEqual({
      q: 'ada', mailingListId: 3, status: 5, userType: 't', dataSourceId: 7,
    }); // prettier-ignore
  });

  it('says every part of it, each to be taken away by itself', () => {
    const filter = { ...NO_FILTER, q: 'ada', list: '3', without: '1', group: '8', eql: 'gender = 1' };
    const chips = filterChips(filter, NAMES, 'who are male');
    expect(chips.map(({ key }) => key)).toEqual(['q', 'list', 'without', 'group', 'eql']);
    expect(chips.map(({ text }) => text)).toEqual([
      'contains “ada”',
      'in the list “News”',
      'in no mailing list',
      'in the target group “Loyal”',
      'who are male',
    ]);
  });
});
