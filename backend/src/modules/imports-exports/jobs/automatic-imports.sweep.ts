import { Injectable } from '@nestjs/common';
import { Sweeps, type Sweep } from '../../../core/queue/job-kind.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { AUTOMATIC_IMPORT } from '../automatic-import-job.js';
import { AutomaticImportQueue } from '../automatic-import-queue.js';
import { ImportReports } from '../import-reports.js';

/** Begins automatic imports that are due, announces runs that wait or were lost, and writes reports of imports. */
@Injectable()
@Sweeps()
export class AutomaticImportsSweep implements Sweep {
  constructor(
    private readonly runs: AutomaticImportQueue,
    private readonly reports: ImportReports,
    private readonly queue: JobQueue,
  ) {}

  async sweep(): Promise<void> {
    await this.runs.beginDue();
    for (const id of await this.runs.waiting()) await this.queue.add(AUTOMATIC_IMPORT, id);
    await this.reports.write();
  }
}
