import { Injectable } from '@nestjs/common';
import { Transactions } from '../../core/database/transactions.js';
import type { TokenPayload } from '../mailings/index.js';
import { BindingService } from '../recipients/index.js';
import { UnusableToken } from './token-reader.js';

export interface Subscription {
  readonly mailingListId: number;
  readonly mailingListName: string;
  /** Whose; 0 for a test mail to a typed address, where there is nothing to end. */
  readonly recipientId: number;
  readonly mailingId: number;
}

/** Ends a subscription on the word of the mail's own link. */
@Injectable()
export class Unsubscription {
  constructor(
    private readonly transactions: Transactions,
    private readonly bindings: BindingService,
  ) {}

  /** @throws UnusableToken when the send is gone */
  async find({ sendId, mailingId, recipientId }: TokenPayload): Promise<Subscription> {
    const row = await this.transactions.first<{ id: number; name: string | null }>(
      `SELECT s.mailing_list_id AS id, l.name FROM sends s LEFT JOIN mailing_lists l ON l.id = s.mailing_list_id
       WHERE s.id = ? AND s.mailing_id = ?`,
      [sendId, mailingId],
    );
    if (!row) throw new UnusableToken('forged');
    return { mailingListId: Number(row.id), mailingListName: row.name ?? '', recipientId, mailingId };
  }

  /**
   * Binding → opted out by the recipient, with the mailing as exit mailing (spec/urlapi.md §5). Doing it twice is
   * doing it once; a blocked or unconfirmed binding stays as it is and gets no mail either way.
   */
  async end(subscription: Subscription, address: string): Promise<void> {
    const { recipientId, mailingListId, mailingId } = subscription;
    if (recipientId === 0) return;
    await this.bindings.optOut({ recipientId, mailingListId, mailingId, remark: `User-Opt-Out: ${address}` });
  }
}
