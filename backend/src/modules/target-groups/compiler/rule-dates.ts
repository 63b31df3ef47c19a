import type { CompareOperator } from '../../../contract/eql/ast.js';
import { parseDateConstant, type DateParts, type EqlDateFormat } from '../../../contract/eql/date-format.js';
import { fromWallClock, zoneOffset } from '../../../contract/recipients/date-values.js';
import { bound, sql, type Sql } from '../../../core/database/sql-fragment.js';
import type { RuleContext } from './rule-context.js';
import { dateTimeText, wallOf } from './zones.js';

/** A date of a rule. Days are added to what the clock of the zone shows. */
export type DateValue =
  | { readonly type: 'date'; readonly base: 'constant'; /** As if it were UTC (ms). */ readonly wall: number }
  | {
      readonly type: 'date';
      readonly base: 'column';
      readonly column: string;
      readonly storage: 'date' | 'datetime' | 'instant';
      readonly days: number;
    }
  | {
      readonly type: 'date';
      readonly base: 'computed';
      /** DATETIME on the zone's clock. */ readonly wall: Sql;
    };

type ColumnDate = Extract<DateValue, { base: 'column' }>;

const DAY = 86_400_000;
/** Beyond these, engines and drivers no longer agree on dates; no stored date is outside. */
const FIRST_DAY = Date.UTC(1000, 0, 1) - 366 * DAY;
const LAST_DAY = Date.UTC(10_000, 0, 1);

export function now(context: RuleContext): DateValue {
  return { type: 'date', base: 'constant', wall: context.now + zoneOffset(context.now, context.zone) };
}

/** @param days a number, or SQL that gives one */
export function movedBy(value: DateValue, days: number | Sql, context: RuleContext): DateValue {
  if (typeof days === 'number') {
    if (value.base === 'constant') return { ...value, wall: value.wall + days * DAY };
    if (value.base === 'column') return { ...value, days: value.days + days };
    return { ...value, wall: context.expressions.addDays(value.wall, bound(days)) };
  }
  return { type: 'date', base: 'computed', wall: context.expressions.addDays(wallSql(value, context), days) };
}

/** DATE or DATETIME that the zone's clock showed. */
export function wallSql(value: DateValue, context: RuleContext): Sql {
  if (value.base === 'constant') return isUsual(value.wall) ? bound(dateTimeText(value.wall)) : sql`NULL`;
  if (value.base === 'computed') return value.wall;
  const { column, storage, days } = value;
  const wall =
    storage === 'date' ? sql`${column}` : wallOf(column, storage, context.zone, context.expressions);
  return days === 0 ? wall : context.expressions.addDays(wall, bound(days));
}

export function dateAsText(value: DateValue, context: RuleContext): Sql {
  const withTime = value.base !== 'column' || value.storage !== 'date';
  return context.expressions.dateText(wallSql(value, context), withTime);
}

/** Two dates compared by what the format takes of them; the parts by their weight, however the format orders them. */
export function compareDates(
  left: DateValue,
  operator: CompareOperator,
  right: DateValue,
  format: EqlDateFormat,
  context: RuleContext,
): Sql {
  if (left.base === 'constant' && right.base !== 'constant') {
    return compareDates(right, flipped(operator), left, format, context);
  }
  if (right.base === 'constant' && !isUsual(right.wall)) return unusual(left, operator, right.wall, context);
  if (!format.full) {
    const { expressions } = context;
    const [one = '', other = ''] = [left, right].map((side) =>
      side.base === 'constant'
        ? bound(partsText(partsOf(side.wall), format))
        : expressions.formatDate(wallSql(side, context), sqlFormat(format)),
    );
    return sql`${one} ${operator} ${other}`;
  }
  if (right.base === 'constant') {
    if (left.base === 'column') return columnDate(left, operator, floorDay(right.wall), context);
    if (left.base === 'constant') return truth(holds(floorDay(left.wall), operator, floorDay(right.wall)));
  }
  const day = (side: DateValue): Sql => context.expressions.dayOf(wallSql(side, context));
  return sql`${day(left)} ${operator} ${day(right)}`;
}

/** A date compared with a constant of the rule, which was checked to fit the format. */
export function compareDateText(
  left: DateValue,
  operator: CompareOperator,
  text: string,
  format: EqlDateFormat,
  context: RuleContext,
): Sql {
  const read = parseDateConstant(format, text);
  if (!read.ok) throw new Error(`The date constant was not checked: ${read.code}`);
  if (format.full) {
    const { year = 0, month = 1, day = 1 } = read.parts;
    // Date.UTC takes years below 100 for those of the last century.
    const wall = new Date(0).setUTCFullYear(year, month - 1, day);
    return compareDates(left, operator, { type: 'date', base: 'constant', wall }, format, context);
  }
  const wanted = partsText(read.parts, format);
  if (left.base === 'constant') return truth(holds(partsText(partsOf(left.wall), format), operator, wanted));
  const { expressions } = context;
  return sql`${expressions.formatDate(wallSql(left, context), sqlFormat(format))} ${operator} ${bound(wanted)}`;
}

function partsOf(wall: number): DateParts {
  const date = new Date(wall);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

function partsText(parts: DateParts, format: EqlDateFormat): string {
  return format.parts.map((part) => String(parts[part] ?? 0).padStart(part === 'year' ? 4 : 2, '0')).join('');
}

function sqlFormat(format: EqlDateFormat): string {
  return format.parts.map((part) => ({ year: '%Y', month: '%m', day: '%d' })[part]).join('');
}

/** With ranges of what the column keeps, so that an index of it can be used. */
function columnDate(
  { column, storage, days }: ColumnDate,
  operator: CompareOperator,
  day: number,
  context: RuleContext,
): Sql {
  if (storage === 'date') {
    const wanted = day - Math.floor(days) * DAY;
    const value: DateValue = { type: 'date', base: 'column', column, storage, days: 0 };
    if (!isUsual(wanted)) return unusual(value, operator, wanted, context);
    return sql`${column} ${operator} ${bound(dateTimeText(wanted).slice(0, 10))}`;
  }
  const [from, to] = [day - days * DAY, day - days * DAY + DAY];
  if (!isUsual(from)) {
    return unusual({ type: 'date', base: 'column', column, storage, days: 0 }, operator, from, context);
  }
  const at = (wall: number): Sql => {
    const instant = fromWallClock(Math.min(Math.ceil(wall / 1000) * 1000, LAST_DAY - 1000), context.zone);
    return bound(storage === 'instant' ? instant : dateTimeText(instant));
  };
  switch (operator) {
    case '=':
      return sql`(${column} >= ${at(from)} AND ${column} < ${at(to)})`;
    case '<>':
      return sql`(${column} < ${at(from)} OR ${column} >= ${at(to)})`;
    case '<':
      return sql`${column} < ${at(from)}`;
    case '<=':
      return sql`${column} < ${at(to)}`;
    case '>':
      return sql`${column} >= ${at(to)}`;
    case '>=':
      return sql`${column} >= ${at(from)}`;
  }
}

/** Every stored date lies on the same side of one that is out of all bounds. */
function unusual(value: DateValue, operator: CompareOperator, wall: number, context: RuleContext): Sql {
  return unlessEmpty(value, holds(0, operator, wall < FIRST_DAY ? -1 : 1), context);
}

/** True or false for all that have a date, neither for the others. */
function unlessEmpty(value: DateValue, result: boolean, context: RuleContext): Sql {
  if (value.base === 'constant') return truth(result);
  const own = value.base === 'column' ? sql`${value.column}` : wallSql(value, context);
  return sql`CASE WHEN ${own} IS NOT NULL THEN ${truth(result)} END`;
}

function truth(result: boolean): Sql {
  return result ? sql`1 = 1` : sql`1 = 0`;
}

function isUsual(wall: number): boolean {
  return wall >= FIRST_DAY && wall < LAST_DAY;
}

function floorDay(wall: number): number {
  return Math.floor(wall / DAY) * DAY;
}

export function flipped(operator: CompareOperator): CompareOperator {
  const others = { '=': '=', '<>': '<>', '<': '>', '>': '<', '<=': '>=', '>=': '<=' } as const;
  return others[operator];
}

export function holds<T extends string | number>(left: T, operator: CompareOperator, right: T): boolean {
  switch (operator) {
    case '=':
      return left === right;
    case '<>':
      return left !== right;
    case '<':
      return left < right;
    case '<=':
      return left <= right;
    case '>':
      return left > right;
    case '>=':
      return left >= right;
  }
}
