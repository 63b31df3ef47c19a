import { Injectable, Logger } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import { JobQueue } from '../../core/queue/job-queue.js';
import { DISPATCH_SEND } from './dispatch-jobs.js';

/** Tells the workers of a send, so that they need not look for it. Nobody waits for that, least of all for Redis. */
@Injectable()
export class SendAnnouncer {
  private readonly log = new Logger(SendAnnouncer.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
  ) {}

  announce(sendId: number): void {
    this.transactions.afterCommit(() => {
      this.queue.add(DISPATCH_SEND, sendId).catch((error: unknown) => {
        this.log.warn(`send ${sendId} could not be announced: ${String(error)}`);
      });
    });
  }
}
