import { Logger } from '@nestjs/common';
import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import type { Clock } from '../../core/clock/clock.js';
import type { Transactions } from '../../core/database/transactions.js';

/** Workers that live in this very process; a test or a split installation may have several. */
const living = new Set<string>();

const LONGEST_BEAT_MS = 5000;
/** The part of a lease after which its owner does not rely on it: the others' clocks may differ. */
const SURE = 0.9;

/** A worker's name: host:pid:random, at most 64 characters. */
function newName(): string {
  return `${hostname().slice(0, 44)}:${process.pid}:${randomBytes(5).toString('hex')}`;
}

/**
 * Whether a worker is surely gone: it ran on this machine and its process exists no more. A wrong guess (two
 * containers with one host name) costs no mail: such rows are called uncertain until their true result comes.
 */
export function isSurelyGone(worker: string): boolean {
  if (living.has(worker)) return false;
  const [host, pid] = worker.split(':');
  if (host !== hostname().slice(0, 44)) return false;
  if (Number(pid) === process.pid) return true;
  try {
    process.kill(Number(pid), 0);
    return false;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ESRCH';
  }
}

/** A worker's row in `workers`: the sign of life without which others take its rows over. */
export class WorkerPresence {
  readonly name = newName();
  private readonly log = new Logger(WorkerPresence.name);
  private timer: NodeJS.Timeout | undefined;
  private beating: Promise<void> = Promise.resolve();
  /** When the last sign of life that arrived was begun (ms of `performance.now()`). */
  private beatAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly leaseSeconds: number,
  ) {}

  /**
   * Whether nobody can have declared this worker dead. Asked last before a mail becomes the server's, so that a process
   * that was stopped for long (a debugger, a machine that slept) does not hand over what others have taken over.
   */
  get holds(): boolean {
    return performance.now() - this.beatAt < this.leaseSeconds * 1000 * SURE;
  }

  /** @param onTakenOver called when this worker had been declared dead; its leases are gone then */
  async begin(onTakenOver: () => void): Promise<void> {
    living.add(this.name);
    const begun = performance.now();
    await this.transactions.run(() => this.register());
    this.beatAt = begun;
    const every = Math.min(LONGEST_BEAT_MS, (this.leaseSeconds * 1000) / 3);
    this.timer = setInterval(() => {
      this.beating = this.beating.then(() => this.beat(onTakenOver));
    }, every);
  }

  async end(): Promise<void> {
    clearInterval(this.timer);
    await this.beating;
    living.delete(this.name);
    await this.transactions.run(() =>
      this.transactions.execute('DELETE FROM workers WHERE id = ?', [this.name]),
    );
  }

  private async beat(onTakenOver: () => void): Promise<void> {
    const begun = performance.now();
    try {
      const known = await this.transactions.run(async () => {
        const { affected } = await this.transactions.execute('UPDATE workers SET seen_at = ? WHERE id = ?', [
          this.clock.millis(),
          this.name,
        ]);
        if (affected === 0) await this.register();
        return affected > 0;
      });
      if (!known) onTakenOver();
      this.beatAt = begun;
    } catch (error) {
      this.log.warn(`no sign of life could be given: ${String(error)}`);
    }
  }

  private async register(): Promise<void> {
    const now = this.clock.millis();
    await this.transactions.execute('INSERT INTO workers (id, started_at, seen_at) VALUES (?, ?, ?)', [
      this.name,
      now,
      now,
    ]);
  }
}
