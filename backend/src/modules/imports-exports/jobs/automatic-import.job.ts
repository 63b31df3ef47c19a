import { Injectable } from '@nestjs/common';
import { HandlesJob, type JobHandler } from '../../../core/queue/job-kind.js';
import { AUTOMATIC_IMPORT } from '../automatic-import-job.js';
import { AutomaticImportRunner } from '../automatic-import-runner.js';

/** Fetches the file of one run and hands it to the import. */
@Injectable()
@HandlesJob(AUTOMATIC_IMPORT)
export class AutomaticImportJob implements JobHandler {
  constructor(private readonly runner: AutomaticImportRunner) {}

  handle(id: number): Promise<void> {
    return this.runner.work(id);
  }
}
