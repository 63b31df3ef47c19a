import { Module } from '@nestjs/common';
import { WorkerQueueModule } from '../core/queue/worker.module.js';
import { MailDispatchJobsModule } from '../modules/mail-dispatch/jobs/mail-dispatch-jobs.module.js';

/** Works on the queues. Loads no controllers. */
@Module({ imports: [WorkerQueueModule, MailDispatchJobsModule] })
export class WorkerModule {}
