import { Module, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import { declaredKinds, JOB_KIND, type JobHandler, type JobKind } from './job-kind.js';
import { JobQueue } from './job-queue.js';

/** Connects each declared kind of work with its one handler; the start fails where there is none or two. */
@Module({ imports: [DiscoveryModule] })
export class WorkerQueueModule implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly queue: JobQueue,
  ) {}

  onApplicationBootstrap(): void {
    const handlers = new Map<string, JobHandler[]>();
    for (const { metatype, instance } of this.discovery.getProviders()) {
      if (!metatype || !isHandler(instance)) continue;
      const kind = Reflect.getMetadata(JOB_KIND, metatype) as JobKind | undefined;
      if (kind) handlers.set(kind.name, [...(handlers.get(kind.name) ?? []), instance]);
    }
    for (const kind of declaredKinds()) {
      const [handler, ...others] = handlers.get(kind.name) ?? [];
      if (!handler || others.length > 0) {
        throw new Error(
          `The kind of job "${kind.name}" has ${handler ? others.length + 1 : 0} handlers; it needs one`,
        );
      }
      this.queue.process(kind, handler);
    }
  }
}

function isHandler(instance: unknown): instance is JobHandler {
  return typeof instance === 'object' && instance !== null && 'handle' in instance;
}
