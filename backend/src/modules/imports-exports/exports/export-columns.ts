import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { StandardField, UserStatus } from '../../../contract/recipients/codes.js';
import type { FieldType } from '../../../contract/recipients/fields.js';
import type { Dialect } from '../../../core/database/dialect.js';
import type { Parameter } from '../../../core/database/transactions.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { columnOf, type ProfileField } from '../../recipients/index.js';

export type CellKind = FieldType | 'instant' | 'gender' | 'mail-type' | 'status';

/** A column of the file: an expression on `recipients r` (and the joins), or the same text in every row. */
export interface PlannedColumn {
  /** As imports know it. */
  readonly name: string;
  readonly header: string;
  readonly kind: CellKind;
  readonly sql: string | null;
  readonly parameters: readonly Parameter[];
  readonly constant: string;
}

export interface ColumnPlan {
  readonly columns: readonly PlannedColumn[];
  readonly joins: string;
  readonly joinParameters: readonly Parameter[];
}

/** Standard columns that every recipient has, in the order of a file without a choice of columns. */
const STANDARD: readonly (readonly [StandardField, column: string, CellKind])[] = [
  [StandardField.CustomerId, 'id', 'integer'],
  [StandardField.Email, 'email', 'text'],
  [StandardField.Title, 'title', 'text'],
  [StandardField.FirstName, 'firstname', 'text'],
  [StandardField.LastName, 'lastname', 'text'],
  [StandardField.Gender, 'gender', 'gender'],
  [StandardField.MailType, 'mailtype', 'mail-type'],
  [StandardField.TrackingVeto, 'tracking_veto', 'boolean'],
  [StandardField.CreationDate, 'created_at', 'instant'],
  [StandardField.ChangeDate, 'updated_at', 'instant'],
  [StandardField.DatasourceId, 'datasource_id', 'integer'],
  [StandardField.LatestDatasourceId, 'latest_datasource_id', 'integer'],
];
export const STANDARD_COLUMNS: readonly string[] = STANDARD.map(([name]) => name);

/**
 * What the options come to with the fields there are now.
 * @throws DomainError `export.field-gone`
 */
export function planColumns(
  options: ExportOptions,
  fields: readonly ProfileField[],
  dialect: Dialect,
): ColumnPlan {
  const known = new Map<string, PlannedColumn>();
  for (const [name, column, kind] of STANDARD)
    known.set(name, onRecipient(name, name, column, kind, dialect));
  for (const field of fields) {
    if (field.visibility === 'hidden') continue;
    const { name, label, type } = field;
    const header = options.format.headers === 'labels' ? label : name;
    known.set(name.toLowerCase(), onRecipient(name, header, columnOf(field), type, dialect));
  }
  const chosen = options.columns.map((column): PlannedColumn => {
    if (column.kind === 'constant') return constant(column.header || column.name, column.value);
    const found = known.get(column.name.toLowerCase());
    if (!found) throw new DomainError('conflict', 'export.field-gone', { name: column.name });
    return column.header === '' ? found : { ...found, header: column.header };
  });
  const lists = options.listColumns.map((id, index) => listColumns(id, `l${index}`));
  return {
    columns: [
      ...(chosen.length > 0 ? chosen : known.values()),
      ...lists.flatMap(({ columns }) => columns),
      ...(options.bounceDetails ? bounceColumns(options) : []),
    ],
    joins: lists.map(({ join }) => join).join(' '),
    joinParameters: options.listColumns,
  };
}

function onRecipient(
  name: string,
  header: string,
  column: string,
  kind: CellKind,
  dialect: Dialect,
): PlannedColumn {
  const plain = `r.\`${column}\``;
  const sql = kind === 'decimal' ? dialect.decimalText(plain) : plain;
  return { name, header, kind, sql, parameters: [], constant: '' };
}

function constant(header: string, text: string): PlannedColumn {
  return { name: header, header, kind: 'text', sql: null, parameters: [], constant: text };
}

/** As OpenEMM calls them (spec/import_export.md §9). */
function listColumns(id: number, alias: string): { columns: PlannedColumn[]; join: string } {
  const column = (header: string, kind: CellKind, sql: string): PlannedColumn => ({
    name: header,
    header,
    kind,
    sql,
    parameters: [],
    constant: '',
  });
  return {
    columns: [
      column(`Userstate_Mailinglist_${id}`, 'status', `${alias}.status`),
      column(`Mailinglist_${id}_Timestamp`, 'instant', `${alias}.updated_at`),
      column(`Mailinglist_${id}_UserRemark`, 'text', `${alias}.remark`),
    ],
    join:
      `LEFT JOIN bindings ${alias} ON ${alias}.recipient_id = r.id ` +
      `AND ${alias}.mailing_list_id = ? AND ${alias}.media_type = 0`,
  };
}

/** Of the bounced binding to the chosen list, or of the latest one. */
function bounceColumns({ filter }: ExportOptions): PlannedColumn[] {
  const inList = filter.mailingListId === undefined ? '' : 'AND b.mailing_list_id = ?';
  const parameters = [
    UserStatus.Bounced,
    ...(filter.mailingListId === undefined ? [] : [filter.mailingListId]),
  ];
  const latest = (value: string): string =>
    `(SELECT ${value} FROM bindings b JOIN mailing_lists m ON m.id = b.mailing_list_id
      WHERE b.recipient_id = r.id AND b.media_type = 0 AND b.status = ? ${inList}
      ORDER BY b.updated_at DESC, b.mailing_list_id LIMIT 1)`;
  const column = (header: string, kind: CellKind, value: string): PlannedColumn => ({
    name: header,
    header,
    kind,
    sql: latest(value),
    parameters,
    constant: '',
  });
  return [
    column('ExitMailingID', 'integer', 'b.exit_mailing_id'),
    column('Mailinglist', 'text', 'm.name'),
    column('BounceDetail', 'text', 'b.remark'),
  ];
}
