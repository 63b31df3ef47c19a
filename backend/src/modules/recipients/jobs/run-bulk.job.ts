import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { RUN_BULK_JOB } from '../bulk/bulk-job.js';
import { BulkRunService } from '../bulk/bulk-run.service.js';

/** Stops after the step at hand when the process ends; the job goes on in the next one. */
@Injectable()
@HandlesJob(RUN_BULK_JOB)
export class RunBulkJob implements JobHandler, OnModuleDestroy {
  private stopping = false;

  constructor(private readonly runs: BulkRunService) {}

  handle(id: number): Promise<void> {
    return this.runs.run(id, () => this.stopping);
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }
}
