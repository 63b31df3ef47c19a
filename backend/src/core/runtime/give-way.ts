import { performance } from 'node:perf_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';

/** A turn of the event loop that takes longer, in milliseconds, did something for somebody. */
const IDLE_TURN = 0.2;
/** Turns in which what came meanwhile shows up. */
const TURNS = 3;
/** How long is looked whether it goes on, in milliseconds, and the share of it that others use if it does. */
const LOOK = 2;
const BUSY = 0.25;
/** The most that others get at once, in milliseconds; the next step is never far. */
const MOST = 60;

/** Lets requests that came meanwhile get on, for as long as there are any: a page takes many turns of the event loop. */
export async function giveWay(): Promise<void> {
  if (!(await somebodyWaits())) return;
  for (const until = performance.now() + MOST; performance.now() < until;) {
    const before = performance.eventLoopUtilization();
    await pause(LOOK);
    if (performance.eventLoopUtilization(before).utilization < BUSY) return;
  }
}

async function somebodyWaits(): Promise<boolean> {
  for (let turn = 0; turn < TURNS; turn += 1) {
    const before = performance.now();
    await nextTurn();
    if (performance.now() - before > IDLE_TURN) return true;
  }
  return false;
}
