import type { JobHandler, JobKind } from './job-kind.js';

/** The port behind which Bull on Redis or this process itself passes ids of work on. */
export abstract class JobQueue {
  /** Announces that row `id` has work of this kind. Losing the announcement only costs time: a sweep repeats it. */
  abstract add(kind: JobKind, id: number, options?: { delayMs?: number }): Promise<void>;

  /** Starts to work: called once per kind by the worker role. */
  abstract process(kind: JobKind, handler: JobHandler): void;

  /** Takes no new work and waits for what runs, `graceMs` at the most. */
  abstract close(graceMs: number): Promise<void>;

  /** Whether messages can be passed on now. */
  abstract healthy(): Promise<boolean>;
}
