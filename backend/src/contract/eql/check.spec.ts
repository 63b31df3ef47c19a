import { describe, expect, it } from 'vitest';
import { message } from '../messages/index.js';
import { check } from './check.js';
import { complexity } from './complexity.js';
import { parse } from './parser.js';
import { type EqlField, type EqlSchema, STANDARD_EQL_FIELDS } from './schema.js';

const FIELDS: readonly EqlField[] = [
  ...STANDARD_EQL_FIELDS,
  { name: 'city', label: 'Wohnort', type: 'text' },
  { name: 'zip', label: 'Postal code', type: 'text', indexed: true },
  { name: 'age', label: 'Alter', type: 'integer' },
  { name: 'score', label: 'score', type: 'decimal' },
  { name: 'vip', label: 'VIP', type: 'boolean' },
  { name: 'birthday', label: 'Geburtstag', type: 'date' },
  { name: 'seen', label: 'seen', type: 'datetime' },
];
const SCHEMA: EqlSchema = {
  fields: FIELDS,
  hasMailing: (id) => id === 12,
  hasLink: (linkId, mailingId) => linkId === 5 && mailingId === 12,
  hasMailingList: (id) => id === 3,
  hasTargetGroup: (id) => id === 7,
};

function problems(source: string): string[] {
  const { ast, problems: syntax } = parse(source);
  expect(syntax).toEqual([]);
  return check(source, ast, SCHEMA).problems.map(({ code, start, end, hint = '', params }) => {
    for (const text of [message(code, params), message(hint, params)])
      expect(text).not.toMatch(/^eql\.|[{}]/);
    return `${code.slice(4)} ${source.slice(start, end)} → ${hint.slice(4)}`;
  });
}

describe('check', () => {
  it.each([
    '',
    "city = 'Berlin' AND WOHNORT <> 'Wien' AND `postal code` LIKE '10*'",
    'age + 1 > 18 AND score * 2 / 3 <= -age AND vip = 1 AND age % 2 = 0',
    "city + ', ' + zip = 'Berlin, 10115'",
    "birthday = TODAY DATEFORMAT 'MMDD'",
    "birthday = '29.2.' DATEFORMAT 'DD.MM.'",
    "seen > TODAY - 1.5 DATEFORMAT 'YYYYMMDD' AND TODAY - age > seen DATEFORMAT 'YYYY-MM-DD'",
    "seen BETWEEN '1.1.2026' AND '31.12.2026' DATEFORMAT 'DD.MM.YYYY'",
    "age IN (1, 2.5) AND city NOT IN ('a', 'b') AND vip IN (0)",
    'age BETWEEN 1 AND score',
    "age LIKE '1*' AND birthday CONTAINS '19' AND seen IS NOT EMPTY AND age + 1 IS EMPTY",
    "age = 3 DATEFORMAT 'anything' OR city = zip DATEFORMAT ''",
    'gender = 5 AND gender % 2 = 0 AND gender IN (0, 1) AND 2 <> gender',
    'OPENED MAILING 12 AND CLICKED LINK 5 IN MAILING 12 AND HAS BINDING ON MAILINGLIST 3 AND IN TARGET GROUP 7',
    'RECEIVED ANY MAILING OR HAS BINDING WITH STATUS ACTIVE',
  ])('accepts %s', (source) => {
    expect(problems(source)).toEqual([]);
  });

  it.each<string[]>([
    ['shoe = 1', 'unknown-field shoe → unknown-field.hint'],
    ["ctiy = 'x'", 'unknown-field ctiy → hint.did-you-mean-field'],
    ['city = Berlin', 'unknown-field Berlin → hint.quote-text'],
    ["lastopen_date > TODAY - 30 DATEFORMAT 'YYYYMMDD'", 'unknown-field lastopen_date → hint.condition-instead'],
    ['city = NULL', 'unknown-field NULL → hint.is-empty'],
    ['vip = true', 'unknown-field true → hint.boolean'],
    ['seen < now', 'unknown-field now → hint.today'],
    ['age = 1 AND shoe IS EMPTY AND NOT (boot IN (1))', 'unknown-field shoe → unknown-field.hint', 'unknown-field boot → unknown-field.hint'],
    ["age = '30'", "type-number-text '30' → type-number-text.hint"],
    ['zip = 10115', 'type-text-number 10115 → type-text-number.hint'],
    ["zip IN ('1', 2)", 'type-text-number 2 → type-text-number.hint'],
    ["age BETWEEN 1 AND 'x'", "type-number-text 'x' → type-number-text.hint"],
    ['age = birthday', 'type-number-date birthday → type-number-date.hint'],
    ["birthday = 2026 DATEFORMAT 'YYYY'", 'type-date-number 2026 → type-date-number.hint'],
    ["'2026' = birthday DATEFORMAT 'YYYY'", "date-left '2026' = birthday DATEFORMAT 'YYYY' → date-left.hint"],
    ['birthday < TODAY', 'date-format-missing birthday < TODAY → date-format-missing.hint'],
    ["birthday = '20261231'", "date-format-missing birthday = '20261231' → date-format-missing.hint"],
    ["birthday = city DATEFORMAT 'YYYY'", 'date-constant city → date-constant.hint'],
    ["birthday = TODAY DATEFORMAT 'yyyy'", "date-format 'yyyy' → date-format.hint"],
    ["birthday = TODAY DATEFORMAT ''", "date-format '' → date-format.hint"],
    ["birthday = TODAY DATEFORMAT '..'", "date-format '..' → date-format.hint"],
    ["birthday = '31.12.26 ' DATEFORMAT 'YYYY-MM-DD'", "date-value '31.12.26 ' → date-value.hint"],
    ["birthday = '' DATEFORMAT 'YYYY'", "date-value '' → date-value.hint"],
    ["birthday = '1' DATEFORMAT 'MMDD'", "date-value '1' → date-value.hint"],
    ["birthday = '30.02.2024' DATEFORMAT 'DD.MM.YYYY'", "date-impossible '30.02.2024' → date-impossible.hint"],
    ["birthday = '29.02.2023' DATEFORMAT 'DD.MM.YYYY'", "date-impossible '29.02.2023' → date-impossible.hint"],
    ["birthday = '1301' DATEFORMAT 'MMDD'", "date-impossible '1301' → date-impossible.hint"],
    ["birthday = '01.02' DATEFORMAT 'MM.MM'", "date-impossible '01.02' → date-impossible.hint"],
    ["birthday IN ('1')", 'in-date birthday → in-date.hint'],
    ["-city = 'x'", "negation -city → negation.hint", "type-number-text 'x' → type-number-text.hint"],
    ['age / 0 = 1', 'division-by-zero age / 0 → division-by-zero.hint'],
    ['age % 0 = 1', 'division-by-zero age % 0 → division-by-zero.hint'],
    ["age + city = 'x'", 'calculation age + city → calculation.hint'],
    ["city - zip = 'x'", 'calculation-text city - zip → calculation-text.hint'],
    ["birthday * 2 = TODAY DATEFORMAT 'YYYY'", 'calculation-date birthday * 2 → calculation-date.hint'],
    ["birthday - seen = 1", 'calculation-date birthday - seen → calculation-date.hint'],
    ["1 + TODAY = TODAY DATEFORMAT 'YYYY'", 'calculation 1 + TODAY → calculation.hint'],
    ['gender = 6', 'gender 6 → gender.hint'],
    ['7 = gender', 'gender 7 → gender.hint'],
    ['gender = -1', 'gender -1 → gender.hint'],
    ['gender IN (1, 9)', 'gender 9 → gender.hint'],
    ['gender BETWEEN 0 AND 8', 'gender 8 → gender.hint'],
    ['gender % 2 = 6', 'gender 6 → gender.hint'],
    ['OPENED MAILING 13', 'unknown-mailing 13 → unknown-mailing.hint'],
    ['CLICKED LINK 5 IN MAILING 13', 'unknown-mailing 13 → unknown-mailing.hint'],
    ['CLICKED LINK 6 IN MAILING 12', 'unknown-link 6 → unknown-link.hint'],
    ['HAS BINDING ON MAILINGLIST 4', 'unknown-mailing-list 4 → unknown-mailing-list.hint'],
    ['NOT IN TARGET GROUP 8', 'unknown-target-group 8 → unknown-target-group.hint'],
  ])('finds in %s', (source = '', ...expected) => {
    expect(problems(source)).toEqual(expected);
  }); // prettier-ignore

  it('tells line and column', () => {
    const source = 'age = 1\n  AND zip = 10115';
    expect(check(source, parse(source).ast, SCHEMA).problems).toMatchObject([{ line: 2, column: 13 }]);
  });

  it('does not complain about what is not known here', () => {
    const source = 'CLICKED LINK 5 IN MAILING 13 AND HAS BINDING ON MAILINGLIST 9 AND IN TARGET GROUP 9';
    const unknown = () => undefined;
    const schema = { fields: [], hasMailing: unknown, hasLink: unknown, hasMailingList: unknown, hasTargetGroup: unknown };
    expect(check(source, parse(source).ast, schema).problems).toEqual([]);
  }); // prettier-ignore

  it('collects what a rule refers to', () => {
    const source =
      "NOT (WOHNORT = 'x' OR city = zip) AND age % 2 = 1 AND OPENED MAILING 12 AND CLICKED LINK 5 IN MAILING 12 " +
      'AND CLICKED LINK 5 IN MAILING 12 AND RECEIVED ANY MAILING AND HAS BINDING ON MAILINGLIST 3 AND HAS BINDING ' +
      'AND IN TARGET GROUP 7 AND -Alter IS EMPTY';
    expect(check(source, parse(source).ast, SCHEMA).references).toEqual({
      fields: ['city', 'zip', 'age'],
      mailings: [12],
      links: [{ mailingId: 12, linkId: 5 }],
      mailingLists: [3],
      targetGroups: [7],
    });
  });
});

describe('complexity', () => {
  it.each<[string, number, number, string]>([
    ['', 5_000_000, 0, 'low'],
    ["city LIKE 'x'", 49_999, 0, 'low'],
    ["city = 'x'", 50_000, 3, 'low'],
    ["zip = 'x'", 50_000, 1, 'low'],
    ['age = 1', 50_000, 2, 'low'],
    ["birthday = TODAY DATEFORMAT 'DD'", 50_000, 4, 'low'],
    ["city = 'x' OR Wohnort = 'y'", 50_000, 3, 'low'],
    ["city LIKE 'x' AND city CONTAINS 'y' AND city STARTS WITH 'z'", 50_000, 12, 'medium'],
    ['RECEIVED MAILING 1', 50_000, 1, 'low'],
    ['OPENED MAILING 1', 50_000, 2, 'low'],
    ['NOT OPENED MAILING 1', 50_000, 3, 'low'],
    ['NOT (NOT OPENED MAILING 1)', 50_000, 2, 'low'],
    ['CLICKED IN MAILING 1', 50_000, 1, 'low'],
    ['NOT (CLICKED IN MAILING 1)', 50_000, 3, 'low'],
    ['CLICKED IN ANY MAILING', 50_000, 2, 'low'],
    ['HAS BINDING OR IN TARGET GROUP 3', 50_000, 3, 'low'],
    ['age = 1 OR age = 2 OR age = 3 OR age = 4', 50_000, 2, 'low'],
    ['age = 1 OR age = 2 OR age = 3 OR age = 4 OR age = 5', 50_000, 4, 'low'],
    ['age = 1', 100_000, 3, 'low'],
    ['age = 1', 500_000, 5, 'low'],
    ['age = 1', 1_000_000, 7, 'low'],
    ['age = 1', 3_000_000, 9, 'low'],
    ["city LIKE 'x'", 3_000_000, 13, 'medium'],
    ["city LIKE 'x' OR birthday LIKE 'y'", 1_000_000, 18, 'high'],
  ])('of %s with %d recipients is %d', (source, recipients, index, grade) => {
    expect(complexity(parse(source).ast, FIELDS, recipients)).toEqual({ index, grade });
  });
});
