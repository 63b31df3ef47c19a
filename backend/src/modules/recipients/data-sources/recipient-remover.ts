import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { allColumns, type Stored } from '../recipient-columns.js';

/** Takes recipients out of `recipients` in a form in which they can come back. */
@Injectable()
export class RecipientRemover {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly clock: Clock,
  ) {}

  /**
   * Moves recipients with their bindings into the recycle bin. Inside a transaction, a thousand at a time.
   * @returns how many there were
   */
  async remove(ids: readonly number[], dataSourceId: number): Promise<number> {
    if (ids.length === 0) return 0;
    const columns = allColumns(await this.fields.all());
    const rows = await this.transactions.query<Record<string, Stored>>(
      `SELECT id, ${columns.map(({ column }) => `\`${column}\``).join(', ')} FROM recipients
       WHERE id IN (${marks(ids)}) ${this.transactions.dialect.lockRows}`,
      ids,
    );
    if (rows.length === 0) return 0;
    const now = this.clock.millis();
    await this.transactions.insertRows(
      'INSERT INTO recipient_changes',
      ['data_source_id', 'recipient_id', 'kind', 'at', 'changes'],
      rows.map(({ id = null, ...values }): Parameter[] => [dataSourceId, id, 3, now, JSON.stringify(values)]),
    );
    await this.transactions.execute(
      `INSERT INTO binding_changes (data_source_id, recipient_id, mailing_list_id, at, old_status, old_user_type,
         old_remark, old_details)
       SELECT ?, recipient_id, mailing_list_id, ?, status, user_type, remark,
         JSON_OBJECT('referrer', referrer, 'entry_mailing_id', entry_mailing_id, 'exit_mailing_id', exit_mailing_id,
           'created_at', created_at, 'updated_at', updated_at)
       FROM bindings WHERE recipient_id IN (${marks(ids)}) AND media_type = 0`,
      [dataSourceId, now, ...ids],
    );
    await this.transactions.execute(`DELETE FROM bindings WHERE recipient_id IN (${marks(ids)})`, ids);
    await this.transactions.execute(`DELETE FROM recipients WHERE id IN (${marks(ids)})`, ids);
    return rows.length;
  }
}
