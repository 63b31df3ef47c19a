import type { KnownField } from './csv/mapping.js';
import type { ImportOptions, ImportPhase } from './import-options.js';
import type { StagingPlan } from './staging/staging-plan.js';

/** How long a worker may be silent before another takes its import over, in milliseconds. */
export const LEASE_MS = 30_000;

/** The import was cancelled, or another worker has taken it over. */
export class LeaseLost extends Error {}

/** A list that recipients join, and how. */
export interface TargetList {
  readonly id: number;
  /** New bindings wait for the recipient's confirmation. */
  readonly waits: boolean;
}

/** What stays the same during a run. */
export interface RunContext {
  readonly importId: number;
  readonly owner: string;
  readonly fileName: string;
  readonly createdBy: number | null;
  readonly options: ImportOptions;
  readonly plan: StagingPlan;
  readonly fields: readonly KnownField[];
  /** What `now` and `today` in defaults are, however often the run is taken up again. */
  readonly now: Date;
  readonly lists: readonly TargetList[];
  /** Whether this process ends: then the work is left to the next one. */
  readonly stopping: () => boolean;
}

/** Where a phase stands. */
export interface PhaseStart {
  readonly phase: ImportPhase;
  readonly cursor: number;
}
