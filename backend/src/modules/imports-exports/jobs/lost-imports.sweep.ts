import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { ImportCleanupService } from '../import-cleanup.service.js';
import { RUN_IMPORT } from '../import-job.js';
import { ImportQueries } from '../import.queries.js';

const HOUR = 3_600_000;

/** Announces imports whose message or worker was lost again, and once an hour clears old files away. */
@Injectable()
@Sweeps()
export class LostImportsSweep implements Sweep {
  /** With SQLite this is the only process: what runs at its start, runs nowhere. */
  private fresh: boolean;
  private cleanedAt = 0;

  constructor(
    private readonly queries: ImportQueries,
    private readonly cleanup: ImportCleanupService,
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
    const now = this.clock.millis();
    for (const id of await this.queries.lost(now)) await this.queue.add(RUN_IMPORT, id);
    if (now - this.cleanedAt < HOUR) return;
    this.cleanedAt = now;
    await this.cleanup.clean();
  }
}
