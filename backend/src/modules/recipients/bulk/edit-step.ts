import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import type { BulkOptions, StepResult } from './bulk-job.js';
import { hasAll, readEdit } from './edit-values.js';

/** Sets the same values for many recipients, with what was there before. */
@Injectable()
export class EditStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. @throws InvalidInput, e.g. when a field is gone meanwhile */
  async run(ids: readonly number[], { set }: BulkOptions, dataSourceId: number): Promise<StepResult> {
    const fields = await this.fields.all();
    const values = readEdit(set ?? {}, fields);
    const same = hasAll(values, fields, this.transactions.dialect);
    const where = `r.id IN (${marks(ids)}) AND NOT ${same.sql}`;
    const now = this.clock.millis();
    const pairs = values.map(({ column }) => `'${column}', JSON_ARRAY(r.\`${column}\`, ?)`).join(', ');
    const stored = values.map((value) => value.stored);
    await this.transactions.execute(
      `INSERT INTO recipient_changes (data_source_id, recipient_id, kind, at, changes)
       SELECT ?, r.id, 2, ?, JSON_OBJECT(${pairs}) FROM recipients r WHERE ${where}`,
      [dataSourceId, now, ...stored, ...ids, ...same.parameters],
    );
    const written = await this.transactions.execute(
      `UPDATE recipients AS r SET ${values.map(({ column }) => `\`${column}\` = ?`).join(', ')},
         updated_at = ?, latest_datasource_id = ? WHERE ${where}`,
      [...stored, now, dataSourceId, ...ids, ...same.parameters],
    );
    return { lookedAt: ids.length, changed: written.affected, skipped: {} };
  }
}
