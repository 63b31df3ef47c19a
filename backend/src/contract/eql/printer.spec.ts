import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { eqlRule, withoutPlaces } from '../../../test/eql-arbitraries.js';
import { parse } from './parser.js';
import { fieldText, print } from './printer.js';

describe('print', () => {
  it('writes any tree as text that is read as the same tree', () => {
    fc.assert(
      fc.property(eqlRule, fc.boolean(), (rule, lines) => {
        const text = print(rule, { lines });
        const { ast, problems } = parse(text);
        expect(problems).toEqual([]);
        expect(withoutPlaces(ast)).toEqual(rule);
      }),
      { numRuns: 1500 },
    );
  });

  it.each([
    ["city='Berlin'AND age>=18", "city = 'Berlin' AND age >= 18"],
    ['a = 1 or b = 2 and c = 3', 'a = 1 OR (b = 2 AND c = 3)'],
    ['((a = 1))', 'a = 1'],
    ['not opened mailing 3', 'NOT OPENED MAILING 3'],
    ['not (a != 1)', 'NOT (a <> 1)'],
    ['not (in target group 4)', 'NOT IN TARGET GROUP 4'],
    ['`city` is not empty', '`city` IS NOT EMPTY'],
    ['clicked link 3 in mailing 4 in last 7 days', 'CLICKED LINK 3 IN MAILING 4 IN LAST 7 DAYS'],
    ['clicked in any mailing', 'CLICKED IN ANY MAILING'],
    ['has binding of type TEST with status optout on mailinglist 2', 'HAS BINDING ON MAILINGLIST 2 WITH STATUS OPTOUT OF TYPE TEST'],
    ['a-(b-c)-d*(e+f)=-(g+1)', 'a - (b - c) - d * (e + f) = -(g + 1)'],
    ['birthday = today+3 dateformat "MMDD"', "birthday = TODAY + 3 DATEFORMAT 'MMDD'"],
    ['a starts with "it\'s" and b not contains \'\\\\\'', "a STARTS WITH 'it\\'s' AND b NOT CONTAINS '\\\\'"],
    ['a not between 1 and 2', 'a NOT BETWEEN 1 AND 2'],
    ["a in ('x','y')", "a IN ('x', 'y')"],
    ['', ''],
  ])('writes %s as %s', (source, printed) => {
    const { ast, problems } = parse(source);
    expect(problems).toEqual([]);
    expect(print(ast)).toBe(printed);
  }); // prettier-ignore

  it('breaks long rules into lines', () => {
    const long = 'x'.repeat(60);
    const source = `a = '${long}' AND (b = '${long}' OR c = 2) AND NOT (d = '${long}' OR e = '${long}')`;
    expect(print(parse(source).ast, { lines: true }).split('\n')).toEqual([
      `a = '${long}'`,
      `AND (b = '${long}' OR c = 2)`,
      `AND NOT (`,
      `  d = '${long}'`,
      `  OR e = '${long}'`,
      `)`,
    ]);
  });

  it('never writes a field name that would end its back-quotes', () => {
    expect(fieldText('email')).toBe('`email`');
    expect(fieldText('city')).toBe('city');
    for (const name of ['a`b', '', 'a$b', 'a\nb']) expect(() => fieldText(name)).toThrow(RangeError);
  });
});
