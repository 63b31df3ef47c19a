import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { message } from '../messages/index.js';
import { eqlRule, withoutPlaces } from '../../../test/eql-arbitraries.js';
import { BINDING_STATUSES, BINDING_TYPES, COMPARE_OPERATORS } from './ast.js';
import { parse } from './parser.js';
import { print } from './printer.js';
import {
  emptyGroup, FIELD_OPERATORS, type FieldClass, type FieldRule, includesEmptyByDefault, type NumberValue, OPERATORS_OF, type RuleGroup,
  type RuleNode, type RuleValue, type SingleValue, type TextValue, TREE_DATE_FORMATS, valueKind,
} from './rule-tree.js'; // prettier-ignore
import { type EqlField, fieldClass } from './schema.js';
import { incompleteRows, toEql } from './to-eql.js';
import { normalTree, toTree } from './to-tree.js';

const FIELDS: readonly EqlField[] = [
  { name: 'email', label: 'E-Mail', type: 'text' },
  { name: 'city', label: 'Wohnort', type: 'text' },
  { name: 'age', label: 'Alter', type: 'integer' },
  { name: 'Score', label: 'Score', type: 'decimal' },
  { name: 'birthday', label: 'Geburtstag', type: 'date' },
];

const texts = fc.string({ unit: 'grapheme', maxLength: 10 }).map((text) => text.replace(/[\r\n]/g, ''));
const numbers = fc
  .tuple(fc.boolean(), fc.nat(), fc.option(fc.nat(99)))
  .map(([negative, whole, part]) => `${negative ? '-' : ''}${whole}${part === null ? '' : `.${part}`}`);

function single(type: FieldClass): fc.Arbitrary<SingleValue> {
  if (type === 'text') return texts.map((text) => ({ kind: 'text', text }));
  if (type === 'number') return numbers.map((number) => ({ kind: 'number', number }));
  return fc.oneof(
    texts.filter((text) => text !== '').map((date): SingleValue => ({ kind: 'date', date })),
    fc.integer({ min: -1000, max: 1000 }).map((days): SingleValue => ({ kind: 'today', days })),
  );
}

const fieldRule: fc.Arbitrary<FieldRule> = fc
  .constantFrom(...FIELDS)
  .chain((field) => fc.tuple(fc.constant(field), fc.constantFrom(...OPERATORS_OF[fieldClass(field.type)])))
  .chain(([field, operator]) => {
    const type = fieldClass(field.type);
    const item: fc.Arbitrary<TextValue | NumberValue> =
      type === 'text' ? texts.map((text) => ({ kind: 'text' as const, text })) : numbers.map((number) => ({ kind: 'number' as const, number }));
    const values: Readonly<Record<ReturnType<typeof valueKind>, fc.Arbitrary<RuleValue>>> = {
      none: fc.constant({ kind: 'none' }),
      single: single(type),
      range: fc.record({ kind: fc.constant('range'), low: single(type), high: single(type) }),
      list: fc.array(item, { minLength: 1, maxLength: 4 }).map((items): RuleValue => ({ kind: 'list', items })),
      modulo: fc.record({ kind: fc.constant('modulo'), divisor: numbers, operator: fc.constantFrom(...COMPARE_OPERATORS), remainder: numbers }),
    };
    const empty = valueKind(operator) === 'none';
    return fc.record({
      kind: fc.constant('field' as const),
      field: fc.constant(field.name.toLowerCase()),
      operator: fc.constant(operator),
      value: values[valueKind(operator)],
      dateFormat: type === 'date' && !empty ? fc.constantFrom(...TREE_DATE_FORMATS) : fc.constant(''),
      includeEmpty: empty ? fc.constant(false) : fc.boolean(),
    });
  }); // prettier-ignore

const id = fc.integer({ min: 1, max: 1000 });
const row: fc.Arbitrary<RuleNode> = fc.oneof(
  { arbitrary: fieldRule, weight: 4 },
  fc
    .record({
      kind: fc.constant('mailing' as const),
      event: fc.constantFrom('opened' as const, 'received' as const, 'clicked' as const),
      negated: fc.boolean(),
      mailingId: fc.option(id),
      linkId: fc.option(id),
      lastDays: fc.option(fc.integer({ min: 1, max: 1000 })),
    })
    .map((rule) => ({
      ...rule,
      linkId: rule.event === 'clicked' && rule.mailingId !== null ? rule.linkId : null,
    })),
  fc.record({
    kind: fc.constant('binding' as const),
    negated: fc.boolean(),
    mailingListId: fc.option(id),
    status: fc.option(fc.constantFrom(...BINDING_STATUSES)),
    type: fc.option(fc.constantFrom(...BINDING_TYPES)),
  }),
  fc.record({ kind: fc.constant('target-group' as const), negated: fc.boolean(), id }),
);
const tree = fc.letrec<{ group: RuleGroup }>((tie) => ({
  group: fc.record({
    kind: fc.constant('group' as const),
    join: fc.constantFrom('and' as const, 'or' as const),
    negated: fc.boolean(),
    rules: fc.array(fc.oneof({ maxDepth: 3 }, row, tie('group')), { maxLength: 3 }),
  }),
})).group;

function shown(source: string): RuleGroup {
  const result = toTree(source, FIELDS);
  expect(result).toMatchObject({ ok: true });
  return result.ok ? result.tree : emptyGroup();
}

function rows(source: string): RuleNode[] {
  return shown(source).rules;
}

describe('the builder', () => {
  it('gets back from the text what it wrote', () => {
    fc.assert(
      fc.property(tree, (original) => {
        expect(incompleteRows(original)).toEqual([]);
        const back = shown(toEql(original));
        expect(back).toEqual(normalTree(original));
        // What has its normal form stays as it is for good
        expect(shown(toEql(back))).toEqual(back);
        expect(normalTree(back)).toEqual(back);
      }),
      { numRuns: 800 },
    );
  });

  it('writes back what it shows of any rule', () => {
    let count = 0;
    fc.assert(
      fc.property(fc.oneof(tree.map(toEql), eqlRule.map((rule) => print(rule))), (source) => {
        const result = toTree(source, FIELDS);
        if (!result.ok) {
          for (const reason of result.reasons) {
            expect(message(reason.code, reason.params)).not.toMatch(/^eql\.|[{}]/);
            expect(reason.start < reason.end && reason.end <= source.length).toBe(true);
          }
          return;
        }
        count++;
        const canonical = (text: string) =>
          JSON.stringify(withoutPlaces(parse(text).ast)).replaceAll(/"quoted":\w+/g, '').replaceAll(/("name":"\w+")/gi, (name) => name.toLowerCase());
        const names = source.replaceAll(/`?\b(wohnort|geburtstag|alter)\b`?/gi, (name) => ({ w: 'city', g: 'birthday', a: 'age' })[name.replace('`', '').charAt(0).toLowerCase()] ?? name);
        if (!/'.*(wohnort|geburtstag|alter).*'/i.test(source)) expect(canonical(toEql(result.tree))).toBe(canonical(names));
      }),
      { numRuns: 800 },
    );
    expect(count).toBeGreaterThan(150);
  }); // prettier-ignore

  it.each<[string, string]>([
    ["Wohnort = 'Berlin'", "city = 'Berlin'"],
    ["EMAIL <> 'x' OR `email` IS EMPTY", "`email` <> 'x' OR `email` IS EMPTY"],
    ['NOT (RECEIVED MAILING 3)', 'NOT RECEIVED MAILING 3'],
    ['age = 1 AND (((age = 2)))', 'age = 1 AND age = 2'],
    ['SCORE > -1.5', 'score > -1.5'],
    ["Geburtstag < TODAY+0 DATEFORMAT 'MMDD'", "birthday < TODAY DATEFORMAT 'MMDD'"],
    ['', ''],
  ])('writes %s as %s', (source, written) => {
    expect(toEql(shown(source.replace('EMAIL', '`EMAIL`')))).toBe(written);
  });

  it('folds "or is empty" into the row', () => {
    const folded = { kind: 'field', field: 'city', operator: 'not-equal', includeEmpty: true };
    expect(rows("city <> 'x' OR city IS EMPTY")).toMatchObject([folded]);
    expect(rows("age = 1 AND (Wohnort <> 'x' OR city IS EMPTY)")[1]).toMatchObject(folded);
    expect(shown("age = 1 OR (city <> 'x' OR city IS EMPTY)")).toMatchObject({
      join: 'or',
      rules: [{}, folded],
    });
    expect(shown("city <> 'x' OR city IS EMPTY OR age = 1")).toMatchObject({
      join: 'or',
      rules: [{}, {}, {}],
    });
    expect(shown("city IS EMPTY OR city <> 'x'").rules).toHaveLength(2);
    expect(shown("city <> 'x' AND city IS EMPTY").rules).toHaveLength(2);
    expect(shown('age <> 1 OR city IS EMPTY').rules).toHaveLength(2);
  });

  it('shows NOT at the row where it can, and at a group elsewhere', () => {
    expect(rows('NOT OPENED MAILING 3')).toMatchObject([{ kind: 'mailing', negated: true }]);
    expect(rows('NOT HAS BINDING')).toMatchObject([{ kind: 'binding', negated: true }]);
    expect(rows('NOT IN TARGET GROUP 3')).toMatchObject([{ kind: 'target-group', negated: true }]);
    expect(shown('NOT age = 3')).toMatchObject({
      negated: true,
      rules: [{ kind: 'field', operator: 'equal' }],
    });
    expect(shown('NOT (age = 3 OR age = 4)')).toMatchObject({ join: 'or', negated: true, rules: [{}, {}] });
    expect(shown('NOT (NOT OPENED MAILING 3)')).toMatchObject({ negated: true, rules: [{ negated: true }] });
  });

  it('reads values of every kind', () => {
    expect(rows("birthday BETWEEN TODAY-31 AND '31.12.2026' DATEFORMAT 'DD.MM.YYYY'")).toEqual([
      {
        kind: 'field', field: 'birthday', operator: 'between', dateFormat: 'DD.MM.YYYY', includeEmpty: false,
        value: { kind: 'range', low: { kind: 'today', days: -31 }, high: { kind: 'date', date: '31.12.2026' } },
      },
    ]);
    expect(rows('age % 7 >= 3')).toMatchObject([
      { operator: 'modulo', value: { kind: 'modulo', divisor: '7', operator: '>=', remainder: '3' } },
    ]);
    expect(rows('age NOT IN (1, -2)')).toMatchObject([
      { operator: 'not-in', value: { kind: 'list', items: [{ kind: 'number', number: '1' }, { number: '-2' }] } },
    ]);
  }); // prettier-ignore

  it.each<string[]>([
    ['age = 1 -- one', 'comment -- one'],
    ['/* a */ age = 1 AND /* b */ age = 2', 'comment /* a */', 'comment /* b */'],
    ['age = Score', 'field-right Score'],
    ['5 < age', 'field-left 5'],
    ['age + 1 = 5', 'calculation age + 1'],
    ['-age = 5', 'calculation -age'],
    ['age = 5 * 2', 'calculation 5 * 2'],
    ['age = -(5)', 'ok'],
    ['age = -(5 + 1)', 'calculation -(5 + 1'],
    ['age % Score = 1', 'field-right Score'],
    ['(age + 1) % 3 = 1', 'calculation age + 1) % 3'],
    ["birthday > TODAY + 1.5 DATEFORMAT 'YYYYMMDD'", 'date-calculation TODAY + 1.5'],
    ["birthday + 3 > TODAY DATEFORMAT 'YYYYMMDD'", 'calculation birthday + 3'],
    ["birthday > birthday + 3 DATEFORMAT 'YYYYMMDD'", 'date-calculation birthday + 3'],
    ["birthday > TODAY DATEFORMAT 'YYYY.DD'", "date-format 'YYYY.DD'"],
    ['birthday > TODAY', 'date-format birthday > TODAY'],
    ["age = 1 DATEFORMAT 'YYYY'", "date-format 'YYYY'"],
    ["age LIKE '1*'", "type age LIKE '1*'"],
    ["birthday IN ('x')", "type birthday IN ('x')"],
    ["age = 'x'", "type 'x'"],
    ['shoe = 1', 'unknown-field shoe'],
    ['age = ', 'syntax '],
    ['age = Score AND (5 < age OR NOT city = email2)', 'field-right Score', 'field-left 5', 'field-right email2'],
  ])('says what it cannot show of %s', (source = '', ...expected) => {
    const result = toTree(source, FIELDS);
    const reasons = result.ok
      ? ['ok']
      : result.reasons.map(({ code, start, end }) => `${code.replace('eql.tree.', '')} ${source.slice(start, end)}`);
    expect(reasons).toEqual(expected);
  }); // prettier-ignore

  it('writes nothing while a row is incomplete', () => {
    const rule: FieldRule = { kind: 'field', field: 'city', operator: 'equal', value: { kind: 'text', text: 'x' }, dateFormat: '', includeEmpty: false };
    const wrap = (change: Partial<FieldRule>): RuleGroup => ({ ...emptyGroup(), rules: [{ ...emptyGroup(), rules: [{ ...rule, ...change }] }] });
    expect(incompleteRows(wrap({}))).toEqual([]);
    const broken: Partial<FieldRule>[] = [
      { field: '' },
      { field: "x` = 1 OR `y" },
      { value: { kind: 'none' } },
      { operator: 'in', value: { kind: 'list', items: [] } },
      { operator: 'modulo', value: { kind: 'modulo', divisor: '', operator: '=', remainder: '1' } },
      { value: { kind: 'number', number: '1 OR 1 = 1' } },
      { value: { kind: 'number', number: '1,5' } },
      { value: { kind: 'date', date: '2026' } },
      { value: { kind: 'date', date: '' }, dateFormat: 'YYYY' },
      { operator: 'between', value: { kind: 'range', low: { kind: 'number', number: '' }, high: { kind: 'number', number: '1' } } },
    ];
    for (const change of broken) {
      expect(incompleteRows(wrap(change)), JSON.stringify(change)).toHaveLength(1);
      expect(() => toEql(wrap(change))).toThrow(RangeError);
    }
  }); // prettier-ignore

  it('offers operators of every kind of field, and every operator for one', () => {
    expect(new Set(Object.values(OPERATORS_OF).flat())).toEqual(new Set(FIELD_OPERATORS));
    expect(FIELD_OPERATORS.filter(includesEmptyByDefault)).toEqual([
      'not-equal', 'not-between', 'not-in', 'not-like', 'not-contains', 'not-begins-with',
    ]); // prettier-ignore
  });
});
