import { Logger } from '@nestjs/common';
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '../../core/clock/clock.js';
import type { Transactions } from '../../core/database/transactions.js';
import type { DomainEvents } from '../../core/events/domain-events.js';
import type { AddressEffects } from './replies/address-effects.js';
import type { LedgerQueries, LedgerResult } from './ledger.queries.js';
import type { SendStateChanges } from './send-state-changes.js';
import { SendProgress } from './send.events.js';

/** What became of mails, once the ledger has it. */
export type Settled = (results: readonly LedgerResult[], stopped: ReadonlySet<number>) => void;

interface WriterParts {
  readonly transactions: Transactions;
  readonly ledger: LedgerQueries;
  readonly states: SendStateChanges;
  readonly events: DomainEvents;
  readonly clock: Clock;
  readonly effects: AddressEffects;
}

/** Results of one commit, and how long is waited for them to gather (ms). */
const MOST = 1000;
const ENOUGH = 250;
const GATHER_MS = 20;
/** Results that may wait before lanes have to. */
const ROOM = 2000;
const PROGRESS_EVERY_MS = 1000;
const LONGEST_WAIT_MS = 5000;

/**
 * Writes results into the ledger, many in one commit (ARCHITECTURE §7.2). The hand-over goes on meanwhile: what is not
 * written yet stands in the worker's journal.
 */
export class ResultWriter {
  private readonly log = new Logger(ResultWriter.name);
  private readonly lastProgress = new Map<number, number>();
  private readonly waiting = new Set<() => void>();
  private pending: LedgerResult[] = [];
  private working: Promise<void> | undefined;
  private hurried = false;
  private abandoned = false;
  private lastFailed = false;

  constructor(
    private readonly worker: string,
    private readonly parts: WriterParts,
    private readonly settled: Settled = () => undefined,
  ) {}

  /** Whether the last try to write failed: nothing should be begun that may not become known. */
  get failing(): boolean {
    return this.lastFailed;
  }

  add(...results: readonly LedgerResult[]): void {
    this.pending.push(...results);
    this.working ??= this.work().finally(() => (this.working = undefined));
  }

  /** Waits while too much waits to be written, or while that fails. */
  async room(): Promise<void> {
    while ((this.pending.length >= ROOM || this.lastFailed) && !this.abandoned) {
      await new Promise<void>((resolve) => this.waiting.add(resolve));
    }
  }

  /** Waits until all results are safe. */
  async done(): Promise<void> {
    this.hurried = true;
    while (this.working) await this.working;
    this.hurried = false;
  }

  /** Stops trying to reach a database that is gone; what was in hand will be found by who takes over. */
  abandon(): void {
    this.abandoned = true;
    this.wake();
  }

  /** Whether everything that was given is written. */
  get empty(): boolean {
    return this.pending.length === 0 && this.working === undefined;
  }

  private async work(): Promise<void> {
    while (this.pending.length > 0 && !this.abandoned) {
      if (this.pending.length < ENOUGH && !this.hurried) await pause(GATHER_MS);
      const batch = this.pending.slice(0, MOST);
      if (!(await this.commitUntilSafe(batch))) return;
      this.pending = this.pending.slice(batch.length);
      this.wake();
    }
  }

  private async commitUntilSafe(batch: readonly LedgerResult[]): Promise<boolean> {
    for (let wait = 100; !this.abandoned; wait = Math.min(wait * 2, LONGEST_WAIT_MS)) {
      try {
        const stopped = await this.parts.transactions.run(() => this.commit(batch));
        this.lastFailed = false;
        this.settled(batch, stopped);
        return true;
      } catch (error) {
        // The connection may have broken after COMMIT was carried out: rows that have their result are passed over.
        this.lastFailed = true;
        this.log.error(
          'the ledger could not be written; trying again',
          error instanceof Error ? error.stack : String(error),
        );
        await pause(wait);
      }
    }
    return false;
  }

  /** @returns the sends among them that are not to go on */
  private async commit(batch: readonly LedgerResult[]): Promise<ReadonlySet<number>> {
    const { ledger, effects, states } = this.parts;
    const applied = await ledger.settle(this.worker, batch);
    await ledger.recordActivities(applied);
    await effects.apply(applied);
    for (const result of applied) {
      if (result.pausesWith) await states.pauseForProblem(result.row.sendId, result.pausesWith);
      else if (result.problem) await states.setProblem(result.row.sendId, result.problem);
      if (result.clearsProblem) await states.clearProblem(result.row.sendId);
    }
    const waiting = applied.filter(({ state }) => state === 'queued' || state === 'deferred');
    for (const sendId of new Set(waiting.map(({ row }) => row.sendId))) await states.takeBack(sendId);
    this.announce(applied);
    return states.stopped(new Set(batch.map(({ row }) => row.sendId)));
  }

  private announce(applied: readonly LedgerResult[]): void {
    const now = this.parts.clock.millis();
    for (const { sendId, mailingId, kind } of new Map(applied.map(({ row }) => [row.sendId, row])).values()) {
      if (now - (this.lastProgress.get(sendId) ?? 0) < PROGRESS_EVERY_MS) continue;
      this.lastProgress.set(sendId, now);
      this.parts.events.publish(new SendProgress(sendId, mailingId, kind));
    }
  }

  private wake(): void {
    for (const resolve of this.waiting) resolve();
    this.waiting.clear();
  }
}
