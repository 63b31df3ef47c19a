import {
  BINDING_STATUS_CODES,
  BINDING_TYPE_CODES,
  type BetweenNode,
  type BindingNode,
  type CompareOperator,
  type DateFormatNode,
  type EmptyNode,
  type EqlNode,
  type InNode,
  type MailingEvent,
  type MailingNode,
  type MatchNode,
  type TargetGroupNode,
  type ValueNode,
} from '../../../contract/eql/ast.js';
import { parseDateFormat, type EqlDateFormat } from '../../../contract/eql/date-format.js';
import { folded } from '../../../core/database/letter-case.js';
import { balanced, boundList, nesting, sql, type Sql } from '../../../core/database/sql-fragment.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { ActivityKind } from '../../../core/events/activity.js';
import type { RuleContext } from './rule-context.js';
import { compareDates, compareDateText, flipped, holds } from './rule-dates.js';
import { asText, bindable, requireNumber, valueOf, type TextValue, type Value } from './rule-values.js';

const DAY = 86_400_000;
/** Conditions in one rule, those of the groups it names included. */
const MOST_CONDITIONS = 5000;
/** Longer than any text of a recipient, and short enough for SQLite's LIKE. */
const LONGEST_PATTERN = 8000;

/** Parentheses within one another that SQLite takes for sure, and that need no care. */
const DEEPEST = 60;
const FLAT = 12;

const EVENT_KINDS: Readonly<Record<MailingEvent, number>> = {
  opened: ActivityKind.opened,
  clicked: ActivityKind.clicked,
  received: ActivityKind.sent,
};

/**
 * A rule whose names and types were checked, as a condition on `recipients r`. NULL counts as false at the outside;
 * inside, comparisons with nothing are neither true nor false, as in SQL (spec/eql.md §4).
 * @param negated as it stands under NOT, which goes down to the conditions (§5)
 */
export function compileRule(node: EqlNode | null, context: RuleContext, negated = false): Sql {
  const condition = new RuleCompiler(context).compile(node, negated);
  if (nesting(condition) > DEEPEST) throw new DomainError('invalid', 'target-group.too-nested');
  return condition;
}

class RuleCompiler {
  private conditions = 0;

  constructor(private readonly context: RuleContext) {}

  compile(node: EqlNode | null, negated: boolean): Sql {
    if (!node) return negated ? sql`1 = 0` : sql`1 = 1`;
    if (node.kind === 'not') return this.compile(node.rule, !negated);
    if (node.kind !== 'and' && node.kind !== 'or') return this.condition(node, negated);
    const rules = node.rules.map((rule) => this.compile(rule, negated));
    return balanced(deepestFirst(rules), (node.kind === 'and') === negated ? 'OR' : 'AND');
  }

  private condition(node: Exclude<EqlNode, { kind: 'and' | 'or' | 'not' }>, negated: boolean): Sql {
    this.conditions += 1;
    if (this.conditions > MOST_CONDITIONS) {
      throw new DomainError('invalid', 'target-group.too-large', { max: MOST_CONDITIONS });
    }
    if (node.kind === 'mailing') return this.mailing(node, negated);
    if (node.kind === 'target-group') return this.group(node, negated);
    const plain = this.plain(node);
    return negated ? sql`NOT (${plain})` : sql`(${plain})`;
  }

  private plain(node: Exclude<EqlNode, { kind: 'and' | 'or' | 'not' | 'mailing' | 'target-group' }>): Sql {
    switch (node.kind) {
      case 'compare':
        return this.compare(node.left, node.operator, node.right, node.dateFormat);
      case 'between':
        return this.between(node);
      case 'in':
        return this.in(node);
      case 'match':
        return this.match(node);
      case 'empty':
        return this.empty(node);
      case 'binding':
        return this.binding(node);
    }
  }

  private compare(
    left: ValueNode,
    operator: CompareOperator,
    right: ValueNode,
    format?: DateFormatNode,
  ): Sql {
    const one = valueOf(left, this.context);
    const other = valueOf(right, this.context);
    if (one.type === 'date') return this.compareDate(one, operator, other, formatOf(format));
    if (one.type === 'text') return this.compareText(one, operator, requireText(other));
    return sql`${one.value} ${operator} ${requireNumber(other).value}`;
  }

  private compareDate(
    one: Extract<Value, { type: 'date' }>,
    operator: CompareOperator,
    other: Value,
    format: EqlDateFormat,
  ): Sql {
    if (other.type === 'date') return compareDates(one, operator, other, format, this.context);
    const { constant } = requireText(other);
    if (constant === undefined) throw new Error('The rule was not checked: a date is wanted');
    return compareDateText(one, operator, constant, format, this.context);
  }

  private compareText(one: TextValue, operator: CompareOperator, other: TextValue): Sql {
    const { expressions } = this.context;
    if (one.constant !== undefined && other.constant !== undefined) {
      return holds(folded(one.constant), operator, folded(other.constant)) ? sql`1 = 1` : sql`1 = 0`;
    }
    if (one.constant !== undefined) return this.compareText(other, flipped(operator), one);
    if (other.constant === undefined) {
      return expressions.textsCompare(one.operand, operator, other.operand);
    }
    if (operator === '=') return expressions.textIn(one.operand, [other.constant]);
    if (operator === '<>') return sql`NOT (${expressions.textIn(one.operand, [other.constant])})`;
    return expressions.textCompare(one.operand, operator, other.constant);
  }

  private between({ value, low, high, negated, dateFormat }: BetweenNode): Sql {
    const from = this.compare(value, '>=', low, dateFormat);
    const to = this.compare(value, '<=', high, dateFormat);
    return negated ? sql`NOT (${from} AND ${to})` : sql`${from} AND ${to}`;
  }

  private in({ value, items, negated }: InNode): Sql {
    const one = valueOf(value, this.context);
    const found =
      one.type === 'text'
        ? this.context.expressions.textIn(one.operand, [...new Set(items.map(({ text }) => bindable(text)))])
        : sql`${requireNumber(one).value} IN (${boundList(items.map(({ text }) => Number(text)))})`;
    return negated ? sql`NOT (${found})` : found;
  }

  private match({ how, value, pattern, negated }: MatchNode): Sql {
    const operand = asText(valueOf(value, this.context), this.context);
    // Nothing is as long; the answer is still neither for those without a value.
    const like =
      Array.from(pattern.text).length > LONGEST_PATTERN
        ? '_'.repeat(LONGEST_PATTERN)
        : likePattern(how, bindable(pattern.text));
    const found = this.context.expressions.textLike(operand, like);
    return negated ? sql`NOT (${found})` : found;
  }

  private empty({ value, negated }: EmptyNode): Sql {
    const one = valueOf(value, this.context);
    if (one.type === 'text') {
      const { value: text } = one.operand;
      return negated ? sql`NOT (${text} IS NULL OR ${text} = '')` : sql`${text} IS NULL OR ${text} = ''`;
    }
    const own =
      one.type === 'number'
        ? one.value
        : one.base === 'column'
          ? sql`${one.column}`
          : asText(one, this.context).value;
    return negated ? sql`${own} IS NOT NULL` : sql`${own} IS NULL`;
  }

  /** Without a list, bindings to lists that were deleted do not count. */
  private binding({ mailingListId, status, type }: BindingNode): Sql {
    const columns: (readonly [string, readonly (string | number)[]])[] = [['media_type', [0]]];
    if (mailingListId !== null) columns.push(['mailing_list_id', [mailingListId]]);
    if (status) columns.push(['status', BINDING_STATUS_CODES[status]]);
    if (type) columns.push(['user_type', BINDING_TYPE_CODES[type]]);
    const join = 'JOIN mailing_lists ml ON ml.id = bi.mailing_list_id AND ml.deleted_at IS NULL';
    return this.context.expressions.eventOf(
      'r.id',
      { table: 'bindings', alias: 'bi', join: mailingListId === null ? join : '', columns, since: null },
      this.context.perRecipient,
    );
  }

  /** Who did not do it are only those who could be seen doing it: they received it and may be tracked (§5). */
  private mailing(node: MailingNode, negated: boolean): Sql {
    const happened = this.event(node.event, node);
    if (!negated) return happened;
    const untold = sql`NOT (${happened}) AND r.tracking_veto = 0`;
    if (node.event === 'received') return sql`(${untold})`;
    // Whether one mailing was received does not depend on when; of any mailing those of the same days count.
    const lastDays = node.mailingId === null ? node.lastDays : null;
    return sql`(${untold} AND ${this.event('received', { ...node, linkId: null, lastDays })})`;
  }

  private event(event: MailingEvent, { mailingId, linkId, lastDays }: MailingNode): Sql {
    const columns: (readonly [string, readonly (string | number)[]])[] = [['kind', [EVENT_KINDS[event]]]];
    if (mailingId !== null) columns.unshift(['mailing_id', [mailingId]]);
    if (linkId !== null) columns.push(['link_id', [linkId]]);
    const since = lastDays === null ? null : this.context.now - lastDays * DAY;
    return this.context.expressions.eventOf(
      'r.id',
      { table: 'activity', alias: 'ev', join: '', columns, since },
      this.context.perRecipient,
    );
  }

  /** NOT IN is everybody else, those about whom the group's rule says neither yes nor no included. */
  private group({ id, negated }: TargetGroupNode, underNot: boolean): Sql {
    const rule = this.context.group(id);
    const member = rule === undefined ? sql`1 = 0` : this.compile(rule, false);
    return negated === underNot ? sql`(${member})` : sql`((${member}) IS NOT TRUE)`;
  }
}

/**
 * SQLite's parser keeps what stands before a parenthesis on a small stack until that closes, so the deepest part comes
 * first. Flat rules stay as they are written: databases try conditions in their order.
 */
function deepestFirst(rules: readonly Sql[]): readonly Sql[] {
  const depths = new Map(rules.map((rule) => [rule, nesting(rule)]));
  if (Math.max(...depths.values()) <= FLAT) return rules;
  return [...rules].sort((a, b) => (depths.get(b) ?? 0) - (depths.get(a) ?? 0));
}

function requireText(value: Value): TextValue {
  if (value.type !== 'text') throw new Error('The rule was not checked: a text is wanted');
  return value;
}

function formatOf(format: DateFormatNode | undefined): EqlDateFormat {
  const parsed = format && parseDateFormat(format.text);
  if (!parsed) throw new Error('The rule was not checked: a date format is wanted');
  return parsed;
}

/** `*` and `?` become SQL's wildcards; `%` and `_` are wildcards too, as in OpenEMM. */
function likePattern(how: MatchNode['how'], text: string): string {
  if (how === 'like') return text.replaceAll('!', '!!').replaceAll('*', '%').replaceAll('?', '_');
  const literal = text.replace(/[!%_]/g, '!$&');
  return how === 'contains' ? `%${literal}%` : `${literal}%`;
}
