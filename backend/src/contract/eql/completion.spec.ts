import { describe, expect, it } from 'vitest';
import { expectedAtEnd } from './parser.js';

const VALUE = ['TODAY', 'field', 'number', 'text'];
const CONDITION = ['CLICKED', 'HAS BINDING', 'IN TARGET GROUP', 'OPENED', 'RECEIVED', 'field'];
const OPERATOR = ['BETWEEN', 'CONTAINS', 'IN', 'IS', 'LIKE', 'NOT', 'STARTS WITH'];

/** Words and categories, without the signs. */
function expected(source: string): string[] {
  return [...expectedAtEnd(source).expected].filter((entry) => /^\w/.test(entry)).sort();
}

describe('what can stand next', () => {
  it.each<[string, string[]]>([
    ['', ['CLICKED', 'HAS BINDING', 'IN TARGET GROUP', 'NOT', 'OPENED', 'RECEIVED', 'field']],
    ['NOT ', CONDITION],
    ['(', [...CONDITION, 'NOT']],
    ['a = 1 AND ', [...CONDITION, 'NOT']],
    ['(a = 1 OR ', [...CONDITION, 'NOT']],
    ['(a = 1 OR (', [...CONDITION, 'NOT']],
    ['city ', OPERATOR],
    ['city NOT ', OPERATOR.filter((word) => word !== 'IS' && word !== 'NOT')],
    ['city STARTS ', ['WITH']],
    ['city IS ', ['EMPTY', 'NOT']],
    ['city IS NOT ', ['EMPTY']],
    ['city = ', VALUE],
    ['age BETWEEN ', VALUE],
    ['age BETWEEN 1 ', ['AND']],
    ['age = 1 ', ['AND', 'DATEFORMAT', 'OR']],
    ['city IS EMPTY ', ['AND', 'OR']],
    ['city IN (', ['number', 'text']],
    ["city IN ('x', ", ['number', 'text']],
    ['city LIKE ', ['text']],
    ['a = TODAY DATEFORMAT ', ['date-format']],
    ['OPENED ', ['ANY MAILING', 'MAILING']],
    ['OPENED ANY ', ['MAILING']],
    ['OPENED MAILING ', ['mailing']],
    ['OPENED MAILING 5 ', ['AND', 'IN LAST', 'OR']],
    ['OPENED MAILING 5 IN LAST ', ['days']],
    ['OPENED MAILING 5 IN LAST 3 ', ['DAYS']],
    ['CLICKED ', ['IN', 'LINK']],
    ['CLICKED LINK ', ['link']],
    ['CLICKED LINK 5 IN ', ['ANY MAILING', 'MAILING']],
    ['HAS ', ['BINDING']],
    ['HAS BINDING ', ['AND', 'OF TYPE', 'ON MAILINGLIST', 'OR', 'WITH STATUS']],
    ['HAS BINDING ON MAILINGLIST ', ['mailing-list']],
    ['HAS BINDING ON MAILINGLIST 3 ', ['AND', 'OF TYPE', 'OR', 'WITH STATUS']],
    ['HAS BINDING OF TYPE ', ['ADMIN', 'REGULAR', 'TEST']],
    ['IN TARGET GROUP ', ['target-group']],
    ['-- remark', []],
    ['/* remark', []],
    ["city = 'Ber", []],
    ['`ci', []],
  ])('after %j', (source, words) => {
    expect(expected(source)).toEqual([...new Set(words)].sort());
  });

  it('closes parentheses', () => {
    expect([...expectedAtEnd('(a = 1 ').expected]).toContain(')');
    expect([...expectedAtEnd('a = (1 ').expected]).toContain(')');
    expect([...expectedAtEnd('a IN (1 ').expected].sort()).toEqual([')', ',']);
  });

  it('goes on after a comment', () => {
    expect(expected('-- remark\n')).toContain('field');
    expect(expected('a = /* remark */')).toEqual(VALUE);
  });

  it('knows the field that values are for', () => {
    expect(expectedAtEnd('a = 1 AND `the city` IN (').field).toBe('the city');
    expect(expectedAtEnd('a = 1 AND OPENED MAILING ').field).toBeUndefined();
  });
});
