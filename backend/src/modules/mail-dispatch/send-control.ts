import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { LedgerQueries } from './ledger.queries.js';
import { SendAnnouncer } from './send-announcer.js';
import { SendStateChanges } from './send-state-changes.js';
import { SendQueries, type SendDetail } from './send.queries.js';

/** What people do with an ordered send. Each answers when it is in force: no further mail is begun then. */
@Injectable()
export class SendControl {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: SendQueries,
    private readonly ledger: LedgerQueries,
    private readonly states: SendStateChanges,
    private readonly announcer: SendAnnouncer,
  ) {}

  /** @throws NotFound */
  async detail(id: number): Promise<SendDetail> {
    const row = await this.queries.find(id);
    const [detail] = row ? await this.queries.details([row]) : [];
    if (!detail) throw new NotFound('send', id);
    return detail;
  }

  /** Mails in hand are finished. @throws DomainError conflict `send.wrong-state` */
  async pause(id: number): Promise<SendDetail> {
    return this.change(id, () => this.states.pause(id));
  }

  async resume(id: number): Promise<SendDetail> {
    return this.change(id, () => this.states.resume(id));
  }

  /** Workers follow within two seconds. @param mailsPerHour 1 or more; null: as fast as it can */
  async setSpeed(id: number, mailsPerHour: number | null): Promise<SendDetail> {
    return this.change(id, () => this.states.setSpeed(id, mailsPerHour));
  }

  /** Everybody who has not been written to is marked as cancelled; nothing brings that back. */
  async cancel(id: number): Promise<SendDetail> {
    return this.change(id, () => this.states.cancel(id));
  }

  /**
   * Sends to those again who may or may not have got the mail.
   * @throws DomainError conflict `send.wrong-state` for a cancelled send, `send.none-uncertain`
   */
  async resendUncertain(id: number): Promise<SendDetail> {
    return this.change(id, () =>
      this.transactions.run(async () => {
        // Locks the send's row, so that it cannot end between these two.
        const reopened = await this.states.reopen(id);
        if (!reopened && (await this.queries.find(id))?.state !== 'paused') return false;
        await this.decide(id, 'resend');
        return true;
      }),
    );
  }

  /** Leaves it at that: they are not written to again. */
  async dismissUncertain(id: number): Promise<SendDetail> {
    return this.change(id, () =>
      this.transactions.run(async () => {
        await this.decide(id, 'dismiss');
        return true;
      }),
    );
  }

  private async decide(id: number, decision: 'resend' | 'dismiss'): Promise<void> {
    const decided = await this.ledger.decideUncertain(id, decision);
    if (decided === 0) throw new DomainError('conflict', 'send.none-uncertain');
  }

  private async change(id: number, change: () => Promise<boolean>): Promise<SendDetail> {
    const before = await this.queries.find(id);
    if (!before) throw new NotFound('send', id);
    if (!(await change())) throw new DomainError('conflict', 'send.wrong-state', { state: before.state });
    this.announcer.announce(id);
    return this.detail(id);
  }
}
