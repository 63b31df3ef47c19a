import { Injectable } from '@nestjs/common';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { RUN_BULK_JOB } from '../bulk/bulk-job.js';
import { BulkJobStore } from '../bulk/bulk-job.store.js';
import { FIELD_WORK } from '../fields/field-work.js';
import { FieldWorkService } from '../fields/field-work.service.js';
import { FORGOTTEN_AFTER } from '../profile-field.registry.js';

/** Announces bulk jobs and work on fields whose message or worker was lost again. */
@Injectable()
@Sweeps()
export class LostWorkSweep implements Sweep {
  /** With SQLite this is the only process: what runs at its start, runs nowhere. */
  private fresh: boolean;

  constructor(
    private readonly jobs: BulkJobStore,
    private readonly fields: FieldWorkService,
    private readonly queue: JobQueue,
    private readonly transactions: Transactions,
    config: Config,
  ) {
    this.fresh = config.embedded;
  }

  async sweep(): Promise<void> {
    if (this.fresh) await this.transactions.run(() => this.jobs.expireAll());
    this.fresh = false;
    for (const id of await this.jobs.lost()) await this.queue.add(RUN_BULK_JOB, id);
    for (const id of await this.fields.waiting()) {
      await this.queue.add(FIELD_WORK, id, { delayMs: FORGOTTEN_AFTER });
    }
  }
}
