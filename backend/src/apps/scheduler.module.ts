import { Module } from '@nestjs/common';
import { SchedulerModule } from '../core/queue/scheduler.module.js';

/** Finds due and lost work and announces it to the workers. */
@Module({ imports: [SchedulerModule] })
export class SchedulerRoleModule {}
