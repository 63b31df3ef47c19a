import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { AutomaticExportService } from '../exports/automatic-export.service.js';
import { ExchangeReports } from '../exports/exchange-reports.js';
import { ExportCleanupService } from '../exports/export-cleanup.service.js';
import { DELIVER_EXPORT, RUN_EXPORT } from '../exports/export-jobs.js';
import { ExportQueries } from '../exports/export.queries.js';

const HOUR = 3_600_000;

/** Starts automatic exports, announces lost ones again, keeps the log, and once an hour clears old files away. */
@Injectable()
@Sweeps()
export class ExportsSweep implements Sweep {
  /** With SQLite this is the only process: what runs at its start, runs nowhere. */
  private fresh: boolean;
  private cleanedAt = 0;

  constructor(
    private readonly automatic: AutomaticExportService,
    private readonly queries: ExportQueries,
    private readonly cleanup: ExportCleanupService,
    private readonly reports: ExchangeReports,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.fresh = config.embedded;
  }

  async sweep(): Promise<void> {
    if (this.fresh) await this.transactions.run(() => this.queries.expireAll());
    this.fresh = false;
    await this.automatic.startDue();
    const now = this.clock.millis();
    for (const id of await this.queries.lost(now)) await this.queue.add(RUN_EXPORT, id);
    for (const id of await this.queries.undelivered(now)) await this.queue.add(DELIVER_EXPORT, id);
    await this.reports.collect();
    if (now - this.cleanedAt < HOUR) return;
    this.cleanedAt = now;
    await this.cleanup.clean();
  }
}
