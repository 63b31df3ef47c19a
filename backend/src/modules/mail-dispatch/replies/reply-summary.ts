import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../core/database/transactions.js';
import { isReplyClass, type ReplyClass } from '../../../contract/replies/reply-class.js';

/** Refusals of one kind in one send. */
export interface ReplyCount {
  readonly replyClass: ReplyClass;
  /** `deferred`: tried again. */
  readonly state: 'failed' | 'deferred';
  readonly count: number;
  /** One of the answers, in the server's words. */
  readonly example: string;
}

interface Row {
  state: 'failed' | 'deferred';
  reply_class: string;
  n: number;
  example: string | null;
}

/** What servers answered to the mails of a send, by meaning. */
@Injectable()
export class ReplySummary {
  constructor(private readonly transactions: Transactions) {}

  /** The most frequent first; without what they took, and without decisions of our own. */
  async of(sendId: number): Promise<ReplyCount[]> {
    const rows = await this.transactions.query<Row>(
      `SELECT state, reply_class, COUNT(*) AS n, MAX(reply) AS example FROM ledger
        WHERE send_id = ? AND state IN ('failed', 'deferred') AND reply_class IS NOT NULL
        GROUP BY state, reply_class ORDER BY n DESC, reply_class, state`,
      [sendId],
    );
    return rows.flatMap(({ state, reply_class: replyClass, n, example }) =>
      isReplyClass(replyClass) ? [{ state, replyClass, count: Number(n), example: example ?? '' }] : [],
    );
  }
}
