import { Injectable } from '@nestjs/common';
import { In, LessThan } from 'typeorm';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { ImportFiles } from './import-files.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';
import { StagingTable } from './staging/staging-table.js';

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
    private readonly staging: StagingTable,
  ) {}

  async clean(): Promise<void> {
    const before = new Date(this.clock.millis() - FILE_KEPT_DAYS * DAY);
    const ended = await this.transactions.repository(Import).findBy({ finishedAt: LessThan(before) });
    for (const row of ended) if (row.storedAs !== '') await this.forgetFile(row);
    const abandoned = { state: In(['uploaded', 'checked']), createdAt: LessThan(before) };
    for (const row of await this.transactions.repository(Import).findBy(abandoned)) await this.drop(row);
    await this.removeStrays();
  }

  private async forgetFile({ id, storedAs }: Import): Promise<void> {
    await this.files.remove(storedAs);
    await this.staging.forget(id);
    await this.transactions.run(() =>
      this.transactions.execute("UPDATE imports SET stored_as = '' WHERE id = ?", [id]),
    );
  }

  private async drop({ id, storedAs }: Import): Promise<void> {
    const gone = await this.transactions.run(() =>
      this.transactions.execute("DELETE FROM imports WHERE id = ? AND state IN ('uploaded', 'checked')", [
        id,
      ]),
    );
    if (gone.affected === 0) return;
    await this.files.remove(storedAs);
    await this.staging.forget(id);
    await this.queries.deleteProblems(id);
  }

  /** Files without a row: the process died between storing and recording one. */
  private async removeStrays(): Promise<void> {
    for (const storedAs of await this.files.olderThan(new Date(this.clock.millis() - DAY))) {
      const known = await this.transactions.repository(Import).existsBy({ storedAs });
      if (!known) await this.files.remove(storedAs);
    }
  }
}
