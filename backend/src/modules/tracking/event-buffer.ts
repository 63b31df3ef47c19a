import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { ActivityKind, ActivityLog } from '../../core/events/activity.js';

export interface TrackedEvent {
  readonly kind: typeof ActivityKind.opened | typeof ActivityKind.clicked;
  readonly mailingId: number;
  readonly sendId: number;
  /** 0 for a mail to nobody in particular. */
  readonly recipientId: number;
  /** 0 for an opening. */
  readonly linkId: number;
  readonly userAgent: string;
}

interface Waiting extends TrackedEvent {
  readonly at: Date;
}

const FLUSH_MS = 200;
const BATCH = 1000;
/** While the database is away, this many events are kept; then the newest are dropped and that is logged. */
const CAPACITY = 100_000;

/**
 * Openings and clicks on their way into `activity`. Readers are answered before their event is written, and many
 * events share one commit; a process that is killed loses what came in within the last fifth of a second.
 */
@Injectable()
export class EventBuffer implements OnApplicationShutdown {
  private readonly log = new Logger(EventBuffer.name);
  private waiting: Waiting[] = [];
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();
  private dropped = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly activity: ActivityLog,
    private readonly clock: Clock,
  ) {}

  add(event: TrackedEvent): void {
    if (this.waiting.length >= CAPACITY) {
      this.dropped += 1;
      return;
    }
    this.waiting.push({ ...event, at: this.clock.now() });
    this.timer ??= setTimeout(() => void this.flush(), FLUSH_MS);
  }

  /** Writes what waits. What cannot be written stays and is tried again. */
  async flush(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.flushing = this.flushing.then(() => this.write());
    await this.flushing;
  }

  /**
   * After the HTTP server has closed, so that nothing can come any more, and before the database closes: Nest calls
   * this hook module by module and global modules, as that of the database, last.
   */
  async onApplicationShutdown(): Promise<void> {
    await this.flush();
    clearTimeout(this.timer);
  }

  private async write(): Promise<void> {
    while (this.waiting.length > 0) {
      const batch = this.waiting.slice(0, BATCH);
      try {
        await this.transactions.run(() => this.append(batch));
      } catch (error) {
        this.log.warn(`${this.waiting.length} openings and clicks wait for the database: ${String(error)}`);
        this.timer ??= setTimeout(() => void this.flush(), 2000);
        return;
      }
      this.waiting.splice(0, batch.length);
    }
    if (this.dropped > 0) this.log.error(`${this.dropped} openings and clicks were lost: too many waited`);
    this.dropped = 0;
  }

  /** Test sends count nothing; recipients who do not want to be tracked, or are deleted, count as nobody. */
  private async append(batch: readonly Waiting[]): Promise<void> {
    const sends = await this.idsWhere(
      'sends',
      'kind',
      'world',
      batch.map(({ sendId }) => sendId),
    );
    const known = await this.idsWhere(
      'recipients',
      'tracking_veto',
      0,
      batch.map(({ recipientId }) => recipientId),
    );
    const counted = batch.filter(({ sendId }) => sends.has(sendId));
    await this.activity.append(
      ...counted.map(({ kind, mailingId, sendId, recipientId, linkId, userAgent, at }) => {
        const trackable = known.has(recipientId);
        return {
          kind,
          mailingId,
          sendId,
          recipientId: trackable ? recipientId : 0,
          linkId,
          ...(trackable && userAgent ? { data: { userAgent } } : {}),
          at,
        };
      }),
    );
  }

  private async idsWhere(
    table: 'sends' | 'recipients',
    column: string,
    value: string | number,
    ids: readonly number[],
  ): Promise<Set<number>> {
    const distinct = [...new Set(ids)];
    const marks = distinct.map(() => '?').join(', ');
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM ${table} WHERE ${column} = ? AND id IN (${marks})`,
      [value, ...distinct],
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }
}
