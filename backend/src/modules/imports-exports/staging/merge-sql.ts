import type { Dialect } from '../../../core/database/dialect.js';
import { bound, joined, sql, type Sql } from '../../../core/database/sql-fragment.js';
import { RowState, type StagedColumn, type StagingPlan } from './staging-plan.js';

/** Staged rows above `after` up to `to`. */
export interface RowRange {
  readonly after: number;
  readonly to: number;
}

const CREATED = 1;
const CHANGED = 2;

/** The statements that compare a range of staged rows (`s`) with the recipients (`r`) and bring them together. */
export class MergeSql {
  /** Columns whose values known recipients get. */
  private readonly values: readonly StagedColumn[];

  constructor(
    private readonly plan: StagingPlan,
    private readonly dialect: Dialect,
  ) {
    const isKey = (column: StagedColumn) => plan.keys.includes(column);
    this.values = plan.columns.filter(
      (one) => !isKey(one) && one.column !== '`id`' && one.column !== '`reason`',
    );
  }

  /** How many rows are open, meet recipients, and would change one. */
  counts(range: RowRange): Sql {
    const distinct = this.plan.match === 'table';
    const count = (condition: string) =>
      distinct
        ? `COUNT(DISTINCT CASE WHEN ${condition} THEN s.row_no END)`
        : `SUM(CASE WHEN ${condition} THEN 1 ELSE 0 END)`;
    const differs = this.differs();
    return sql`SELECT COUNT(${distinct ? 'DISTINCT s.row_no' : '*'}) AS open_rows, ${count('r.id IS NOT NULL')} AS matched,
      ${count(`r.id IS NOT NULL AND (${differs.sql})`)} AS changed
      FROM ${this.known('LEFT JOIN')} WHERE ${{ sql: '', parameters: differs.parameters }}${this.open(range)}`;
  }

  /** Rows in a range that nothing speaks against so far. */
  openRows(range: RowRange): Sql {
    return sql`SELECT COUNT(*) AS open_rows, 0 AS matched, 0 AS changed FROM ${this.plan.table} s
      WHERE ${this.open(range)}`;
  }

  /** What known recipients are about to lose; nobody else changes them until this transaction is over. */
  keepBefore(range: RowRange, dataSourceId: number, now: number): Sql {
    const differs = this.differs();
    return sql`${this.dialect.insertIgnore} recipient_changes (data_source_id, recipient_id, kind, at, changes)
      SELECT ${bound(dataSourceId)}, r.id, ${bound(CHANGED)}, ${bound(now)}, ${this.changes()}
      FROM ${this.alone(range)} WHERE ${differs} ${this.dialect.lockRows}`;
  }

  update(range: RowRange, dataSourceId: number, now: number): Sql {
    const set = this.values.map((one) => [one.column, this.after(one)] as const);
    const own = [
      ['updated_at', bound(now)],
      ['latest_datasource_id', bound(dataSourceId)],
    ] as const;
    const differs = this.differs();
    const range_ = this.open(range);
    const text = this.dialect.updateFrom({
      table: 'recipients',
      alias: 'r',
      set: [...set, ...own].map(([column, value]) => [column, value.sql] as const),
      source:
        this.plan.match === 'table'
          ? `${this.plan.table} s JOIN ${this.plan.matches} m ON m.row_no = s.row_no`
          : `${this.plan.table} s`,
      where: `${range_.sql} AND ${this.meets()} AND (${differs.sql})`,
    });
    const parameters = [
      ...[...set, ...own].flatMap(([, value]) => value.parameters),
      ...range_.parameters,
      ...differs.parameters,
    ];
    return { sql: text, parameters };
  }

  insert(range: RowRange, dataSourceId: number, now: number): Sql {
    const columns = this.inserted(dataSourceId, now);
    return sql`INSERT INTO recipients (${columns.map(([column]) => column).join(', ')})
      SELECT ${joined(
        columns.map(([, value]) => value),
        ', ',
      )} FROM ${this.known('LEFT JOIN')} WHERE ${this.open(range)} AND r.id IS NULL`;
  }

  /** Recipients that this import made, from `first` on. */
  keepCreated(first: number, dataSourceId: number, now: number): Sql {
    return sql`INSERT INTO recipient_changes (data_source_id, recipient_id, kind, at, changes)
      SELECT ${bound(dataSourceId)}, r.id, ${bound(CREATED)}, ${bound(now)}, NULL FROM recipients r
      WHERE r.datasource_id = ${bound(dataSourceId)} AND r.id >= ${bound(first)}`;
  }

  /** Rows whose address another recipient has than the one that the row changes or would become. */
  takenAddresses(range: RowRange): Sql {
    const { email, rules } = this.plan;
    const other = rules.creates ? '(r.id IS NULL OR o.id <> r.id)' : 'o.id <> r.id';
    return sql`SELECT DISTINCT s.row_no, s.line, s.${email?.staged ?? ''} AS email
      FROM ${this.known('LEFT JOIN')} JOIN recipients o ON o.email = s.${email?.staged ?? ''}
      WHERE ${this.open(range)} AND ${other}`;
  }

  /** Tables `s` and `r`, with `r` the recipients that a row meets. */
  known(join: 'JOIN' | 'LEFT JOIN'): string {
    const { table, matches, match } = this.plan;
    if (match === 'table') {
      return `${table} s ${join} ${matches} m ON m.row_no = s.row_no ${join} recipients r ON r.id = m.recipient_id`;
    }
    return `${table} s ${join} recipients r ON ${this.meets()}`;
  }

  /**
   * As `known`, of the open rows of a range. Locking what it finds leaves the staged rows alone, of which the engine
   * would lock the first one behind the range as well: the limit makes it read them beforehand.
   */
  private alone(range: RowRange): Sql {
    const { table, match } = this.plan;
    const rows = sql`(SELECT * FROM ${table} s WHERE ${this.open(range)} LIMIT ${bound(range.to - range.after)})`;
    const matches = match === 'table' ? `JOIN ${this.plan.matches} m ON m.row_no = s.row_no` : '';
    return sql`${rows} s ${matches} JOIN recipients r ON ${this.meets()}`;
  }

  open({ after, to }: RowRange): Sql {
    return sql`s.row_no > ${bound(after)} AND s.row_no <= ${bound(to)} AND s.state = ${bound(RowState.open)}`;
  }

  /** Columns of new recipients and their values. */
  private inserted(dataSourceId: number, now: number): (readonly [string, Sql])[] {
    const staged = this.plan.columns.filter(({ column }) => column !== '`id`' && column !== '`reason`');
    return [
      ...staged.map(({ column, staged: name, blank }): [string, Sql] => [
        column,
        blank === null ? sql`s.${name}` : sql`COALESCE(s.${name}, ${bound(blank)})`,
      ]),
      ...this.plan.constants.map(({ column, value }): [string, Sql] => [column, bound(value)]),
      ['created_at', bound(now)],
      ['updated_at', bound(now)],
      ['datasource_id', bound(dataSourceId)],
      ['latest_datasource_id', bound(dataSourceId)],
    ];
  }

  private meets(): string {
    const { match, email, keys } = this.plan;
    if (match === 'table') return 'r.id = m.recipient_id';
    return match === 'email' ? `r.email = s.${email?.staged ?? ''}` : `r.id = s.${keys[0]?.staged ?? ''}`;
  }

  /** What a known recipient has afterwards. */
  private after({ staged, column, nullable, blank }: StagedColumn): Sql {
    if (!this.plan.overwriteBlank || (!nullable && blank === null))
      return sql`COALESCE(s.${staged}, r.${column})`;
    return nullable ? sql`s.${staged}` : sql`COALESCE(s.${staged}, ${bound(blank)})`;
  }

  private changesColumn(column: StagedColumn): Sql {
    const equal = (one: string, other: string): string =>
      column.type === 'text' ? this.dialect.sameText(one, other) : this.dialect.same(one, other);
    const old = `r.${column.column}`;
    if (!this.plan.overwriteBlank) {
      return sql`(s.${column.staged} IS NOT NULL AND NOT (${equal(`s.${column.staged}`, old)}))`;
    }
    const next = this.after(column);
    return { sql: `NOT (${equal(next.sql, old)})`, parameters: next.parameters };
  }

  private differs(): Sql {
    if (this.values.length === 0) return sql`1 = 0`;
    return joined(
      this.values.map((column) => this.changesColumn(column)),
      ' OR ',
    );
  }

  /** `{"column":[old,new],…}` of those that differ. */
  private changes(): Sql {
    const parts = this.values.map((column): Sql => {
      const next = this.after(column);
      const pair = this.dialect.concat([
        `',"${column.column.replaceAll('`', '')}":['`,
        this.json(column, `r.${column.column}`),
        `','`,
        this.json(column, next.sql),
        `']'`,
      ]);
      const differs = this.changesColumn(column);
      return sql`CASE WHEN ${differs} THEN ${{ sql: pair, parameters: next.parameters }} ELSE '' END`;
    });
    const all = this.dialect.concat(parts.map((part) => part.sql));
    const text = this.dialect.concat([
      `'{'`,
      `SUBSTR(${parts.length > 1 ? all : (parts[0]?.sql ?? "''")}, 2)`,
      `'}'`,
    ]);
    return { sql: text, parameters: parts.flatMap(({ parameters }) => parameters) };
  }

  private json({ type }: StagedColumn, expression: string): string {
    switch (type) {
      case 'text':
        return this.dialect.jsonString(expression);
      case 'date':
      case 'datetime':
        return this.dialect.jsonString(`CAST(${expression} AS CHAR)`);
      case 'decimal':
        return `COALESCE(${this.dialect.decimalText(expression)}, 'null')`;
      case 'integer':
      case 'boolean':
        return `COALESCE(CAST(${expression} AS CHAR), 'null')`;
    }
  }
}
