import { Module } from '@nestjs/common';
import { WorkerQueueModule } from '../core/queue/worker.module.js';

/** Works on the queues. Loads no controllers. */
@Module({ imports: [WorkerQueueModule] })
export class WorkerModule {}
