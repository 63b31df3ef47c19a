import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { LedgerQueries } from './ledger.queries.js';
import { isSurelyGone } from './worker-presence.js';

/** Takes over what dead workers held: mails in hand become uncertain, the rest is free again. */
@Injectable()
export class WorkerRecovery {
  private readonly log = new Logger(WorkerRecovery.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: LedgerQueries,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  async recover(): Promise<void> {
    const limit = this.clock.millis() - this.config.get('dispatchLeaseSeconds') * 1000;
    const workers = await this.transactions.query<{ id: string; seen_at: number }>(
      'SELECT id, seen_at FROM workers',
    );
    for (const { id, seen_at } of workers) {
      if (Number(seen_at) < limit || isSurelyGone(id)) await this.bury(id, Number(seen_at));
    }
    // Rows of workers that have no row of their own: removed by hand, or restored from a backup.
    const strangers = await this.transactions.query<{ worker: string }>(
      `SELECT DISTINCT worker FROM ledger WHERE worker IS NOT NULL AND state IN ('queued', 'handing')
          AND worker NOT IN (SELECT id FROM workers)`,
    );
    for (const { worker } of strangers) await this.buryStranger(worker);
  }

  private async bury(worker: string, seenAt: number): Promise<void> {
    const uncertain = await this.transactions.run(async () => {
      // It may have given a sign of life since.
      const { affected } = await this.transactions.execute(
        'DELETE FROM workers WHERE id = ? AND seen_at = ?',
        [worker, seenAt],
      );
      return affected === 0 ? undefined : this.ledger.abandonWorker(worker);
    });
    if (uncertain !== undefined) this.tell(worker, uncertain);
  }

  private async buryStranger(worker: string): Promise<void> {
    const uncertain = await this.transactions.run(async () => {
      const known = await this.transactions.first('SELECT id FROM workers WHERE id = ?', [worker]);
      return known ? undefined : this.ledger.abandonWorker(worker);
    });
    if (uncertain !== undefined) this.tell(worker, uncertain);
  }

  private tell(worker: string, uncertain: number): void {
    this.log.warn(`worker ${worker} is gone; ${uncertain} mail(s) it had in hand are uncertain`);
  }
}
