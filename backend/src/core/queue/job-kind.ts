import { SetMetadata } from '@nestjs/common';

/**
 * A kind of background work. The message is only the id of a row that holds the state: the handler claims the row
 * first and may be called twice for it, and a sweep adds rows whose message was lost.
 */
export interface JobKind {
  readonly name: string;
  /** Jobs of this kind that one process works on at a time. */
  readonly concurrency: number;
}

const kinds = new Map<string, JobKind>();

/** Declares a kind of work. The worker does not start unless exactly one handler exists for each declared kind. */
export function jobKind(name: string, concurrency = 1): JobKind {
  if (kinds.has(name)) throw new Error(`The kind of job "${name}" is declared twice`);
  const kind = { name, concurrency };
  kinds.set(name, kind);
  return kind;
}

export function declaredKinds(): readonly JobKind[] {
  return [...kinds.values()];
}

export interface JobHandler {
  handle(id: number): Promise<void>;
}

export const JOB_KIND = 'job-kind';

/** Marks a class in a `jobs/` folder as the handler of a kind of work. */
export const HandlesJob = (kind: JobKind): ClassDecorator => SetMetadata(JOB_KIND, kind);

export const SWEEP = 'sweep';

/** Looks for due or lost work at intervals. Runs in the scheduler role; safe to run in two processes at once. */
export interface Sweep {
  sweep(): Promise<void>;
}

/** Marks a class in a `jobs/` folder as a sweep, called every `SWEEP_SECONDS`. */
export const Sweeps = (): ClassDecorator => SetMetadata(SWEEP, true);
