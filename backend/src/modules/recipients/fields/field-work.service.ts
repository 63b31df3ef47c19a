import { Injectable, Logger } from '@nestjs/common';
import { DomainError } from '../../../core/errors/domain-error.js';
import { isDatabaseOutage } from '../../../core/database/outage.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ProfileField } from '../profile-field.entity.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { FieldColumns } from './field-columns.js';

/**
 * The slow changes of profile fields. Every step says `IF [NOT] EXISTS`, so that two workers at once or a second try
 * after a crash come to the same.
 */
@Injectable()
export class FieldWorkService {
  private readonly log = new Logger(FieldWorkService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly columns: FieldColumns,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  async work(id: number): Promise<void> {
    const field = await this.transactions.repository(ProfileField).findOneBy({ id });
    if (!field) return;
    if (field.removing) await this.remove(field);
    else if (field.indexState === 'queued' || field.indexState === 'building') await this.build(field);
    else if (field.indexState === 'dropping') {
      await this.columns.dropIndex(field);
      await this.set(field, 'dropping', 'none', null);
    }
  }

  /** Fields with something to do. */
  async waiting(): Promise<number[]> {
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM profile_fields
       WHERE removing = 1 OR index_state IN ('queued', 'building', 'dropping') ORDER BY id`,
    );
    return rows.map(({ id }) => Number(id));
  }

  private async remove(field: ProfileField): Promise<void> {
    await this.columns.drop(field);
    await this.transactions.run(() =>
      this.transactions.execute('DELETE FROM profile_fields WHERE id = ? AND removing = 1', [field.id]),
    );
    this.registry.invalidate();
    this.log.log(`the profile field "${field.name}" is gone`);
  }

  private async build(field: ProfileField): Promise<void> {
    await this.set(field, 'queued', 'building', null);
    try {
      await this.columns.addIndex(field);
    } catch (error) {
      // Tried again later: the server is away, or the table was in use all the time.
      if (isDatabaseOutage(error) || error instanceof DomainError) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      this.log.warn(`the index of "${field.name}" could not be built: ${reason}`);
      await this.set(field, 'building', 'failed', reason.slice(0, 500));
      return;
    }
    await this.set(field, 'building', 'ready', null);
  }

  private async set(field: ProfileField, from: string, to: string, error: string | null): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute(
        'UPDATE profile_fields SET index_state = ?, index_error = ? WHERE id = ? AND index_state = ?',
        [to, error, field.id, from],
      ),
    );
    this.registry.invalidate();
  }
}
