import { Module } from '@nestjs/common';
import { SchedulerModule } from '../core/queue/scheduler.module.js';
import { ExportsSweepsModule } from '../modules/imports-exports/jobs/exports-sweeps.module.js';
import { ImportsSweepsModule } from '../modules/imports-exports/jobs/imports-sweeps.module.js';
import { UsersSweepsModule } from '../modules/users/jobs/users-sweeps.module.js';
import { RecipientsSweepsModule } from '../modules/recipients/jobs/recipients-sweeps.module.js';
import { TargetGroupsSweepsModule } from '../modules/target-groups/jobs/target-groups-sweeps.module.js';
import { MailDispatchSweepsModule } from '../modules/mail-dispatch/jobs/mail-dispatch-sweeps.module.js';

/** Finds due and lost work and announces it to the workers. */
@Module({
  imports: [
    SchedulerModule,
    ImportsSweepsModule,
    ExportsSweepsModule,
    RecipientsSweepsModule,
    TargetGroupsSweepsModule,
    UsersSweepsModule,
    MailDispatchSweepsModule,
  ],
})
export class SchedulerRoleModule {}
