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
  readonly insertIgnore: string;
  /** Text for `INSERT … VALUES …` + this: updates `columns` where `keys` exist already. */
  onConflictUpdate(keys: readonly string[], columns: readonly string[]): string;
  /** Start of the interval of `millis` that an instant column lies in. */
  bucket(column: string, millis: number): string;
  /** Column types for migrations. */
  readonly ddl: Ddl;
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

export const sqlite: Dialect = {
  engine: 'sqlite',
  maxParameters: 32_000,
  skipLocked: '',
  insertIgnore: 'INSERT OR IGNORE INTO',
  onConflictUpdate: (keys, columns) =>
    `ON CONFLICT (${keys.join(', ')}) DO UPDATE SET ${columns.map((name) => `${name} = excluded.${name}`).join(', ')}`,
  bucket: (column, millis) => `(${column} / ${millis}) * ${millis}`,
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
  insertIgnore: 'INSERT IGNORE INTO',
  onConflictUpdate: (_keys, columns) =>
    `ON DUPLICATE KEY UPDATE ${columns.map((name) => `${name} = VALUES(${name})`).join(', ')}`,
  bucket: (column, millis) => `(${column} DIV ${millis}) * ${millis}`,
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
