import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import type { StepResult } from '../bulk/bulk-job.js';
import { columnDefaults } from '../fields/field-columns.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { allColumns, isStored, type Stored } from '../recipient-columns.js';

interface Snapshot {
  data_source_id: number;
  recipient_id: number;
  changes: string;
}

interface LostBinding {
  data_source_id: number;
  recipient_id: number;
  mailing_list_id: number;
  old_status: number;
  old_user_type: string;
  old_remark: string;
  old_details: string | null;
}

const BINDING_COLUMNS = [
  'recipient_id', 'mailing_list_id', 'user_type', 'status', 'remark', 'referrer', 'entry_mailing_id',
  'exit_mailing_id', 'created_at', 'updated_at',
] as const; // prettier-ignore

/** Brings recipients back from the recycle bin as they were, with their id. */
@Injectable()
export class RecipientRestorer {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Inside a transaction, some hundred at a time. Who is not in the bin (any more) is not counted.
   * @param dataSourceId only those who were deleted under it
   */
  async restore(ids: readonly number[], dataSourceId?: number): Promise<StepResult> {
    if (ids.length === 0) return { lookedAt: 0, changed: 0, skipped: {} };
    const only = dataSourceId === undefined ? '' : 'AND data_source_id = ?';
    const parameters = [...ids, ...(dataSourceId === undefined ? [] : [dataSourceId])];
    const snapshots = await this.transactions.query<Snapshot>(
      `SELECT data_source_id, recipient_id, changes FROM recipient_changes
       WHERE recipient_id IN (${marks(ids)}) ${only} AND kind = 3 ${this.transactions.dialect.lockRows}`,
      parameters,
    );
    const rows = snapshots.map((snapshot) => ({ snapshot, values: valuesOf(snapshot.changes) }));
    const taken = await this.taken(rows.map(({ values }) => String(values['email'])));
    const seen = new Set<string>();
    const free = rows.filter(({ values }) => {
      const email = String(values['email']);
      if (taken.has(email) || seen.has(email)) return false;
      seen.add(email);
      return true;
    });
    await this.insert(free);
    await this.rebind(free.map(({ snapshot }) => snapshot));
    for (const { snapshot } of free) {
      await this.transactions.execute(
        'UPDATE recipient_changes SET kind = 4, changes = NULL WHERE data_source_id = ? AND recipient_id = ?',
        [Number(snapshot.data_source_id), Number(snapshot.recipient_id)],
      );
    }
    return {
      lookedAt: rows.length,
      changed: free.length,
      skipped: { 'address-taken': rows.length - free.length },
    };
  }

  private async taken(emails: readonly string[]): Promise<Set<string>> {
    if (emails.length === 0) return new Set();
    const rows = await this.transactions.query<{ email: string }>(
      `SELECT email FROM recipients WHERE email IN (${marks(emails)})`,
      emails,
    );
    return new Set(rows.map(({ email }) => email));
  }

  /** Fields made since get their default where they need a value, those removed since are gone. */
  private async insert(
    rows: readonly { readonly snapshot: Snapshot; readonly values: Readonly<Record<string, Stored>> }[],
  ): Promise<void> {
    const fields = await this.fields.all();
    const columns = allColumns(fields).map(({ column }) => column);
    const required = columnDefaults(
      fields.filter(({ nullable }) => !nullable),
      this.clock.now(),
    );
    const missing = new Map(required.map(({ column, stored }) => [column, stored]));
    await this.transactions.insertRows(
      'INSERT INTO recipients',
      ['id', ...columns.map((column) => `\`${column}\``)],
      rows.map(({ snapshot, values }): Parameter[] => [
        Number(snapshot.recipient_id),
        ...columns.map((column) => values[column] ?? missing.get(column) ?? null),
      ]),
    );
  }

  /** Lists deleted meanwhile stay without the binding. */
  private async rebind(snapshots: readonly Snapshot[]): Promise<void> {
    if (snapshots.length === 0) return;
    const sources = new Map(snapshots.map((row) => [Number(row.recipient_id), Number(row.data_source_id)]));
    const ids = [...sources.keys()];
    const lost = await this.transactions.query<LostBinding>(
      `SELECT c.data_source_id, c.recipient_id, c.mailing_list_id, c.old_status, c.old_user_type, c.old_remark,
         c.old_details
       FROM binding_changes c JOIN mailing_lists l ON l.id = c.mailing_list_id AND l.deleted_at IS NULL
       WHERE c.recipient_id IN (${marks(ids)}) AND c.new_status IS NULL AND c.old_status IS NOT NULL`,
      ids,
    );
    const mine = lost.filter((row) => sources.get(Number(row.recipient_id)) === Number(row.data_source_id));
    await this.transactions.insertRows(
      'INSERT INTO bindings',
      BINDING_COLUMNS,
      mine.map((row): Parameter[] => {
        const details = valuesOf(row.old_details ?? '{}');
        return [
          Number(row.recipient_id),
          Number(row.mailing_list_id),
          row.old_user_type,
          row.old_status,
          row.old_remark,
          details['referrer'] ?? '',
          details['entry_mailing_id'] ?? null,
          details['exit_mailing_id'] ?? null,
          details['created_at'] ?? 0,
          details['updated_at'] ?? 0,
        ];
      }),
    );
  }
}

export function valuesOf(json: string): Record<string, Stored> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) return {};
  return Object.fromEntries(
    Object.entries(parsed).filter((entry): entry is [string, Stored] => isStored(entry[1])),
  );
}
