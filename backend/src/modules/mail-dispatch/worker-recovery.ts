import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { HandOverJournal, type JournalReading } from './hand-over-journal.js';
import { LedgerQueries } from './ledger.queries.js';
import { SendStateChanges } from './send-state-changes.js';
import { isSurelyGone } from './worker-presence.js';

/** Takes over what dead workers held: mails on the wire become uncertain, the rest is free again. */
@Injectable()
export class WorkerRecovery {
  private readonly log = new Logger(WorkerRecovery.name);
  private readonly journals: string;

  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: LedgerQueries,
    private readonly states: SendStateChanges,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {
    this.journals = config.journalFolder;
  }

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
      `SELECT DISTINCT worker FROM ledger WHERE worker IS NOT NULL AND state = 'handing'
          AND worker NOT IN (SELECT id FROM workers)`,
    );
    for (const { worker } of strangers) await this.buryStranger(worker);
  }

  private async bury(worker: string, seenAt: number): Promise<void> {
    await this.takeOver(worker, async () => {
      // It may have given a sign of life since.
      const { affected } = await this.transactions.execute(
        'DELETE FROM workers WHERE id = ? AND seen_at = ?',
        [worker, seenAt],
      );
      return affected === 1;
    });
  }

  private async buryStranger(worker: string): Promise<void> {
    await this.takeOver(worker, async () => {
      const known = await this.transactions.first('SELECT id FROM workers WHERE id = ?', [worker]);
      return known === undefined;
    });
  }

  private async takeOver(worker: string, isDead: () => Promise<boolean>): Promise<void> {
    const found = await this.transactions.run(async () => {
      if (!(await isDead())) return undefined;
      return this.abandon(worker, HandOverJournal.take(this.journals, worker));
    });
    if (!found) return;
    HandOverJournal.remove(this.journals, worker);
    const { accepted, uncertain, queued } = found;
    this.log.warn(
      `worker ${worker} is gone; of the mails it had in hand ${accepted} were accepted, ${uncertain} are uncertain and ${queued} were not begun`,
    );
  }

  /** What its journal knows becomes true; what nobody knows is uncertain, and without a journal that is everything. */
  private async abandon(worker: string, journal: JournalReading | undefined) {
    const rows = await this.ledger.inHandsOf(worker);
    const ids = rows.map(({ id }) => id);
    const accepted = ids.filter((id) => journal?.accepted.has(id));
    const inDoubt = ids.filter((id) => !journal || journal.begun.has(id));
    const known = new Set([...accepted, ...inDoubt]);
    const leased = await this.ledger.leasedBy(worker, accepted);
    const applied = await this.ledger.settle(
      worker,
      leased.map((row) => ({
        row,
        state: 'accepted',
        counts: true,
        code: journal?.accepted.get(row.id)?.code ?? null,
        reply: journal?.accepted.get(row.id)?.reply ?? null,
        nextAttemptAt: null,
        deferredSince: row.deferredSince,
      })),
    );
    await this.ledger.recordActivities(applied);
    const uncertain = await this.ledger.doubt(worker, inDoubt);
    const rest = rows.filter(({ id }) => !known.has(id));
    await this.ledger.giveBack(worker, rest.map(({ id }) => id)); // prettier-ignore
    for (const sendId of new Set(rest.map((row) => row.sendId))) await this.states.takeBack(sendId);
    return { accepted: applied.length, uncertain, queued: rest.length };
  }
}
