import { parse } from '@contract/eql/parser';
import { filterRule } from './filter-rule';

describe('filterRule', () => {
  it('says the simple search in the language of target groups', () => {
    expect(filterRule({ q: 'ada@ex' })).toEqual({ eql: "`email` STARTS WITH 'ada@ex'", wider: false });
    expect(filterRule({ mailingListId: 3, status: 5 })).toEqual({
      eql: 'HAS BINDING ON MAILINGLIST 3 WITH STATUS WAIT_FOR_DOI_CONFIRM',
      wider: false,
    });
    expect(filterRule({ withoutList: true }).eql).toBe('NOT HAS BINDING');
  });

  it('joins several without needless parentheses, and keeps comments', () => {
    expect(filterRule({ mailingListId: 3, eql: "city = 'Rom'" }).eql).toBe(
      "HAS BINDING ON MAILINGLIST 3 AND city = 'Rom'",
    );
    expect(filterRule({ mailingListId: 3, eql: "city = 'Rom' -- Italy" }).eql).toContain('-- Italy');
  });

  it('tells when the language only has a wider word', () => {
    expect(filterRule({ status: 4 }).wider).toBe(true);
    expect(filterRule({ userType: 'w' }).wider).toBe(true);
    expect(filterRule({ userType: 'A' }).wider).toBe(false);
  });

  it.each([
    { q: 'ada' },
    { q: 'ada@example.com' },
    { status: 4 as const, userType: 'A' as const },
    { q: "O'Hara *@example.com", mailingListId: 2, eql: "city = 'Rom' OR city = 'Ulm' -- towns" },
    { q: 'back\\slash', targetGroupId: 7, dataSourceId: 9 },
    { eql: '(gender = 1) OR (gender = 0)', withoutList: true },
  ])('is always a rule without mistakes: %o', (filter) => {
    const { ast, problems } = parse(filterRule(filter).eql);
    expect(problems).toEqual([]);
    expect(ast).not.toBeNull();
  });
});
