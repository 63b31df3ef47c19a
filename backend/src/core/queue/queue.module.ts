import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config/config.js';
import { BullQueue } from './bull-queue.js';
import { JobQueue } from './job-queue.js';
import { LocalQueue } from './local-queue.js';

/** How long a process that stops waits for running work. */
const GRACE_MS = 20_000;

@Global()
@Module({
  providers: [
    {
      provide: JobQueue,
      inject: [Config],
      useFactory: (config: Config): JobQueue =>
        config.get('redisUrl') === '' ? new LocalQueue() : new BullQueue(config.get('redisUrl')),
    },
  ],
  exports: [JobQueue],
})
export class QueueModule implements OnApplicationShutdown {
  constructor(private readonly queue: JobQueue) {}

  async onApplicationShutdown(): Promise<void> {
    await this.queue.close(GRACE_MS);
  }
}
