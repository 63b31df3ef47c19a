import { Injectable, Logger } from '@nestjs/common';
import Bull from 'bull';
import type { JobHandler, JobKind } from './job-kind.js';
import { JobQueue } from './job-queue.js';

/** Nobody waits longer than this (ms) for Redis: a sweep that does would keep all others from their work. */
const PATIENCE_MS = 1000;

/** Queues on Redis, one per kind of work, so that a long import never delays a mail. */
@Injectable()
export class BullQueue extends JobQueue {
  private readonly log = new Logger('Queue');
  /** Ids of jobs that Redis has not been told of yet. */
  private readonly unsaid = new Set<string>();
  private readonly queues = new Map<string, Bull.Queue<{ id: number }>>();

  constructor(private readonly redisUrl: string) {
    super();
  }

  override async add(kind: JobKind, id: number, options: { delayMs?: number } = {}): Promise<void> {
    // The id makes an announcement that already waits swallow the second one.
    const jobId = `${kind.name}-${id}`;
    // It still waits for Redis; more of them would fill the memory of a process that is up for longer than Redis.
    if (this.unsaid.has(jobId)) return;
    this.unsaid.add(jobId);
    const said = this.queue(kind)
      .add(
        { id },
        { jobId, delay: options.delayMs ?? 0, attempts: 1, removeOnComplete: true, removeOnFail: true },
      )
      .catch((error: unknown) => {
        // The row is committed; the sweep will find it when Redis is back.
        this.log.warn(`${kind.name} ${id} could not be announced: ${String(error)}`);
      })
      .finally(() => this.unsaid.delete(jobId));
    let patience: NodeJS.Timeout | undefined;
    const enough = new Promise<void>((resolve) => (patience = setTimeout(resolve, PATIENCE_MS)));
    await Promise.race([said, enough]);
    clearTimeout(patience);
  }

  override process(kind: JobKind, handler: JobHandler): void {
    const queue = this.queue(kind);
    queue.on('failed', (job, error) => this.log.error(`${kind.name} ${job.data.id} failed`, error.stack));
    void queue
      .process(kind.concurrency, (job) => handler.handle(job.data.id))
      .catch((error: unknown) => {
        this.log.error(`${kind.name} is not worked on`, error instanceof Error ? error.stack : String(error));
      });
  }

  override async close(graceMs: number): Promise<void> {
    let grace: NodeJS.Timeout | undefined;
    const end = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all([...this.queues.values()].map((queue) => queue.close())), end]);
    clearTimeout(grace);
  }

  override async healthy(): Promise<boolean> {
    const any = this.queues.values().next().value;
    return any === undefined || any.client.status === 'ready';
  }

  private queue(kind: JobKind): Bull.Queue<{ id: number }> {
    const known = this.queues.get(kind.name);
    if (known) return known;
    const made = new Bull<{ id: number }>(kind.name, this.redisUrl, {
      prefix: 'emm',
      redis: { maxRetriesPerRequest: null, enableOfflineQueue: true, connectTimeout: 5000 },
      settings: { stalledInterval: 15_000, maxStalledCount: 5, lockDuration: 30_000 },
    });
    made.on('error', (error) => this.log.warn(`${kind.name}: ${error.message}`));
    this.queues.set(kind.name, made);
    return made;
  }
}
