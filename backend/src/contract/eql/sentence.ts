import type { Language } from '../messages/messages.js';
import type { CompareOperator, EqlNode, Span, ValueNode } from './ast.js';
import { ValueWording } from './sentence-values.js';
import { partsOf, type Piece, type RuleNames, type RuleSentence, type Sentence } from './sentence-parts.js';
import { ENGLISH } from './sentence-english.js';
import { GERMAN } from './sentence-german.js';
import type { SentenceWords } from './sentence-words.js';

const WORDS: Readonly<Record<Language, SentenceWords>> = { en: ENGLISH, de: GERMAN };

const OPPOSITE: Readonly<Record<CompareOperator, CompareOperator>> = {
  '=': '<>',
  '<>': '=',
  '<': '>=',
  '>=': '<',
  '>': '<=',
  '<=': '>',
};
/** More of a list than anybody reads. */
const SHOWN_ITEMS = 8;

/**
 * The rule as people say it. NOT is said of each condition, as it is when the rule is carried out (spec/eql.md §5):
 * "not opened" means received and not opened.
 */
export function describe(ast: EqlNode | null, language: Language, names: RuleNames): RuleSentence {
  const words = WORDS[language];
  if (!ast) return { intro: words.everybody, body: null };
  return { intro: words.intro, body: new Narrator(words, names).rule(ast, false) };
}

class Narrator {
  private readonly values: ValueWording;

  constructor(
    private readonly words: SentenceWords,
    private readonly names: RuleNames,
  ) {
    this.values = new ValueWording(words, names);
  }

  rule(node: EqlNode, negated: boolean): Sentence {
    switch (node.kind) {
      case 'not':
        return this.rule(node.rule, !negated);
      case 'and':
      case 'or':
        return this.group(node, negated);
      case 'compare':
      case 'between':
      case 'in':
      case 'match':
      case 'empty':
      case 'mailing':
      case 'binding':
      case 'target-group':
        return phrase(this.condition(node, negated), node);
    }
  }

  private group(node: EqlNode & { kind: 'and' | 'or' }, negated: boolean): Sentence {
    const join = (node.kind === 'and') === negated ? 'or' : 'and';
    const [first, second] = node.rules;
    if (join === 'or' && node.rules.length === 2 && first && second && isEmptyOf(first, second, negated)) {
      return phrase([this.condition(first, negated), this.words.orEmpty], node);
    }
    const items = node.rules.map((rule) => this.rule(rule, negated));
    return { kind: 'group', join, word: this.words[join], items, start: node.start, end: node.end };
  }

  private condition(node: EqlNode, not: boolean): Piece {
    const { words, values } = this;
    switch (node.kind) {
      case 'compare': {
        const { left, right, dateFormat } = node;
        const operator = not ? OPPOSITE[node.operator] : node.operator;
        const type = values.type(left) ?? values.type(right) ?? 'text';
        const verb = words.compare(type, operator);
        const position = operator === '=' || operator === '<>' ? 'is' : 'relative';
        return [
          this.subject(left, dateFormat?.text),
          ` ${verb} `,
          values.compared(right, left, dateFormat?.text, position),
        ];
      }
      case 'between': {
        const { value, low, high, dateFormat } = node;
        const bound = (end: ValueNode) => values.compared(end, value, dateFormat?.text, 'relative');
        const range = words.between(node.negated !== not, bound(low), bound(high));
        return [this.subject(value, dateFormat?.text), ' ', range];
      }
      case 'in': {
        const items = node.items
          .slice(0, SHOWN_ITEMS)
          .map((item) => values.compared(item, node.value, undefined, 'is'));
        const more = node.items.length - items.length;
        return [this.subject(node.value), ' ', words.oneOf(node.negated !== not, items, more)];
      }
      case 'match':
        return [
          this.subject(node.value),
          ` ${words.match(node.how, node.negated !== not)} `,
          values.value(node.pattern),
        ];
      case 'empty':
        return [this.subject(node.value), ` ${words.empty(node.negated !== not)}`];
      case 'mailing': {
        const { event, mailingId, linkId, lastDays } = node;
        return words.mailing({
          event,
          negated: not,
          name: mailingId === null ? undefined : this.name(this.names.mailing(mailingId), mailingId),
          link:
            linkId === null || mailingId === null
              ? undefined
              : this.name(this.names.link(linkId, mailingId), linkId),
          lastDays,
        });
      }
      case 'binding': {
        const { mailingListId: id, status, type } = node;
        const list = id === null ? undefined : this.name(this.names.mailingList(id), id);
        return words.binding({ negated: not, list, status, type });
      }
      case 'target-group': {
        const name = this.name(this.names.targetGroup(node.id), node.id);
        return words.targetGroup(name, node.negated !== not);
      }
      case 'and':
      case 'or':
      case 'not':
        throw new Error('not a condition');
    }
  }

  private subject(value: ValueNode, dateFormat?: string): Piece {
    const only = dateFormat === undefined ? '' : this.values.partsThatCount(value, dateFormat);
    return [this.values.value(value), only];
  }

  private name(name: string | undefined, id: number): Piece {
    return { kind: 'name', text: name === undefined ? this.words.number(id) : this.words.quoted(name) };
  }
}

function phrase(pieces: Piece, { start, end }: Span): Sentence {
  return { kind: 'phrase', parts: partsOf(pieces), start, end };
}

/** `city <> 'x' OR city IS EMPTY` is said in one breath. */
function isEmptyOf(first: EqlNode, second: EqlNode, negated: boolean): boolean {
  if (negated || second.kind !== 'empty' || second.negated || second.value.kind !== 'field') return false;
  const value =
    first.kind === 'compare' ? first.left : 'value' in first && first.kind !== 'empty' ? first.value : null;
  return value?.kind === 'field' && value.name.toLowerCase() === second.value.name.toLowerCase();
}
