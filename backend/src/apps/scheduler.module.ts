import { Module } from '@nestjs/common';
import { SchedulerModule } from '../core/queue/scheduler.module.js';
import { ImportsSweepsModule } from '../modules/imports-exports/jobs/imports-sweeps.module.js';
import { UsersSweepsModule } from '../modules/users/jobs/users-sweeps.module.js';
import { RecipientsSweepsModule } from '../modules/recipients/jobs/recipients-sweeps.module.js';
import { MailDispatchSweepsModule } from '../modules/mail-dispatch/jobs/mail-dispatch-sweeps.module.js';

/** Finds due and lost work and announces it to the workers. */
@Module({
  imports: [
    SchedulerModule,
    ImportsSweepsModule,
    RecipientsSweepsModule,
    UsersSweepsModule,
    MailDispatchSweepsModule,
  ],
})
export class SchedulerRoleModule {}
