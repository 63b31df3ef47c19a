import { Injectable } from '@nestjs/common';
import { defaultAt } from '../../../contract/recipients/field-rules.js';
import { Clock } from '../../../core/clock/clock.js';
import { toColumn } from '../../../core/database/column-value.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import { columnOf } from '../profile-field.registry.js';
import type { ProfileField } from '../profile-field.entity.js';

/** Texts above this many characters live outside the row on MariaDB, whose rows hold 65,535 bytes. */
const LONGEST_IN_ROW = 255;
/** Shorter VARCHARs may not leave MariaDB's 8 kB page, so that many of them would not fit one. */
const SHORTEST_OFF_PAGE = 64;

/** The columns and indexes of profile fields. Never inside a transaction: MariaDB commits at every DDL. */
@Injectable()
export class FieldColumns {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /**
   * A column of `recipients`, without rewriting the table on either engine. Where no value is not allowed, those
   * who are there get the default.
   */
  async add(field: ProfileField): Promise<void> {
    const fill = field.nullable ? null : this.stored(field);
    const filled = fill === null ? 'NULL' : `DEFAULT ${this.transactions.dialect.literal(fill)}`;
    await this.transactions.alter(
      `ALTER TABLE recipients ADD COLUMN \`${columnOf(field)}\` ${this.type(field)} ${filled}`,
    );
  }

  async drop(field: ProfileField): Promise<void> {
    await this.dropIndex(field);
    try {
      await this.transactions.alter(`ALTER TABLE recipients DROP COLUMN \`${columnOf(field)}\``);
    } catch (error) {
      // A worker that was killed after this statement did it already.
      if (!/no such column|Can't DROP|check that (column|it)/i.test(String(error))) throw error;
    }
  }

  /** On MariaDB others go on reading and writing; SQLite holds writers up for some seconds per million recipients. */
  async addIndex(field: ProfileField): Promise<void> {
    const { dialect } = this.transactions;
    const column = dialect.indexPart(`\`${columnOf(field)}\``, isLong(field));
    await this.transactions.alter(
      `CREATE INDEX IF NOT EXISTS \`${indexOf(field)}\` ON recipients (${column}, id) ${dialect.onlineIndex}`,
    );
  }

  async dropIndex(field: ProfileField): Promise<void> {
    const of = this.transactions.dialect.engine === 'mariadb' ? ' ON recipients' : '';
    await this.transactions.alter(`DROP INDEX IF EXISTS \`${indexOf(field)}\`${of}`);
  }

  private stored(field: ProfileField): string | number {
    const value = toColumn(field.type, defaultAt(field.type, field.defaultValue, this.clock.now()));
    return typeof value === 'number' ? value : String(value);
  }

  private type({ type, length }: ProfileField): string {
    const { ddl } = this.transactions.dialect;
    switch (type) {
      case 'text':
        return length > LONGEST_IN_ROW ? ddl.longText : ddl.text(Math.max(length, SHORTEST_OFF_PAGE));
      case 'integer':
        // whole numbers up to 2^53
        return ddl.reference;
      case 'decimal':
        return ddl.decimal;
      case 'date':
        return ddl.date;
      case 'datetime':
        return ddl.dateTime;
      case 'boolean':
        return ddl.boolean;
    }
  }
}

/** Whether a field's values lie outside the row, so that only their beginning is sorted and indexed. */
export function isLong({ type, length }: Pick<ProfileField, 'type' | 'length'>): boolean {
  return type === 'text' && length > LONGEST_IN_ROW;
}

function indexOf(field: Pick<ProfileField, 'name'>): string {
  return `ix_recipients_${columnOf(field)}`.toLowerCase();
}

/** A field's default at one moment. */
export interface ColumnDefault {
  readonly column: string;
  readonly stored: Parameter;
}

/** What new recipients get in the fields that nobody fills; for every INSERT into `recipients`. */
export function columnDefaults(fields: readonly ProfileField[], now: Date): ColumnDefault[] {
  return fields
    .filter(({ defaultValue }) => defaultValue !== null)
    .map((field) => ({
      column: columnOf(field),
      stored: toColumn(field.type, defaultAt(field.type, field.defaultValue, now)),
    }));
}
