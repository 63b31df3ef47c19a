import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { allCatalogues, message } from '../messages/index.js';
import { withoutPlaces } from '../../../test/eql-arbitraries.js';
import type { EqlNode } from './ast.js';
import { parse } from './parser.js';
import { RESERVED_WORDS } from './words.js';

const AT = { start: 0, end: 0 };
const field = (name: string, quoted = false) => ({ kind: 'field', name, quoted, ...AT });
const number = (text: string) => ({ kind: 'number', text, ...AT });
const text = (value: string) => ({ kind: 'text', text: value, ...AT });
const equals = (name: string, value: number) => ({
  kind: 'compare', operator: '=', left: field(name), right: number(String(value)), ...AT,
}); // prettier-ignore
const [a, b, c] = [equals('a', 1), equals('b', 2), equals('c', 3)];

function tree(source: string): EqlNode | null {
  const { ast, problems } = parse(source);
  expect(problems).toEqual([]);
  return withoutPlaces(ast);
}

/** `code line:column source → hint` of every problem, codes without `eql.`. */
function problems(source: string): string[] {
  return parse(source).problems.map(({ code, line, column, start, end, hint = '' }) => {
    return `${code.slice(4)} ${line}:${column} ${source.slice(start, end)} → ${hint.slice(4)}`;
  });
}

describe('parse', () => {
  it.each(['', ' \n\t', '-- everybody', '/* a = 1 */', '--'])('reads %j as everybody', (source) => {
    expect(parse(source)).toMatchObject({ ast: null, problems: [] });
  });

  it.each<[string, unknown]>([
    ['a=1', a],
    ['A = 1 AND b = 2 and c = 3', { kind: 'and', rules: [equals('A', 1), b, c], ...AT }],
    [
      'a = 1 AND (b = 2 AND c = 3)',
      { kind: 'and', rules: [a, { kind: 'and', rules: [b, c], ...AT }], ...AT },
    ],
    ['a = 1 OR b = 2 AND c = 3', { kind: 'or', rules: [a, { kind: 'and', rules: [b, c], ...AT }], ...AT }],
    ['(a = 1 OR b = 2) AND c = 3', { kind: 'and', rules: [{ kind: 'or', rules: [a, b], ...AT }, c], ...AT }],
    ['NOT a = 1 AND b = 2', { kind: 'and', rules: [{ kind: 'not', rule: a, ...AT }, b], ...AT }],
    ['not (a = 1 and b = 2)', { kind: 'not', rule: { kind: 'and', rules: [a, b], ...AT }, ...AT }],
    ['NOT (NOT a = 1)', { kind: 'not', rule: { kind: 'not', rule: a, ...AT }, ...AT }],
    ['((((a = 1))))', a],
    ['a = 1 -- first\n', a],
    ['/* x */ a /* = 2 OR a */ = 1', a],
  ])('joins rules: %s', (source, expected) => {
    expect(tree(source)).toEqual(expected);
  });

  it.each<[string, unknown]>([
    ['x != 2', { operator: '<>' }],
    ['x <> 2', { operator: '<>' }],
    ['x <= 2', { operator: '<=' }],
    ['x >= 2', { operator: '>=' }],
    ['x < 2', { operator: '<' }],
    ['x > 2', { operator: '>' }],
    ['timestamp = TODAY DATEFORMAT "DD"', { left: field('timestamp'), right: { kind: 'today', ...AT }, dateFormat: { text: 'DD', ...AT } }],
    ['`email` = \'a\\\'b"\\\\n\\n\'', { left: field('email', true), right: text('a\'b"\\nn') }],
    ["x = \"it's\"", { right: text("it's") }],
    ["x = ''", { right: text('') }],
    ['x = 0.50', { right: number('0.50') }],
    ['x = +5', { right: number('5') }],
    ['x = -5', { right: { kind: 'negation', value: number('5'), ...AT } }],
    ['x = 5--3', { right: { kind: 'arithmetic', operator: '-', left: number('5'), right: { kind: 'negation', value: number('3'), ...AT }, ...AT } }],
    ['-x*y = 1', { left: { kind: 'arithmetic', operator: '*', left: { kind: 'negation', value: field('x'), ...AT }, right: field('y'), ...AT } }],
    ['x - y - z = 1', { left: { kind: 'arithmetic', operator: '-', left: { kind: 'arithmetic', operator: '-', left: field('x'), right: field('y'), ...AT }, right: field('z'), ...AT } }],
    ['x + y * z = 1', { left: { kind: 'arithmetic', operator: '+', left: field('x'), right: { kind: 'arithmetic', operator: '*', left: field('y'), right: field('z'), ...AT }, ...AT } }],
    ['(x + y) * z = 1', { left: { kind: 'arithmetic', operator: '*', left: { kind: 'arithmetic', operator: '+', left: field('x'), right: field('y'), ...AT }, right: field('z'), ...AT } }],
    ['((x)) % 7 = 1', { left: { kind: 'arithmetic', operator: '%', left: field('x'), right: number('7'), ...AT } }],
    ['((x + 1) = 2)', { left: { kind: 'arithmetic', operator: '+', left: field('x'), right: number('1'), ...AT } }],
    ['last = days', { left: field('last'), right: field('days') }],
    ['x = TODAY - 31 DATEFORMAT \'YYYYMMDD\'', { right: { kind: 'arithmetic', operator: '-', left: { kind: 'today', ...AT }, right: number('31'), ...AT }, dateFormat: { text: 'YYYYMMDD', ...AT } }],
  ])('compares values: %s', (source, expected) => {
    expect(tree(source)).toMatchObject({ kind: 'compare', ...(expected as object) });
  }); // prettier-ignore

  it.each<[string, unknown]>([
    ['x IN (1)', { kind: 'in', negated: false, items: [number('1')] }],
    ["x not in ('a', \"b\")", { kind: 'in', negated: true, items: [text('a'), text('b')] }],
    ['x IN (-1, 2.5)', { kind: 'in', items: [number('-1'), number('2.5')] }],
    ['x IS EMPTY', { kind: 'empty', negated: false }],
    ['x IS NOT EMPTY', { kind: 'empty', negated: true }],
    ["x LIKE 'a*'", { kind: 'match', how: 'like', negated: false, pattern: text('a*') }],
    ["x NOT LIKE 'a*'", { kind: 'match', how: 'like', negated: true }],
    ["x CONTAINS 'a'", { kind: 'match', how: 'contains', negated: false }],
    ["x NOT CONTAINS 'a'", { kind: 'match', how: 'contains', negated: true }],
    ["x STARTS WITH 'a'", { kind: 'match', how: 'starts-with', negated: false }],
    ["x NOT STARTS WITH 'a'", { kind: 'match', how: 'starts-with', negated: true }],
    ['x BETWEEN 1 AND 2', { kind: 'between', negated: false, low: number('1'), high: number('2') }],
    ["x NOT BETWEEN TODAY AND '1' DATEFORMAT 'DD'", { kind: 'between', negated: true, dateFormat: { text: 'DD', ...AT } }],
    ['between BETWEEN 1 AND between', { kind: 'between', value: field('between'), high: field('between') }],
    ['OPENED MAILING 7', { kind: 'mailing', event: 'opened', mailingId: 7, linkId: null, lastDays: null }],
    ['RECEIVED MAILING 7 IN LAST 1 DAYS', { kind: 'mailing', event: 'received', mailingId: 7, lastDays: 1 }],
    ['OPENED ANY MAILING', { kind: 'mailing', event: 'opened', mailingId: null, lastDays: null }],
    ['RECEIVED ANY MAILING IN LAST 30 DAYS', { kind: 'mailing', event: 'received', mailingId: null, lastDays: 30 }],
    ['CLICKED IN MAILING 7', { kind: 'mailing', event: 'clicked', mailingId: 7, linkId: null }],
    ['CLICKED LINK 3 IN MAILING 7 IN LAST 9 DAYS', { kind: 'mailing', event: 'clicked', mailingId: 7, linkId: 3, lastDays: 9 }],
    ['CLICKED IN ANY MAILING IN LAST 9 DAYS', { kind: 'mailing', event: 'clicked', mailingId: null, linkId: null, lastDays: 9 }],
    ['HAS BINDING', { kind: 'binding', mailingListId: null, status: null, type: null }],
    ['HAS BINDING ON MAILINGLIST 3 WITH STATUS SUSPENDED OF TYPE ADMIN', { kind: 'binding', mailingListId: 3, status: 'SUSPENDED', type: 'ADMIN' }],
    ['has binding of type regular with status wait_for_doi_confirm', { kind: 'binding', mailingListId: null, status: 'WAIT_FOR_DOI_CONFIRM', type: 'REGULAR' }],
    ['IN TARGET GROUP 4', { kind: 'target-group', id: 4, negated: false }],
    ['NOT IN TARGET GROUP 4', { kind: 'target-group', id: 4, negated: true }],
    ['NOT (IN TARGET GROUP 4)', { kind: 'target-group', id: 4, negated: true }],
    ['NOT (NOT IN TARGET GROUP 4)', { kind: 'not', rule: { kind: 'target-group', id: 4, negated: true } }],
    ['NOT OPENED MAILING 4', { kind: 'not', rule: { kind: 'mailing' } }],
  ])('reads the condition %s', (source, expected) => {
    expect(tree(source)).toMatchObject(expected as object);
  }); // prettier-ignore

  it('knows where everything stands', () => {
    const source = "a = 1 AND\n NOT (CLICKED LINK 3 IN MAILING 44 OR b LIKE 'x') ";
    const { ast } = parse(source);
    const spans: string[] = [];
    const walk = (node: unknown): void => {
      if (node === null || typeof node !== 'object') return;
      const { start, end } = node as { start?: number; end?: number };
      if (start !== undefined && end !== undefined) spans.push(source.slice(start, end));
      Object.values(node).forEach(walk);
    };
    walk(ast);
    expect(spans).toEqual([
      source.trim(), 'a = 1', 'a', '1', "NOT (CLICKED LINK 3 IN MAILING 44 OR b LIKE 'x')",
      "CLICKED LINK 3 IN MAILING 44 OR b LIKE 'x'", 'CLICKED LINK 3 IN MAILING 44', '44', '3', "b LIKE 'x'", 'b', "'x'",
    ]);
  }); // prettier-ignore

  it('knows every reserved word, and takes each in back-quotes', () => {
    for (const word of RESERVED_WORDS) {
      expect(tree(`\`${word}\` = 1`)).toEqual({ ...equals(word, 1), left: field(word, true) });
      if (word !== 'TIMESTAMP' && word !== 'TODAY')
        expect(parse(`${word} = 1`).problems, word).not.toEqual([]);
    }
  });
});

describe('mistakes', () => {
  it.each<string[]>([
    ["city = 'Ber", "unclosed-text 1:8 'Ber → unclosed-text.hint"],
    ["city = \"Ber\nAND x = 1", 'unclosed-text 1:8 "Ber → unclosed-text.hint'],
    ['`city = 1', 'unclosed-field 1:1 `city = 1 → unclosed-field.hint'],
    ['a == 1', 'operator 1:3 == → operator.hint'],
    ['a => 1', 'operator 1:3 => → operator.hint'],
    ['a = 1 && b = 2 || !c = 3', 'operator 1:7 && → operator.hint', 'operator 1:16 || → operator.hint', 'operator 1:19 ! → operator.hint'],
    ['a ≥ 3', 'operator 1:3 ≥ → operator.hint'],
    ['a = „x“', 'illegal-character 1:5 „x“ → hint.straight-quotes'],
    ['größe = 1', 'illegal-word 1:1 größe → illegal-word.hint'],
    ['a # 1', 'illegal-character 1:3 # → illegal-character.hint'],
    ['a = 007', 'number-format 1:5 007 → number-format.hint'],
    ['a = 1.5.2', 'number-format 1:5 1.5.2 → hint.date'],
    ['a = 31.12.1990', 'number-format 1:5 31.12.1990 → hint.date'],
    ['a = 1,5', 'unexpected 1:6 , → hint.decimal-point'],
    ['a = 1234567890123456', 'number-long 1:5 1234567890123456 → number-long.hint'],
    ['/* x', 'unclosed-comment 1:1 /* x → unclosed-comment.hint'],
    ['`` = 1', 'field-name 1:1 `` → field-name.hint'],
    ['`a$b` = 1', 'field-name 1:1 `a$b` → field-name.hint'],
    ['a = .5', 'unexpected 1:5 . → hint.value'],
    ['a = 1e5', 'number-format 1:5 1e5 → number-format.hint'],
    ['a = 12abc', 'number-format 1:5 12abc → number-format.hint'],
    ['a = 1 AND NOT NOT b = 2', 'double-not 1:11 NOT NOT → double-not.hint'],
    ['email = 1', 'reserved-word 1:1 email → reserved-word.hint'],
    ['a = email', 'reserved-word 1:5 email → reserved-word.hint'],
    ['a IS NULL', 'is-null 1:6 NULL → is-null.hint'],
    ['a IS NOT NULL AND b = 2', 'is-null 1:10 NULL → is-null.hint'],
    ["city = 'a' OR 'b'", "bare-value 1:15 'b' → bare-value.hint"],
    ['a', 'unexpected-end 1:2  → hint.operator'],
    ['a = ', 'unexpected-end 1:4  → hint.value'],
    ['a = 1 AND', 'unexpected-end 1:10  → hint.condition'],
    ['AND a = 1', 'unexpected 1:1 AND → hint.condition'],
    ['a = 1 AND OR b = 2', 'unexpected 1:11 OR → hint.condition'],
    ['(a = 1', 'unclosed-parenthesis 1:1 ( → unclosed-parenthesis.hint'],
    ['a = 1)', 'extra-parenthesis 1:6 ) → extra-parenthesis.hint'],
    ['a = 1) AND b =', 'extra-parenthesis 1:6 ) → extra-parenthesis.hint', 'unexpected-end 1:15  → hint.value'],
    ['()', 'unexpected 1:2 ) → hint.condition'],
    ['(a)', 'unexpected-end 1:4  → hint.operator'],
    ['1 < a < 5', 'chained-comparison 1:7 < → chained-comparison.hint'],
    ["a IS EMPTY DATEFORMAT 'x'", 'date-format-place 1:12 DATEFORMAT → date-format-place.hint'],
    ['REVENUE BY MAILING 5 > 3', 'not-supported 1:1 REVENUE → not-supported.hint'],
    ['OPENED 5', 'unexpected 1:8 5 → hint.word'],
    ['OPENED MAILING x', 'unexpected 1:16 x → hint.mailing'],
    ['OPENED MAILING 5.5', 'unexpected 1:16 5.5 → hint.mailing'],
    ['CLICKED MAILING 5', 'unexpected 1:9 MAILING → hint.word'],
    ['CLICKED LINK 5 IN ANY MAILING', 'link-any 1:14 5 IN ANY MAILING → link-any.hint'],
    ['CLICKED LINK IN MAILING 5', 'unexpected 1:14 IN → hint.link'],
    ['OPENED MAILING 5 IN LAST 0 DAYS', 'last-days 1:26 0 → last-days.hint'],
    ['OPENED MAILING 5 IN LAST 3', 'unexpected-end 1:27  → hint.word'],
    ['OPENED MAILING 5 IN LAST DAYS', 'unexpected 1:26 DAYS → hint.days'],
    ['HAS BINDING ON MAILINGLIST 5 ON MAILINGLIST 6', 'option-twice 1:30 ON → option-twice.hint'],
    ['HAS BINDING FOR MEDIATYPE EMAIL', 'mediatype 1:13 FOR → mediatype.hint'],
    ['HAS BINDING WITH STATUS GONE', 'unexpected 1:25 GONE → hint.words'],
    ['HAS ADMIN BINDING', 'unexpected 1:5 ADMIN → hint.word'],
    ['IN TARGET GROUP', 'unexpected-end 1:16  → hint.target-group'],
    ['IN (1,2)', 'unexpected 1:4 ( → hint.target-condition'],
    ['NOT IN (1,2)', 'unexpected 1:8 ( → hint.target-condition'],
    ['a IN 1', 'unexpected 1:6 1 → hint.list'],
    ['a IN ()', 'unexpected 1:7 ) → hint.constant'],
    ['a IN (1,)', 'unexpected 1:9 ) → hint.constant'],
    ['a IN (1 2)', 'unexpected 1:9 2 → hint.list'],
    ['a IN (b)', 'unexpected 1:7 b → hint.constant'],
    ['a LIKE 5', 'unexpected 1:8 5 → hint.text'],
    ['a STARTS "x"', 'unexpected 1:10 "x" → hint.word'],
    ['a NOT = 5', 'unexpected 1:7 = → hint.after-not'],
    ['a NOT 5', 'unexpected 1:7 5 → hint.after-not'],
    ['a BETWEEN 1 OR 2', 'unexpected 1:13 OR → hint.between'],
    ['a BETWEEN 1 AND', 'unexpected-end 1:16  → hint.value'],
    ['a lik "x"', 'unexpected 1:3 lik → hint.did-you-mean'],
    ['a = 1 adn b = 2', 'unexpected 1:7 adn → hint.did-you-mean'],
    ['a = 1 b = 2', 'unexpected 1:7 b → hint.and-or'],
    ['(a + 1 = 2', 'unclosed-parenthesis 1:1 ( → unclosed-parenthesis.hint'],
    ['a = (1 + 2', 'unclosed-parenthesis 1:5 ( → unclosed-parenthesis.hint'],
    ['a = (1 + 2 AND b = 3', 'unexpected 1:12 AND → hint.closing'],
    ['a = 1 (b = 2)', 'unexpected 1:7 ( → hint.and-or'],
    ['a DATEFORMAT "x"', 'unexpected 1:3 DATEFORMAT → hint.operator'],
    ['a = 1 DATEFORMAT x', 'unexpected 1:18 x → hint.date-format'],
    ['--a = 1', 'unexpected 1:2 - → hint.value'],
    ['a = 1 ; b = 2', 'illegal-character 1:7 ; → illegal-character.hint'],
    ['a.b = 1', 'unexpected 1:2 . → hint.operator'],
    ["a = 'x' 'y'", "unexpected 1:9 'y' → hint.and-or"],
    ['foo bar = 1 AND baz = = 2 AND (q r = 3 OR z = ) AND OPENED MAILING', 'unexpected 1:5 bar → hint.operator', 'unexpected 1:23 = → hint.value', 'unexpected 1:34 r → hint.operator', 'unexpected 1:47 ) → hint.value', 'unexpected-end 1:67  → hint.mailing'],
    ['a = - - 5', 'unexpected 1:7 - → hint.value'],
    ['a = --5', 'unexpected 1:6 - → hint.value'],
    ['NOT', 'unexpected-end 1:4  → hint.condition'],
    ['NOT (', 'unexpected-end 1:6  → hint.condition'],
    ["a = 1\n\n  AND b ~ 2", 'illegal-character 3:9 ~ → illegal-character.hint'],
    ['a = TODAY()', 'unexpected 1:10 ( → hint.and-or'],
    ['ON = 3', 'reserved-word 1:1 ON → reserved-word.hint'],
    ['STATUS = 3 AND type in (1)', 'reserved-word 1:1 STATUS → reserved-word.hint', 'reserved-word 1:16 type → reserved-word.hint'],
    ['FOR x', 'reserved-word 1:1 FOR → reserved-word.hint', 'unexpected 1:5 x → hint.operator'],
    ['`a`b` = 1', 'unexpected 1:4 b → hint.operator', 'unclosed-field 1:5 ` = 1 → unclosed-field.hint'],
    ['\u00a0a = 1\u200b', 'invisible-character 1:1 \u00a0 → invisible-character.hint', 'invisible-character 1:7 \u200b → invisible-character.hint'],
  ])('in %s', (source = '', ...expected) => {
    expect(problems(source)).toEqual(expected);
  }); // prettier-ignore

  it('have messages in both languages with all their values', () => {
    const source = "email = 1 AND 'x' AND a = 007 AND a lik 'y' AND HAS BINDING WITH STATUS GONE AND x =";
    for (const { code, params, hint = '' } of parse(source).problems) {
      for (const language of ['en', 'de'] as const) {
        expect(message(code, params, language)).not.toMatch(/^eql\.|[{}]/);
        expect(message(hint, params, language)).not.toMatch(/^eql\.|[{}]/);
      }
    }
    const [own] = allCatalogues().filter((catalogue) => 'eql.unexpected' in catalogue.en);
    const placeholders = (value = '') => [...value.matchAll(/\{\w+\}/g)].map(String).sort();
    for (const [code, english] of Object.entries(own?.en ?? {})) {
      expect(placeholders(own?.de[code]), code).toEqual(placeholders(english));
    }
  });

  it('never appear as anything else, whatever the text', () => {
    const words = [
      ...RESERVED_WORDS, 'ANY', 'LAST', 'DAYS', 'BETWEEN', 'TARGET', 'GROUP', 'x', '`y`', "'t'", '1', '2.5', '(', ')',
      ',', '+', '-', '*', '=', '<>', '.', '#', '„', '--', '/*', "'",
    ]; // prettier-ignore
    const sources = fc.oneof(fc.string({ unit: 'binary', maxLength: 40 }), fc.array(fc.constantFrom(...words)).map((parts) => parts.join(' '))); // prettier-ignore
    fc.assert(
      fc.property(sources, (source) => {
        const parsed = parse(source);
        for (const { start, end, line, column, code, hint = '', params } of parsed.problems) {
          expect(start <= end && end <= source.length && line >= 1 && column >= 1).toBe(true);
          expect(message(code, params)).not.toMatch(/^eql\./);
          expect(message(hint, params)).not.toMatch(/^eql\./);
        }
        if (parsed.problems.length > 0) expect(parsed.ast).toBeNull();
      }),
      { numRuns: 1500 },
    );
  });
});

describe('limits', () => {
  it.each([
    ['(', 'too-deep'],
    ['NOT (', 'too-deep'],
    ['x = (', 'too-deep'],
    ['x = -(', 'too-deep'],
  ])('nothing overflows: %s', (opening, code) => {
    const [first = '', rest = ''] = opening.includes('=') ? ['x = ', opening.slice(4)] : ['', opening];
    expect(parse(first + rest.repeat(20_000)).problems[0]?.code).toBe(`eql.${code}`);
    const closed = `${first}${rest.repeat(5000)}1 = 1${')'.repeat(5000)}`;
    expect(parse(closed).problems[0]?.code).toBe(`eql.${code}`);
  });

  it('a hundred levels are in order', () => {
    expect(parse(`${'('.repeat(100)}a = 1${')'.repeat(100)}`).problems).toEqual([]);
    expect(parse(`a = ${'('.repeat(100)}1${')'.repeat(100)}`).problems).toEqual([]);
  });

  it.each([
    ['too-long', `a = '${'x'.repeat(100_000)}'`],
    ['too-many-conditions', Array.from({ length: 501 }, () => 'a = 1').join(' OR ')],
    ['calculation-long', `a = 1${' + 1'.repeat(201)}`],
    ['list-long', `a IN (1${', 1'.repeat(5001)})`],
  ])('%s is told', (code, source) => {
    expect(problems(source).map((line) => line.split(' ')[0])).toEqual([code]);
  });

  it.each([
    ['unclosed quotes', "'\n".repeat(33_000)],
    ['opening comments', '/*'.repeat(50_000)],
    ['typographic quotes', '„'.repeat(99_999)],
    ['typographic texts', '„x'.repeat(49_999)],
    ['letters', 'ä'.repeat(99_999)],
    ['digits', '1.'.repeat(49_999)],
    ['back-quotes', '`\n'.repeat(49_999)],
    ['closing parentheses', ')'.repeat(99_999)],
    ['broken conditions', 'a ( 1 OR '.repeat(11_000)],
    ['hyphens', '-'.repeat(99_999)],
    ['backslashes', `a = '${'\\\\'.repeat(49_000)}`],
    ['blanks', `a${' '.repeat(99_990)}= 1`],
  ])('100 kB of %s are read', (_what, source) => {
    expect(parse(source).problems.length).toBeLessThanOrEqual(20);
  });
});
