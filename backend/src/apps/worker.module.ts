import { Module } from '@nestjs/common';
import { WorkerQueueModule } from '../core/queue/worker.module.js';
import { ExportsJobsModule } from '../modules/imports-exports/jobs/exports-jobs.module.js';
import { ImportsJobsModule } from '../modules/imports-exports/jobs/imports-jobs.module.js';
import { RecipientsJobsModule } from '../modules/recipients/jobs/recipients-jobs.module.js';
import { MailDispatchJobsModule } from '../modules/mail-dispatch/jobs/mail-dispatch-jobs.module.js';

/** Works on the queues. Loads no controllers. */
@Module({
  imports: [
    WorkerQueueModule,
    ImportsJobsModule,
    ExportsJobsModule,
    RecipientsJobsModule,
    MailDispatchJobsModule,
  ],
})
export class WorkerModule {}
