import { bound, boundList, joined, sql, type Sql } from './sql-fragment.js';

/** A text to compare: a column or something made of columns. */
export interface TextOperand {
  readonly value: Sql;
  /** A column by itself, with the collation of `Ddl.text`: an index of it can be used. */
  readonly column: boolean;
  /** Always in lower case and compared byte by byte, like e-mail addresses. */
  readonly folded: boolean;
}

export type Comparison = '=' | '<>' | '<' | '>' | '<=' | '>=';

/** What the engines write differently in conditions. Texts compare without regard to case, but ä is not a. */
export interface Expressions {
  /** Whether the operand is one of these texts. */
  textIn(operand: TextOperand, texts: readonly string[]): Sql;
  /** Order by code points of the lower-case texts. */
  textCompare(operand: TextOperand, operator: Comparison, text: string): Sql;
  textsCompare(left: TextOperand, operator: Comparison, right: TextOperand): Sql;
  /** `%` and `_` are wildcards, `!` escapes. */
  textLike(operand: TextOperand, pattern: string): Sql;
  concat(parts: readonly Sql[]): Sql;
  /** A number as people write it: no decimals where there are none. */
  numberText(value: Sql, whole: boolean): Sql;
  /** Quotient with decimals; NULL for a division by zero. */
  divide(left: Sql, right: Sql): Sql;
  /** Remainder with the sign of the dividend; NULL for a division by zero. */
  remainder(left: Sql, right: Sql, whole: boolean): Sql;
  /** Sums and products as floating-point numbers, which do not overflow. */
  calculate(left: Sql, operator: '+' | '-' | '*', right: Sql): Sql;
  /** `value` is a DATETIME, `seconds` a number. */
  addSeconds(value: Sql, seconds: Sql): Sql;
  /** DATETIME of milliseconds since 1970. */
  fromMillis(millis: Sql): Sql;
  /** DATE of a DATE or DATETIME. */
  dayOf(value: Sql): Sql;
  /** DATE or DATETIME moved by days, decimals included; NULL beyond the years that there are. */
  addDays(value: Sql, days: Sql): Sql;
  /** `%Y`, `%m`, `%d` and what stands between them. */
  formatDate(value: Sql, format: string): Sql;
  /** `yyyy-MM-dd` or `yyyy-MM-dd HH:mm:ss` */
  dateText(value: Sql, withTime: boolean): Sql;
  /** Whether an event with these conditions happened to `recipient`. */
  eventOf(recipient: string, event: EventCondition, perRecipient: boolean): Sql;
}

/** Conditions on rows of a table with a `recipient_id`. */
export interface EventCondition {
  readonly table: string;
  readonly alias: string;
  /** `JOIN …`, or nothing. */
  readonly join: string;
  /** Columns of the alias and what each must be one of. */
  readonly columns: readonly (readonly [column: string, values: readonly (string | number)[]])[];
  readonly since: number | null;
}

function condition(event: EventCondition, plain: (column: string) => string): Sql {
  const column = (name: string): string => plain(`${event.alias}.${name}`);
  const parts = event.columns.map(([name, values]) =>
    values.length === 1
      ? sql`${column(name)} = ${boundList(values)}`
      : sql`${column(name)} IN (${boundList(values)})`,
  );
  if (event.since !== null) parts.push(sql`${event.alias}.at >= ${bound(event.since)}`);
  return parts.length === 0 ? sql`1 = 1` : joined(parts, ' AND ');
}

/** As a set, which the engine may turn into a join. */
export function inSet(recipient: string, event: EventCondition): Sql {
  const { table, alias, join } = event;
  const where = condition(event, (column) => column);
  return sql`${recipient} IN (SELECT ${alias}.recipient_id FROM ${table} ${alias} ${join} WHERE ${where})`;
}

/** Looked up for each recipient. @param plain hides a column from the search for an index */
export function looksUp(recipient: string, event: EventCondition, plain: (column: string) => string): Sql {
  const { table, alias, join } = event;
  const where = condition(event, plain);
  return sql`EXISTS (SELECT 1 FROM ${table} ${alias} ${join} WHERE ${alias}.recipient_id = ${recipient} AND ${where})`;
}

const binary = (value: Sql): Sql => sql`CAST(LOWER(${value}) AS BINARY)`;
const small = (value: Sql): Sql => sql`LOWER(${value}) COLLATE utf8mb4_bin`;

/**
 * MariaDB's utf8mb4_unicode_ci takes ä for a and ignores spaces at the end. What it finds, by an index if there is
 * one, is therefore looked at again byte by byte. Nothing here may give warnings: INSERT … SELECT fails on them.
 */
export const mariadbExpressions: Expressions = {
  textIn({ value, column, folded }, texts) {
    if (folded) return sql`${value} IN (${boundList(texts.map((text) => text.toLowerCase()))})`;
    const exact = sql`${binary(value)} IN (${joined(
      texts.map((text) => binary(bound(text))),
      ', ',
    )})`;
    return column ? sql`(${value} IN (${boundList(texts)}) AND ${exact})` : exact;
  },
  textCompare({ value, folded }, operator, text) {
    if (folded) return sql`${value} ${operator} ${bound(text.toLowerCase())}`;
    return sql`${binary(value)} ${operator} ${binary(bound(text))}`;
  },
  textsCompare: (left, operator, right) => sql`${binary(left.value)} ${operator} ${binary(right.value)}`,
  textLike({ value, column, folded }, pattern) {
    if (folded) return sql`${value} LIKE ${bound(pattern.toLowerCase())} ESCAPE '!'`;
    const exact = sql`${small(value)} LIKE ${small(bound(pattern))} ESCAPE '!'`;
    // With a wildcard in front no index helps, and the look without it costs only time.
    if (!column || /^[%_]/.test(pattern)) return exact;
    return sql`(${value} LIKE ${bound(pattern)} ESCAPE '!' AND ${exact})`;
  },
  concat: (parts) => sql`CONCAT(${joined(parts, ', ')})`,
  numberText: (value) => sql`CAST(${value} AS CHAR)`,
  divide: (left, right) => sql`((${left} + 0e0) / NULLIF(${right}, 0))`,
  remainder: (left, right) => sql`MOD(${left}, NULLIF(${right}, 0))`,
  calculate: (left, operator, right) => sql`(${left} ${operator} (${right} + 0e0))`,
  addSeconds: (value, seconds) => sql`DATE_ADD(${value}, INTERVAL ${seconds} SECOND)`,
  fromMillis: (millis) =>
    sql`DATE_ADD(TIMESTAMP'1970-01-01 00:00:00', INTERVAL (${millis}) * 1000 MICROSECOND)`,
  dayOf: (value) => sql`DATE(${value})`,
  addDays: (value, days) =>
    sql`CASE WHEN TO_DAYS(${value}) + ${days} BETWEEN 366 AND 3652423
      THEN DATE_ADD(CAST(${value} AS DATETIME), INTERVAL (${days}) * 86400 SECOND) END`,
  formatDate: (value, format) => sql`DATE_FORMAT(${value}, ${bound(format)})`,
  dateText: (value, withTime) =>
    sql`DATE_FORMAT(${value}, ${bound(withTime ? '%Y-%m-%d %H:%i:%s' : '%Y-%m-%d')})`,
  // Whether to look up or to collect is decided by its statistics.
  eventOf: (recipient, event) => inSet(recipient, event),
};
