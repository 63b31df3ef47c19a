import type { FieldType } from '../../../contract/recipients/fields.js';
import { Gender, STANDARD_TEXT_LENGTH, type MailType } from '../../../contract/recipients/codes.js';
import type { Dialect } from '../../../core/database/dialect.js';
import type { Parameter } from '../../../core/database/transactions.js';
import { columnDefaults, columnOf, isLong, type ProfileField } from '../../recipients/index.js';
import { MODE_RULES, type ModeRules } from '../import-modes.js';
import type { ImportOptions } from '../import-options.js';
import type { StagedValue } from './staged-value.js';

/** Names of the tables of an import, before its number. */
export const ROWS = 'import_rows_';
export const MATCHES = 'import_matches_';

/** A staged row that is to be dealt with, and why others are not. */
export const RowState = { open: 0, duplicate: 1, blocked: 2, invalid: 3 } as const;

/** One column of the staging table and of the recipients. */
export interface StagedColumn {
  /** In the staging table. */
  readonly staged: string;
  /** Index in the mapping. */
  readonly from: number;
  /** In `recipients`, with its quotes. */
  readonly column: string;
  readonly type: FieldType;
  /** Column type of the staging table. */
  readonly ddl: string;
  /** Whether an index can hold it only in part. */
  readonly long: boolean;
  /** What new recipients get where the cell is blank. */
  readonly blank: Parameter;
  /** Whether recipients may be without a value. */
  readonly nullable: boolean;
  readonly value: StagedValue;
}

/** What new recipients get beside the columns of the file. */
export interface ConstantColumn {
  readonly column: string;
  readonly value: Parameter;
}

/** How the rows of an import are staged and merged. */
export interface StagingPlan {
  readonly table: string;
  /** `row_no`, the recipients that it meets; only where `match` is `table`. */
  readonly matches: string;
  readonly rules: ModeRules;
  readonly columns: readonly StagedColumn[];
  readonly constants: readonly ConstantColumn[];
  readonly keys: readonly StagedColumn[];
  readonly email: StagedColumn | undefined;
  /** How known recipients are found: at once by an index of theirs, or through a table that is made for it. */
  readonly match: 'email' | 'id' | 'table';
  readonly overwriteBlank: boolean;
}

const NAMES = ['title', 'firstname', 'lastname'] as const;

/** @param fields all that there are */
export function stagingPlan(
  importId: number,
  options: ImportOptions,
  fields: readonly ProfileField[],
  dialect: Dialect,
  now: Date,
): StagingPlan {
  const defaults = new Map(columnDefaults(fields, now).map(({ column, stored }) => [column, stored]));
  const columns: StagedColumn[] = [];
  const keyed = new Map<string, StagedColumn>();
  for (const [from, { target }] of options.mapping.entries()) {
    const staged = `c${columns.length}`;
    const found =
      typeof target === 'string' ? standardColumn(target, options.defaultMailType, dialect) : undefined;
    const field =
      typeof target === 'object' && 'field' in target
        ? fields.find(({ name }) => name === target.field)
        : undefined;
    const column = found ?? (field && fieldColumn(field, defaults.get(columnOf(field)) ?? null, dialect));
    if (!column) continue;
    const whole = { ...column, staged, from };
    columns.push(whole);
    keyed.set(typeof target === 'string' ? target : (field?.name ?? ''), whole);
  }
  const mapped = new Set(columns.map(({ column }) => column));
  const constants = [...defaults].map(([column, value]) => ({ column: `\`${column}\``, value }));
  const keys = options.keys.flatMap((key) => keyed.get(key) ?? []);
  const [only] = options.keys;
  const byIndex = options.keys.length === 1 && (only === 'email' || only === 'customer_id');
  return {
    table: `${ROWS}${importId}`,
    matches: `${MATCHES}${importId}`,
    rules: MODE_RULES[options.mode],
    columns,
    constants: [{ column: '`mailtype`', value: options.defaultMailType }, ...constants].filter(
      ({ column }) => !mapped.has(column),
    ),
    keys,
    email: keyed.get('email'),
    match: byIndex ? (only === 'email' ? 'email' : 'id') : 'table',
    overwriteBlank: options.nullHandling === 'overwrite',
  };
}

type NamelessColumn = Omit<StagedColumn, 'staged' | 'from'>;

function standardColumn(target: string, mailType: MailType, { ddl }: Dialect): NamelessColumn | undefined {
  const text = (length: number) =>
    ({ type: 'text', ddl: ddl.text(length), long: false, nullable: false }) as const;
  const number = { type: 'integer', ddl: ddl.integer, long: false, nullable: false } as const;
  switch (target) {
    case 'email':
      return {
        ...text(254),
        ddl: ddl.exact(254),
        column: '`email`',
        blank: null,
        value: { of: 'email' },
      };
    case 'customer_id':
      return {
        ...number,
        ddl: ddl.reference,
        column: '`id`',
        blank: null,
        value: { of: 'standard', name: 'customer_id' },
      };
    case 'reason':
      return {
        ...text(500),
        column: '`reason`',
        blank: null,
        value: { of: 'standard', name: 'reason' },
      };
    case 'gender':
      return {
        ...number,
        column: '`gender`',
        blank: Gender.Unknown,
        value: { of: 'standard', name: 'gender' },
      };
    case 'mailtype':
      return {
        ...number,
        column: '`mailtype`',
        blank: mailType,
        value: { of: 'standard', name: 'mailtype' },
      };
    default: {
      const name = NAMES.find((one) => one === target);
      if (!name) return undefined;
      return {
        ...text(STANDARD_TEXT_LENGTH),
        column: `\`${name}\``,
        blank: '',
        value: { of: 'standard', name },
      };
    }
  }
}

function fieldColumn(field: ProfileField, blank: Parameter, { ddl }: Dialect): NamelessColumn {
  const { name, type, length, nullable } = field;
  const types: Readonly<Record<FieldType, string>> = {
    text: isLong(field) ? ddl.longText : ddl.text(Math.max(length, 1)),
    integer: ddl.reference,
    decimal: ddl.decimal,
    date: ddl.date,
    datetime: ddl.dateTime,
    boolean: ddl.boolean,
  };
  return {
    column: `\`${columnOf(field)}\``,
    type,
    ddl: types[type],
    long: isLong(field),
    blank,
    nullable,
    value: { of: 'field', name, type },
  };
}
