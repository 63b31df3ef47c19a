import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { RUN_EXPORT } from '../exports/export-jobs.js';
import { ExportRunService } from '../exports/export-run.service.js';

/** Gives up after the batch at hand when the process ends; the next one begins the file again. */
@Injectable()
@HandlesJob(RUN_EXPORT)
export class RunExportJob implements JobHandler, OnModuleDestroy {
  private stopping = false;

  constructor(private readonly runs: ExportRunService) {}

  handle(id: number): Promise<void> {
    return this.runs.run(id, () => this.stopping);
  }

  onModuleDestroy(): void {
    this.stopping = true;
  }
}
