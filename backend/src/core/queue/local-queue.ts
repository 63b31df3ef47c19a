import { Injectable, Logger } from '@nestjs/common';
import { AsyncLocalStorage } from 'node:async_hooks';
import type { JobHandler, JobKind } from './job-kind.js';
import { JobQueue } from './job-queue.js';

interface Line {
  readonly handler: JobHandler | undefined;
  readonly waiting: Set<number>;
  readonly running: Map<number, Promise<void>>;
}

/** Queues inside this process: the embedded default. What is lost with the process, a sweep adds again. */
@Injectable()
export class LocalQueue extends JobQueue {
  private readonly log = new Logger('Queue');
  private readonly lines = new Map<string, Line>();
  private readonly timers = new Set<NodeJS.Timeout>();
  /** Work is nobody's request, whoever announced it: as on Redis it sees no user, language or transaction. */
  private readonly outsideRequests = AsyncLocalStorage.snapshot();
  private open = true;

  override async add(kind: JobKind, id: number, options: { delayMs?: number } = {}): Promise<void> {
    if (!this.open) return;
    if (options.delayMs) {
      const timer = setTimeout(() => {
        this.timers.delete(timer);
        void this.add(kind, id);
      }, options.delayMs);
      this.timers.add(timer);
      return;
    }
    this.line(kind).waiting.add(id);
    setImmediate(() => this.outsideRequests(() => this.work(kind)));
  }

  override process(kind: JobKind, handler: JobHandler): void {
    const { waiting, running } = this.line(kind);
    this.lines.set(kind.name, { handler, waiting, running });
    this.work(kind);
  }

  override async close(graceMs: number): Promise<void> {
    this.open = false;
    for (const timer of this.timers) clearTimeout(timer);
    const running = [...this.lines.values()].flatMap((line) => [...line.running.values()]);
    let grace: NodeJS.Timeout | undefined;
    const end = new Promise<void>((resolve) => (grace = setTimeout(resolve, graceMs)));
    await Promise.race([Promise.all(running), end]);
    clearTimeout(grace);
  }

  override async healthy(): Promise<boolean> {
    return this.open;
  }

  private line(kind: JobKind): Line {
    const known = this.lines.get(kind.name);
    if (known) return known;
    const made: Line = { handler: undefined, waiting: new Set(), running: new Map() };
    this.lines.set(kind.name, made);
    return made;
  }

  private work(kind: JobKind): void {
    const { handler, waiting, running } = this.line(kind);
    if (!handler) return;
    for (const id of waiting) {
      if (!this.open || running.size >= kind.concurrency) return;
      if (running.has(id)) continue;
      waiting.delete(id);
      const job = handler
        .handle(id)
        .catch((error: unknown) => {
          this.log.error(`${kind.name} ${id} failed`, error instanceof Error ? error.stack : String(error));
        })
        .finally(() => {
          running.delete(id);
          this.work(kind);
        });
      running.set(id, job);
    }
  }
}
