import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ExchangeReports } from './exchange-reports.js';
import { ExportFiles } from './export-files.js';
import { Export } from './export.entity.js';
import { ExportQueries } from './export.queries.js';

const DAY = 86_400_000;

/** Removes files of people's data that nobody needs any more, and old lines of the log. */
@Injectable()
export class ExportCleanupService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ExportQueries,
    private readonly files: ExportFiles,
    private readonly reports: ExchangeReports,
  ) {}

  async clean(): Promise<void> {
    for (const { id, storedAs } of await this.queries.outdated(this.clock.millis())) {
      await this.files.remove(storedAs);
      await this.transactions.run(() => this.queries.forgetFile(id));
    }
    // Without a row: the process died between writing a file and recording it.
    for (const name of await this.files.olderThan(new Date(this.clock.millis() - DAY))) {
      const known = await this.transactions.repository(Export).existsBy({ storedAs: name });
      if (!known) await this.files.remove(name);
    }
    await this.reports.removeOld();
  }
}
