import fc from 'fast-check';
import {
  ARITHMETIC_OPERATORS,
  BINDING_STATUSES,
  BINDING_TYPES,
  COMPARE_OPERATORS,
  type ConstantNode,
  type EqlNode,
  type FieldNode,
  type NumberNode,
  type TextNode,
  type ValueNode,
} from '../src/contract/eql/ast.js';
import { needsQuotes } from '../src/contract/eql/words.js';

/** Random trees of the target-group language, as `parse` could return them; all places are 0. */
const AT = { start: 0, end: 0 };

const texts = fc
  .string({ unit: 'grapheme', maxLength: 12 })
  .map((text) => text.replace(/[\r\n]/g, ' '))
  .chain((text) => fc.constantFrom(text, `${text}'`, `"${text}`, `\\${text}`, `%_${text}`, 'Ärger'));
const numbers = fc.oneof(
  fc.nat().map(String),
  fc.tuple(fc.nat(9999), fc.nat(9999)).map(([whole, part]) => `${whole}.${part}`),
);
const text: fc.Arbitrary<TextNode> = texts.map((value) => ({ kind: 'text', text: value, ...AT }));
const number: fc.Arbitrary<NumberNode> = numbers.map((value) => ({ kind: 'number', text: value, ...AT }));
const constant: fc.Arbitrary<ConstantNode> = fc.oneof(
  text,
  number,
  number.map((node): NumberNode => ({ ...node, text: `-${node.text}` })),
);
const names = fc.oneof(
  fc.constantFrom(
    'city',
    'EMAIL',
    'last',
    'days',
    'between',
    'any',
    'target',
    'Geburtstag',
    'timestamp',
    'or',
    '_x9',
  ),
  fc.constantFrom('Größe in cm', 'a-b', '1st', "it's", '"x"', '--', '/*'),
);
const field: fc.Arbitrary<FieldNode> = fc
  .tuple(names, fc.boolean())
  .map(([name, quoted]) => ({ kind: 'field', name, quoted: quoted || needsQuotes(name), ...AT }));

const values = fc.letrec<{ value: ValueNode }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.oneof(number, text, field, fc.constant<ValueNode>({ kind: 'today', ...AT })),
    tie('value').map((value): ValueNode => ({ kind: 'negation', value, ...AT })),
    fc
      .tuple(fc.constantFrom(...ARITHMETIC_OPERATORS), tie('value'), tie('value'))
      .map(([operator, left, right]): ValueNode => ({ kind: 'arithmetic', operator, left, right, ...AT })),
  ),
}));
export const eqlValue: fc.Arbitrary<ValueNode> = values.value;

const dateFormat = fc.option(
  texts.map((format) => ({ text: format, ...AT })),
  { nil: undefined },
);
const id = fc.nat(100_000);

const condition: fc.Arbitrary<EqlNode> = fc.oneof(
  fc
    .tuple(fc.constantFrom(...COMPARE_OPERATORS), eqlValue, eqlValue, dateFormat)
    .map(([operator, left, right, format]): EqlNode => ({
      kind: 'compare', operator, left, right, ...(format && { dateFormat: format }), ...AT,
    })),
  fc
    .tuple(eqlValue, fc.boolean(), eqlValue, eqlValue, dateFormat)
    .map(([value, negated, low, high, format]): EqlNode => ({
      kind: 'between', value, negated, low, high, ...(format && { dateFormat: format }), ...AT,
    })),
  fc
    .tuple(eqlValue, fc.boolean(), fc.array(constant, { minLength: 1, maxLength: 4 }))
    .map(([value, negated, items]): EqlNode => ({ kind: 'in', value, negated, items, ...AT })),
  fc
    .tuple(fc.constantFrom('like' as const, 'contains' as const, 'starts-with' as const), eqlValue, fc.boolean(), text)
    .map(([how, value, negated, pattern]): EqlNode => ({ kind: 'match', how, value, negated, pattern, ...AT })),
  fc.tuple(eqlValue, fc.boolean()).map(([value, negated]): EqlNode => ({ kind: 'empty', value, negated, ...AT })),
  fc
    .tuple(
      fc.constantFrom('opened' as const, 'received' as const, 'clicked' as const),
      fc.option(id),
      fc.option(id),
      fc.option(fc.integer({ min: 1, max: 36_525 })),
    )
    .map(([event, mailingId, link, lastDays]): EqlNode => {
      const linkId = event === 'clicked' && mailingId !== null ? link : null;
      const linkSpan = linkId === null ? null : AT;
      return { kind: 'mailing', event, mailingId, linkId, lastDays, mailingSpan: AT, linkSpan, ...AT };
    }),
  fc
    .tuple(fc.option(id), fc.option(fc.constantFrom(...BINDING_STATUSES)), fc.option(fc.constantFrom(...BINDING_TYPES)))
    .map(([mailingListId, status, type]): EqlNode => {
      const mailingListSpan = mailingListId === null ? null : AT;
      return { kind: 'binding', mailingListId, status, type, mailingListSpan, ...AT };
    }),
  fc.tuple(id, fc.boolean()).map(([group, negated]): EqlNode => ({
    kind: 'target-group', id: group, negated, idSpan: AT, ...AT,
  })),
); // prettier-ignore

const rules = fc.letrec<{ rule: EqlNode }>((tie) => ({
  rule: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    condition,
    fc
      .tuple(
        fc.constantFrom('and' as const, 'or' as const),
        fc.array(tie('rule'), { minLength: 2, maxLength: 4 }),
      )
      .map(([kind, inner]): EqlNode => ({ kind, rules: inner, ...AT })),
    tie('rule').map((rule): EqlNode =>
      rule.kind === 'target-group' && !rule.negated
        ? { ...rule, negated: true }
        : { kind: 'not', rule, ...AT },
    ),
  ),
}));
export const eqlRule: fc.Arbitrary<EqlNode> = rules.rule;

/** The tree with every place set to 0, to compare trees that were written differently. */
export function withoutPlaces<T>(node: T): T {
  if (Array.isArray(node)) return node.map((item: unknown) => withoutPlaces(item)) as T;
  if (node === null || typeof node !== 'object') return node;
  const copy = Object.entries(node).map(([key, value]): [string, unknown] => [
    key,
    key === 'start' || key === 'end' ? 0 : withoutPlaces<unknown>(value),
  ]);
  return Object.fromEntries(copy) as T;
}
