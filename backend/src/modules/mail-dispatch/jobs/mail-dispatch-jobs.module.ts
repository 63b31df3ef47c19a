import { Module } from '@nestjs/common';
import { DispatcherParts } from '../dispatcher-parts.js';
import { Dispatcher } from '../dispatcher.js';
import { MailDispatchModule } from '../mail-dispatch.module.js';
import { DispatchWorker } from './dispatch-worker.js';
import { SystemMailJob } from './system-mail.job.js';

@Module({
  imports: [MailDispatchModule],
  providers: [
    DispatchWorker,
    SystemMailJob,
    {
      provide: Dispatcher,
      inject: [DispatcherParts],
      useFactory: (parts: DispatcherParts) => new Dispatcher(parts),
    },
  ],
})
export class MailDispatchJobsModule {}
