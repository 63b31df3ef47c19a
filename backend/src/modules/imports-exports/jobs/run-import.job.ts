import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { RUN_IMPORT } from '../import-job.js';
import { ImportRunService } from '../import-run.service.js';

/** Stops after the batch at hand when the process ends; the import goes on in the next one. */
@Injectable()
@HandlesJob(RUN_IMPORT)
export class RunImportJob implements JobHandler, OnModuleDestroy {
  private stopping = false;

  constructor(private readonly runs: ImportRunService) {}

  handle(id: number): Promise<void> {
    return this.runs.run(id, () => this.stopping);
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }
}
