import { Injectable } from '@nestjs/common';
import { LessThan } from 'typeorm';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { ImportFiles } from './import-files.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';

const DAY = 86_400_000;
/** Days after the end, or after the upload if it was never started, that the file is kept. */
export const FILE_KEPT_DAYS = 30;

/** Removes what nobody needs any more: files of people's data above all. */
@Injectable()
export class ImportCleanupService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: ImportFiles,
    private readonly queries: ImportQueries,
  ) {}

  async clean(): Promise<void> {
    const before = new Date(this.clock.millis() - FILE_KEPT_DAYS * DAY);
    const ended = await this.transactions.repository(Import).findBy({ finishedAt: LessThan(before) });
    for (const row of ended) if (row.storedAs !== '') await this.forgetFile(row);
    const abandoned = { state: 'uploaded' as const, createdAt: LessThan(before) };
    for (const row of await this.transactions.repository(Import).findBy(abandoned)) await this.drop(row);
    for (const id of await this.queries.withLeftAddresses()) await this.queries.forgetAddresses(id);
    await this.removeStrays();
  }

  private async forgetFile({ id, storedAs }: Import): Promise<void> {
    await this.files.remove(storedAs);
    await this.transactions.run(() =>
      this.transactions.execute("UPDATE imports SET stored_as = '' WHERE id = ?", [id]),
    );
  }

  private async drop({ id, storedAs }: Import): Promise<void> {
    const gone = await this.transactions.run(() =>
      this.transactions.execute("DELETE FROM imports WHERE id = ? AND state = 'uploaded'", [id]),
    );
    if (gone.affected === 1) await this.files.remove(storedAs);
  }

  /** Files without a row: the process died between storing and recording one. */
  private async removeStrays(): Promise<void> {
    for (const storedAs of await this.files.olderThan(new Date(this.clock.millis() - DAY))) {
      const known = await this.transactions.repository(Import).existsBy({ storedAs });
      if (!known) await this.files.remove(storedAs);
    }
  }
}
