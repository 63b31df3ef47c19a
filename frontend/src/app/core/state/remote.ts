import { type Signal, computed, effect, signal, untracked } from '@angular/core';
import { ApiProblem } from '../api/api-problem';

export type Status = 'idle' | 'pending' | 'done' | 'error';

export interface Remote<T> {
  readonly status: Signal<Status>;
  /** The last answer; stays while a newer one is on its way, so that lists do not flicker. */
  readonly value: Signal<T | undefined>;
  readonly problem: Signal<ApiProblem | null>;
  /** True until the first answer: show skeletons, never "nothing here". */
  readonly firstLoad: Signal<boolean>;
  readonly reload: () => void;
  /** Replaces the value after a change that the page itself made. */
  set(value: T): void;
}

/**
 * Data that depends on signals: loads whenever `params` changes and aborts the request it replaces.
 * `params` returning undefined means "nothing to load". Call in an injection context.
 */
export function remote<P, T>(
  params: () => P | undefined,
  load: (params: P, abort: AbortSignal) => Promise<T>,
): Remote<T> {
  const status = signal<Status>('idle');
  const value = signal<T | undefined>(undefined);
  const problem = signal<ApiProblem | null>(null);
  const version = signal(0);

  effect((onCleanup) => {
    version();
    const wanted = params();
    if (wanted === undefined) return;
    const abort = new AbortController();
    onCleanup(() => abort.abort());
    status.set('pending');
    untracked(() => load(wanted, abort.signal)).then(
      (answer) => {
        if (abort.signal.aborted) return;
        value.set(answer);
        problem.set(null);
        status.set('done');
      },
      (error: unknown) => {
        if (abort.signal.aborted) return;
        problem.set(ApiProblem.from(error));
        status.set('error');
      },
    );
  });

  return {
    status: status.asReadonly(),
    value: value.asReadonly(),
    problem: problem.asReadonly(),
    firstLoad: computed(() => value() === undefined && status() !== 'error'),
    reload: () => version.update((count) => count + 1),
    set: (next) => {
      value.set(next);
      status.set('done');
    },
  };
}

export interface Action<A extends unknown[], T> {
  readonly status: Signal<Status>;
  readonly pending: Signal<boolean>;
  readonly problem: Signal<ApiProblem | null>;
  /** Runs it; resolves to undefined on failure (see `problem`). A second call while pending is ignored. */
  run(...input: A): Promise<T | undefined>;
}

/** Something the user starts: a save, a deletion, a send. */
export function action<A extends unknown[], T>(work: (...input: A) => Promise<T>): Action<A, T> {
  const status = signal<Status>('idle');
  const problem = signal<ApiProblem | null>(null);
  return {
    status: status.asReadonly(),
    pending: computed(() => status() === 'pending'),
    problem: problem.asReadonly(),
    async run(...input) {
      if (status() === 'pending') return undefined;
      status.set('pending');
      problem.set(null);
      try {
        const answer = await work(...input);
        status.set('done');
        return answer;
      } catch (error) {
        problem.set(ApiProblem.from(error));
        status.set('error');
        return undefined;
      }
    },
  };
}
