import { setTimeout as pause } from 'node:timers/promises';

/** How long a step that is ready waits for the one before it, in milliseconds. */
const PATIENCE = 2000;

/** A step was ready, but the one before it did not get on; it may be waiting for locks that this one has. */
class TooEarly extends Error {}

/**
 * Works on several steps at once that take effect in their order. `work` does what it can, awaits `turn`, which
 * resolves as soon as all the steps before are done, and then makes its work final. If the step before takes long
 * after that, `turn` rejects: `work` has to give up its locks and pass the error on, and is called again once it is
 * the only one; from then on there is one step at a time. Ends with a failure once nothing runs any more.
 */
export async function inOrder<S>(
  steps: Iterable<S>,
  lanes: number,
  work: (step: S, turn: () => Promise<void>) => Promise<void>,
): Promise<void> {
  let width = lanes;
  let last: Promise<void> = Promise.resolve();
  let failed = false;
  const running: Promise<void>[] = [];

  const begin = async (step: S, before: Promise<void>): Promise<void> => {
    try {
      await work(step, () => turnAfter(before));
    } catch (error) {
      if (!(error instanceof TooEarly)) throw error;
      width = 1;
      await before;
      await work(step, () => Promise.resolve());
    }
  };
  for (const step of steps) {
    if (failed) break;
    last = begin(step, last);
    last.catch(() => (failed = true));
    running.push(last);
    while (running.length >= width && !failed) await running.shift()?.catch(() => undefined);
  }
  await Promise.allSettled(running);
  // Whoever comes after one that failed, fails with it.
  await last;
}

async function turnAfter(before: Promise<void>): Promise<void> {
  const enough = new AbortController();
  const late = pause(PATIENCE, undefined, { signal: enough.signal }).then(() => {
    throw new TooEarly();
  });
  late.catch(() => undefined);
  try {
    await Promise.race([before, late]);
  } finally {
    enough.abort();
  }
}
