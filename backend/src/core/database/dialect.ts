import { mariadbExpressions, type Expressions } from './expressions.js';
import { sqliteExpressions } from './expressions-sqlite.js';
import { bound, sql, type Sql } from './sql-fragment.js';

/**
 * The only place that knows which engine runs. SQL elsewhere is what both understand; identifiers that need
 * quoting are quoted with backticks, which SQLite takes too.
 */
export interface Dialect {
  readonly engine: 'sqlite' | 'mariadb';
  /** Bound values one statement may have. */
  readonly maxParameters: number;
  /** Ends a SELECT that picks work: rows held by others are passed over. SQLite serialises writers instead. */
  readonly skipLocked: string;
  /** Ends a SELECT whose rows this transaction is going to change, read as they are now. SQLite serialises writers. */
  readonly lockRows: string;
  readonly insertIgnore: string;
  /** Text for `INSERT … VALUES …` + this: updates `columns` where `keys` exist already. */
  onConflictUpdate(keys: readonly string[], columns: readonly string[]): string;
  /** Start of the interval of `millis` that an instant column lies in. */
  bucket(column: string, millis: number): string;
  /** Whether two expressions are equal or both NULL, as their collation sees it. */
  same(one: string, other: string): string;
  /** Whether two texts are equal to the byte, or both NULL. */
  sameText(one: string, other: string): string;
  /**
   * UPDATE of rows that a join finds. `table` and `source` come with their aliases; `set` names columns of the
   * table with the expressions they get.
   */
  updateFrom(update: UpdateFrom): string;
  /** A table to select from, made of one bound JSON text: an array of arrays with a value per column. */
  jsonRows(columns: readonly (readonly [name: string, type: 'integer' | 'text'])[]): string;
  /** Rows that one transaction takes without holding others up noticeably. */
  readonly bulkRows: number;
  /** Rows of several statements with joins that one transaction takes without holding others up noticeably. */
  readonly mergeRows: number;
  /** Transactions that may merge rows side by side. */
  readonly mergeLanes: number;
  /** A text as a JSON string; NULL becomes `null`. */
  jsonString(expression: string): string;
  /** A constant for DDL, which takes no bound values. */
  literal(value: string | number): string;
  /** Ends a CREATE INDEX so that others may go on writing meanwhile, where the engine can do that. */
  readonly onlineIndex: string;
  /** The part of a long text that an index can hold. */
  indexPart(column: string, long: boolean): string;
  /** Conditions on texts, numbers, dates and events. */
  readonly expressions: Expressions;
  /** LIKE as people search: disregards case. @param pattern with `!` before what stands for itself */
  searchLike(column: string, pattern: string): Sql;
  /** One text of several expressions, none of which may be NULL. */
  concat(parts: readonly string[]): string;
  /** A number with decimals as text that reads back as the same number; NULL stays NULL. */
  decimalText(expression: string): string;
  /** Finds a row if there is a table with the bound name. */
  readonly tableExists: string;
  /** Column types for migrations. */
  readonly ddl: Ddl;
}

export interface UpdateFrom {
  readonly table: string;
  readonly alias: string;
  readonly set: readonly (readonly [column: string, expression: string])[];
  /** Tables that the values come from, with their aliases and joins. */
  readonly source: string;
  readonly where: string;
}

export interface Ddl {
  readonly id: string;
  readonly reference: string;
  readonly integer: string;
  readonly decimal: string;
  readonly boolean: string;
  /** Milliseconds since 1970-01-01T00:00Z. */
  readonly instant: string;
  readonly date: string;
  readonly dateTime: string;
  readonly longText: string;
  readonly binary: string;
  /** Text compared without regard to case. */
  text(length: number): string;
  /** Text compared byte by byte: addresses, hashes, codes. */
  exact(length: number): string;
  readonly tableOptions: string;
}

function plainLike(column: string, pattern: string): Sql {
  return sql`${column} LIKE ${bound(pattern)} ESCAPE '!'`;
}

export const sqlite: Dialect = {
  engine: 'sqlite',
  maxParameters: 32_000,
  skipLocked: '',
  lockRows: '',
  insertIgnore: 'INSERT OR IGNORE INTO',
  onConflictUpdate: (keys, columns) =>
    `ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  bucket: (column, millis) => `(${column} / ${millis}) * ${millis}`,
  same: (one, other) => `${one} IS ${other}`,
  sameText: (one, other) => `${one} COLLATE BINARY IS ${other}`,
  updateFrom: ({ table, alias, set, source, where }) =>
    `UPDATE ${table} AS ${alias} SET ${set.map(([column, value]) => `${column} = ${value}`).join(', ')}
     FROM ${source} WHERE ${where}`,
  jsonRows: (columns) =>
    `(SELECT ${columns.map(([name], index) => `value->>${index} AS ${name}`).join(', ')} FROM json_each(?))`,
  bulkRows: 2000,
  mergeRows: 4000,
  mergeLanes: 1,
  jsonString: (expression) => `json_quote(${expression})`,
  literal: (value) => (typeof value === 'number' ? String(value) : `'${value.replaceAll("'", "''")}'`),
  onlineIndex: '',
  indexPart: (column) => column,
  tableExists: "SELECT 1 AS one FROM sqlite_master WHERE type = 'table' AND name = ?",
  searchLike: (column, pattern) =>
    /[\u0080-\u{10ffff}]/u.test(pattern)
      ? sqliteExpressions.textLike({ value: sql`${column}`, column: false, folded: false }, pattern)
      : plainLike(column, pattern),
  concat: (parts) => parts.join(' || '),
  decimalText: (expression) =>
    `CASE WHEN ${expression} IS NULL THEN NULL ELSE printf('%!.17g', ${expression}) END`,
  expressions: sqliteExpressions,
  ddl: {
    id: 'INTEGER PRIMARY KEY AUTOINCREMENT',
    reference: 'INTEGER',
    integer: 'INTEGER',
    decimal: 'DOUBLE',
    boolean: 'TINYINT',
    instant: 'BIGINT',
    date: 'DATE',
    dateTime: 'DATETIME',
    longText: 'TEXT',
    binary: 'BLOB',
    text: (length) => `VARCHAR(${length}) COLLATE NOCASE`,
    exact: (length) => `VARCHAR(${length})`,
    tableOptions: '',
  },
};

export const mariadb: Dialect = {
  engine: 'mariadb',
  maxParameters: 60_000,
  skipLocked: 'FOR UPDATE SKIP LOCKED',
  lockRows: 'FOR UPDATE',
  insertIgnore: 'INSERT IGNORE INTO',
  onConflictUpdate: (_keys, columns) =>
    `ON DUPLICATE KEY UPDATE ${columns.map((name) => `${name} = VALUES(${name})`).join(', ')}`,
  bucket: (column, millis) => `(${column} DIV ${millis}) * ${millis}`,
  same: (one, other) => `${one} <=> ${other}`,
  sameText: (one, other) => `CAST(${one} AS BINARY) <=> CAST(${other} AS BINARY)`,
  updateFrom: ({ table, alias, set, source, where }) =>
    `UPDATE ${source}, ${table} AS ${alias}
     SET ${set.map(([column, value]) => `${alias}.${column} = ${value}`).join(', ')} WHERE ${where}`,
  jsonRows: (columns) =>
    `JSON_TABLE(?, '$[*]' COLUMNS (${columns.map(([name, type], index) => `${name} ${type === 'integer' ? 'BIGINT' : 'VARCHAR(1000)'} PATH '$[${index}]'`).join(', ')}))`,
  bulkRows: 5000,
  mergeRows: 10_000,
  mergeLanes: 2,
  jsonString: (expression) => `COALESCE(JSON_QUOTE(${expression}), 'null')`,
  literal: (value) =>
    typeof value === 'number' ? String(value) : `'${value.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`,
  onlineIndex: 'ALGORITHM=INPLACE LOCK=NONE',
  indexPart: (column, long) => (long ? `${column}(191)` : column),
  tableExists:
    'SELECT 1 AS one FROM information_schema.tables WHERE table_schema = DATABASE() AND table_name = ?',
  searchLike: plainLike,
  concat: (parts) => `CONCAT(${parts.join(', ')})`,
  decimalText: (expression) => expression,
  expressions: mariadbExpressions,
  ddl: {
    id: 'BIGINT NOT NULL AUTO_INCREMENT PRIMARY KEY',
    reference: 'BIGINT',
    integer: 'INT',
    decimal: 'DOUBLE',
    boolean: 'TINYINT',
    instant: 'BIGINT',
    date: 'DATE',
    dateTime: 'DATETIME(3)',
    longText: 'LONGTEXT',
    binary: 'LONGBLOB',
    text: (length) => `VARCHAR(${length})`,
    exact: (length) => `VARCHAR(${length}) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin`,
    tableOptions: 'ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_unicode_ci ROW_FORMAT=DYNAMIC',
  },
};

export function dialectOf(driverType: string): Dialect {
  return driverType === 'better-sqlite3' ? sqlite : mariadb;
}
