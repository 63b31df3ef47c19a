import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { marks } from '../../core/database/sql-fragment.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainEvents } from '../../core/events/domain-events.js';
import { MailingService } from '../mailings/index.js';
import { LedgerQueries, type SendProblem } from './ledger.queries.js';
import { SendFinished } from './send.events.js';
import type { SendKind, SendState } from './send-states.js';

interface Identity {
  id: number;
  mailing_id: number;
  kind: SendKind;
}

const OPEN = "('queued', 'handing', 'deferred')";

/**
 * Every change of a send's state, with what must change with it: the mailing's status, leases, finished time. All
 * are claims (`UPDATE … WHERE state IN …`) and tell whether they succeeded.
 */
@Injectable()
export class SendStateChanges {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: LedgerQueries,
    private readonly mailings: MailingService,
    private readonly events: DomainEvents,
    private readonly clock: Clock,
  ) {}

  /** A due send begins to freeze its audience. */
  start(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      const claimed = await this.move(id, ['scheduled'], 'freezing', 'started_at = COALESCE(started_at, ?)', [
        this.clock.millis(),
      ]);
      if (claimed) await this.mailingFollows(id, 'sending');
      return claimed;
    });
  }

  pause(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      if (!(await this.move(id, ['scheduled', 'freezing', 'sending'], 'paused'))) return false;
      await this.mailingFollows(id, 'paused');
      return true;
    });
  }

  /** Stops a send because of something only a person can put right. */
  pauseForProblem(id: number, problem: SendProblem): Promise<boolean> {
    return this.transactions.run(async () => {
      const paused = await this.pause(id);
      if (paused) await this.writeProblem(id, problem, "('paused')");
      return paused;
    });
  }

  /** Goes on where it stopped: with the time it waits for, its audience, or its mails. */
  resume(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      const now = this.clock.millis();
      const { affected } = await this.transactions.execute(
        `UPDATE sends SET problem_code = NULL, problem_params = NULL, problem_at = NULL,
           started_at = CASE WHEN scheduled_at > ? THEN started_at ELSE COALESCE(started_at, ?) END,
           state = CASE WHEN frozen_at IS NOT NULL THEN 'sending'
                        WHEN scheduled_at > ? THEN 'scheduled' ELSE 'freezing' END
          WHERE id = ? AND state = 'paused'`,
        [now, now, now, id],
      );
      if (affected === 0) return false;
      const row = await this.transactions.first<{ state: SendState }>(
        'SELECT state FROM sends WHERE id = ?',
        [id],
      );
      await this.mailingFollows(id, row?.state === 'scheduled' ? 'scheduled' : 'sending');
      return true;
    });
  }

  /** @param mailsPerHour null: as fast as it can. @returns false for a send that is over */
  setSpeed(id: number, mailsPerHour: number | null): Promise<boolean> {
    return this.transactions.run(async () => {
      const { affected } = await this.transactions.execute(
        `UPDATE sends SET mails_per_hour = ? WHERE id = ? AND state NOT IN ('sent', 'cancelled')`,
        [mailsPerHour, id],
      );
      return affected === 1;
    });
  }

  cancel(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      const cancelled = await this.move(
        id, ['scheduled', 'freezing', 'sending', 'paused'], 'cancelled',
        'finished_at = ?, problem_code = NULL, problem_params = NULL, problem_at = NULL', [this.clock.millis()],
      ); // prettier-ignore
      if (!cancelled) return false;
      await this.ledger.cancelOpen(id);
      await this.transactions.execute(
        'UPDATE sends SET audience = (SELECT COUNT(*) FROM ledger WHERE send_id = ?) WHERE id = ?',
        [id, id],
      );
      const row = await this.identity(id);
      const started = await this.transactions.first<{ started_at: number | null }>(
        'SELECT started_at FROM sends WHERE id = ?',
        [id],
      );
      // Nothing has happened yet: the mailing can be changed and ordered again.
      await this.mailingFollows(id, started?.started_at === null ? 'draft' : 'cancelled');
      if (row) this.events.publish(new SendFinished(id, Number(row.mailing_id), row.kind, 'cancelled'));
      return true;
    });
  }

  /** The audience is complete. */
  frozen(id: number): Promise<boolean> {
    return this.transactions.run(
      () =>
      this.move(
        id, ['freezing'], 'sending',
        'frozen_at = ?, audience = (SELECT COUNT(*) FROM ledger WHERE send_id = ?)', [this.clock.millis(), id],
      ), // prettier-ignore
    );
  }

  /** Ends a send with nothing left to do. @returns false if there is */
  async finish(id: number): Promise<boolean> {
    const open = await this.transactions.first<{ id: number }>(
      `SELECT id FROM ledger WHERE send_id = ? AND state IN ${OPEN} LIMIT 1`,
      [id],
    );
    if (open) return false;
    return this.transactions.run(async () => {
      const now = this.clock.millis();
      // Asked again with the send locked: a closed row is opened again only under the same lock.
      const finished = await this.move(
        id, ['sending'], 'sent',
        'finished_at = ?, problem_code = NULL, problem_params = NULL, problem_at = NULL', [now],
        `AND NOT EXISTS (SELECT 1 FROM ledger WHERE send_id = ? AND state IN ${OPEN})`, [id],
      ); // prettier-ignore
      if (!finished) return false;
      const row = await this.identity(id);
      if (row) {
        await this.mailingFollows(id, 'sent');
        this.events.publish(new SendFinished(id, Number(row.mailing_id), row.kind, 'sent'));
      }
      return true;
    });
  }

  /** Rows were queued again after the end. */
  reopen(id: number): Promise<boolean> {
    return this.transactions.run(async () => {
      const reopened = await this.move(id, ['sent', 'sending'], 'sending', 'finished_at = NULL');
      if (reopened) await this.mailingFollows(id, 'sending');
      return reopened;
    });
  }

  /**
   * Mails of this send wait (again) that were in hand when it ended: a send that was finished because their worker
   * seemed dead goes on, a cancelled one takes them as cancelled. Must run in the transaction that wrote them.
   */
  async takeBack(id: number): Promise<void> {
    const reopened = await this.move(id, ['sent'], 'sending', 'finished_at = NULL');
    if (reopened) await this.mailingFollows(id, 'sending');
    // An assignment that changes nothing, for the lock: what others do to the send is either seen here or waits.
    else if (await this.move(id, ['cancelled'], 'cancelled')) await this.ledger.cancelOpen(id);
  }

  setProblem(id: number, problem: SendProblem): Promise<void> {
    return this.writeProblem(id, problem, "('freezing', 'sending')");
  }

  async clearProblem(id: number): Promise<void> {
    await this.transactions.execute(
      `UPDATE sends SET problem_code = NULL, problem_params = NULL, problem_at = NULL
        WHERE id = ? AND state IN ('freezing', 'sending')`,
      [id],
    );
  }

  /** Those of the sends whose mails are not to go out (any more). */
  async stopped(ids: ReadonlySet<number>): Promise<ReadonlySet<number>> {
    if (ids.size === 0) return new Set();
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM sends WHERE id IN (${marks([...ids])}) AND state NOT IN ('freezing', 'sending')`,
      [...ids],
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }

  private async writeProblem(id: number, problem: SendProblem, states: string): Promise<void> {
    await this.transactions.execute(
      `UPDATE sends SET problem_code = ?, problem_params = ?, problem_at = ? WHERE id = ? AND state IN ${states}`,
      [problem.code, JSON.stringify(problem.params), this.clock.millis(), id],
    );
  }

  private async move(
    id: number,
    from: readonly SendState[],
    to: SendState,
    also = '',
    parameters: readonly number[] = [],
    condition = '',
    conditionParameters: readonly number[] = [],
  ): Promise<boolean> {
    const { affected } = await this.transactions.execute(
      `UPDATE sends SET ${also === '' ? '' : `${also}, `}state = ?
        WHERE id = ? AND state IN (${from.map(() => '?').join(', ')}) ${condition}`,
      [...parameters, to, id, ...from, ...conditionParameters],
    );
    return affected === 1;
  }

  private identity(id: number): Promise<Identity | undefined> {
    return this.transactions.first<Identity>('SELECT id, mailing_id, kind FROM sends WHERE id = ?', [id]);
  }

  /** Only the real send moves its mailing. */
  private async mailingFollows(
    id: number,
    status: 'draft' | 'scheduled' | 'sending' | 'paused' | 'sent' | 'cancelled',
  ): Promise<void> {
    const row = await this.identity(id);
    if (row?.kind === 'world') await this.mailings.setStatus(Number(row.mailing_id), status);
  }
}
