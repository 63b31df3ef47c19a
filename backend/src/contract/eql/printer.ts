import type {
  ArithmeticNode,
  BindingNode,
  ConstantNode,
  DateFormatNode,
  EqlNode,
  MailingNode,
  ValueNode,
} from './ast.js';
import { needsQuotes } from './words.js';

/** From here on a rule of several conditions gets one line each. */
const LINE = 90;
const MATCH_WORDS = { like: 'LIKE', contains: 'CONTAINS', 'starts-with': 'STARTS WITH' } as const;
const PRECEDENCE = { '+': 1, '-': 1, '*': 2, '/': 2, '%': 2 } as const;

/**
 * The rule as text; `parse` reads the same tree from it. Nested groups always stand in parentheses. With `lines`
 * a long rule is broken into lines.
 */
export function print(node: EqlNode | null, options: { lines?: boolean } = {}): string {
  if (!node) return '';
  const line = rule(node);
  return options.lines === true && line.length > LINE ? rule(node, '') : line;
}

/** A field's name as it stands in a rule. Names with characters that cannot be written are an error. */
export function fieldText(name: string, quoted = needsQuotes(name)): string {
  if (!quoted) return name;
  if (name === '' || /[`$\r\n]/.test(name))
    throw new RangeError(`no field can be called ${JSON.stringify(name)}`);
  return `\`${name}\``;
}

/** A constant text in quotes. Line breaks cannot be written and become blanks. */
export function textConstant(text: string): string {
  return `'${text.replace(/[\\']/g, '\\$&').replace(/[\r\n]+/g, ' ')}'`;
}

/** @param indent of the lines of this rule; undefined: everything in one line */
function rule(node: EqlNode, indent?: string): string {
  switch (node.kind) {
    case 'and':
    case 'or': {
      const separator = indent === undefined ? ' ' : `\n${indent}`;
      return node.rules
        .map((inner) => operand(inner, indent))
        .join(`${separator}${node.kind.toUpperCase()} `);
    }
    case 'not':
      return `NOT ${isPredicate(node.rule) ? rule(node.rule) : parenthesised(node.rule, indent)}`;
    case 'compare':
      return `${value(node.left)} ${node.operator} ${value(node.right)}${dateFormat(node.dateFormat)}`;
    case 'between': {
      const range = `${value(node.low)} AND ${value(node.high)}${dateFormat(node.dateFormat)}`;
      return `${value(node.value)} ${not(node.negated)}BETWEEN ${range}`;
    }
    case 'in':
      return `${value(node.value)} ${not(node.negated)}IN (${node.items.map(constant).join(', ')})`;
    case 'match': {
      const how = MATCH_WORDS[node.how];
      return `${value(node.value)} ${not(node.negated)}${how} ${textConstant(node.pattern.text)}`;
    }
    case 'empty':
      return `${value(node.value)} IS ${not(node.negated)}EMPTY`;
    case 'mailing':
      return mailing(node);
    case 'binding':
      return binding(node);
    case 'target-group':
      return `${not(node.negated)}IN TARGET GROUP ${node.id}`;
  }
}

function operand(node: EqlNode, indent: string | undefined): string {
  return node.kind === 'and' || node.kind === 'or' ? parenthesised(node, indent) : rule(node, indent);
}

function parenthesised(node: EqlNode, indent: string | undefined): string {
  const line = `(${rule(node)})`;
  if (indent === undefined || line.length <= LINE) return line;
  const deeper = `${indent}  `;
  return `(\n${deeper}${rule(node, deeper)}\n${indent})`;
}

/** NOT reads well right before these; elsewhere it looks as if it belonged to the field. */
function isPredicate(node: EqlNode): boolean {
  return node.kind === 'mailing' || node.kind === 'binding';
}

function mailing(node: MailingNode): string {
  const which = node.mailingId === null ? 'ANY MAILING' : `MAILING ${node.mailingId}`;
  const period = node.lastDays === null ? '' : ` IN LAST ${node.lastDays} DAYS`;
  if (node.event !== 'clicked') return `${node.event.toUpperCase()} ${which}${period}`;
  const link = node.linkId === null ? '' : `LINK ${node.linkId} `;
  return `CLICKED ${link}IN ${which}${period}`;
}

function binding(node: BindingNode): string {
  return [
    'HAS BINDING',
    node.mailingListId === null ? '' : ` ON MAILINGLIST ${node.mailingListId}`,
    node.status === null ? '' : ` WITH STATUS ${node.status}`,
    node.type === null ? '' : ` OF TYPE ${node.type}`,
  ].join('');
}

function value(node: ValueNode): string {
  switch (node.kind) {
    case 'number':
    case 'text':
      return constant(node);
    case 'field':
      return fieldText(node.name, node.quoted || needsQuotes(node.name));
    case 'today':
      return 'TODAY';
    case 'negation':
      return `-${isAtom(node.value) ? value(node.value) : `(${value(node.value)})`}`;
    case 'arithmetic':
      return arithmetic(node);
  }
}

function arithmetic({ operator, left, right }: ArithmeticNode): string {
  const own = PRECEDENCE[operator];
  const side = (node: ValueNode, lowest: number): string =>
    node.kind === 'arithmetic' && PRECEDENCE[node.operator] < lowest ? `(${value(node)})` : value(node);
  return `${side(left, own)} ${operator} ${side(right, own + 1)}`;
}

function isAtom(node: ValueNode): boolean {
  return node.kind !== 'negation' && node.kind !== 'arithmetic';
}

function constant(node: ConstantNode): string {
  return node.kind === 'text' ? textConstant(node.text) : node.text;
}

function not(negated: boolean): string {
  return negated ? 'NOT ' : '';
}

function dateFormat(format: DateFormatNode | undefined): string {
  return format ? ` DATEFORMAT ${textConstant(format.text)}` : '';
}
