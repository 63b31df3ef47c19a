import { Logger } from '@nestjs/common';
import { setImmediate as tick, setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../core/clock/clock.js';
import type { Transactions } from '../../core/database/transactions.js';
import type { DomainEvents } from '../../core/events/domain-events.js';
import type { LedgerQueries, LeasedRow, LedgerResult } from './ledger.queries.js';
import type { SendStateChanges } from './send-state-changes.js';
import { SendProgress } from './send.events.js';

interface Ask {
  readonly result: LedgerResult | undefined;
  readonly next: LeasedRow | undefined;
  readonly answer: (granted: boolean) => void;
}

/** A row was not as this worker believed; the whole commit is done again, row by row. */
class Mismatch extends Error {}

type Care = 'together' | 'one-by-one';

const PROGRESS_EVERY_MS = 1000;
const LONGEST_WAIT_MS = 5000;

/**
 * The group commit of ARCHITECTURE §7.2. Each connection tells the result of its last mail and asks for the next
 * one in one breath; what all of them say while a commit runs goes into the next. So a worker never has more rows
 * in `handing` than connections, and pays one synced commit for many mails.
 */
export class LedgerWriter {
  private readonly log = new Logger(LedgerWriter.name);
  private readonly lastProgress = new Map<number, number>();
  private pending: Ask[] = [];
  private running = false;
  private abandoned = false;

  constructor(
    private readonly worker: string,
    private readonly transactions: Transactions,
    private readonly ledger: LedgerQueries,
    private readonly states: SendStateChanges,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /**
   * Records `result` and takes `next` in hand, in one commit.
   * @returns whether `next` is committed as `handing` by this worker: only then may it be sent. False when its lease
   *   was lost, its send paused or cancelled. Does not return before the result is safe.
   */
  ask(result: LedgerResult | undefined, next: LeasedRow | undefined): Promise<boolean> {
    return new Promise((resolve) => {
      this.pending.push({ result, next, answer: resolve });
      if (!this.running) void this.work();
    });
  }

  /** Stops trying to reach a database that is gone; what was in hand will be found as uncertain. */
  abandon(): void {
    this.abandoned = true;
  }

  private async work(): Promise<void> {
    this.running = true;
    while (this.pending.length > 0) {
      // Lanes woken by the last commit get the chance to join this one.
      await tick();
      const asks = this.pending.splice(0);
      const granted = await this.commitUntilSafe(asks);
      for (const { next, answer } of asks) answer(next !== undefined && granted.has(next.id));
    }
    this.running = false;
  }

  private async commitUntilSafe(asks: readonly Ask[]): Promise<ReadonlySet<number>> {
    let care: Care = 'together';
    let inDoubt = false;
    for (let wait = 100; !this.abandoned; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        return await this.transactions.run(() => this.commit(asks, care, inDoubt));
      } catch (error) {
        if (error instanceof Mismatch) {
          care = 'one-by-one';
          continue;
        }
        // The connection may have broken after COMMIT was carried out: rows that are in hand now are ours.
        inDoubt = true;
        care = 'one-by-one';
        this.log.error(
          'the ledger could not be written; trying again',
          error instanceof Error ? error.stack : String(error),
        );
        await pause(wait);
      }
    }
    return new Set();
  }

  private async commit(asks: readonly Ask[], care: Care, inDoubt: boolean): Promise<ReadonlySet<number>> {
    const results = asks.flatMap(({ result }) => result ?? []);
    const wanted = asks.flatMap(({ next }) => next ?? []);
    const applied = await this.inGroups(results, care, (group) => this.ledger.settle(this.worker, group));
    await this.ledger.recordActivities(applied);
    for (const result of applied) {
      if (result.pausesWith) await this.states.pauseForProblem(result.row.sendId, result.pausesWith);
      else if (result.problem) await this.states.setProblem(result.row.sendId, result.problem);
      if (result.clearsProblem) await this.states.clearProblem(result.row.sendId);
    }
    const waiting = applied.filter(({ state }) => state === 'queued' || state === 'deferred');
    for (const sendId of new Set(waiting.map(({ row }) => row.sendId))) await this.states.takeBack(sendId);
    const granted = await this.inGroups(wanted, care, (group) =>
      this.ledger.takeInHand(this.worker, group, inDoubt),
    );
    this.announce(applied);
    return new Set(granted.map(({ id }) => id));
  }

  /** Applies a statement to all items at once if that hits each of them, else to each alone. @returns those hit */
  private async inGroups<T>(
    items: readonly T[],
    care: Care,
    apply: (group: readonly T[]) => Promise<number>,
  ): Promise<readonly T[]> {
    if (items.length === 0) return [];
    if (care === 'together') {
      if ((await apply(items)) !== items.length) throw new Mismatch();
      return items;
    }
    const hit: T[] = [];
    for (const item of items) if ((await apply([item])) === 1) hit.push(item);
    return hit;
  }

  private announce(applied: readonly LedgerResult[]): void {
    const now = this.clock.millis();
    for (const { sendId, mailingId, kind } of new Map(applied.map(({ row }) => [row.sendId, row])).values()) {
      if (now - (this.lastProgress.get(sendId) ?? 0) < PROGRESS_EVERY_MS) continue;
      this.lastProgress.set(sendId, now);
      this.events.publish(new SendProgress(sendId, mailingId, kind));
    }
  }
}
