import { Injectable } from '@nestjs/common';
import { Clock } from '../clock/clock.js';
import { Transactions } from '../database/transactions.js';
import { jobKind } from '../queue/job-kind.js';
import { JobQueue } from '../queue/job-queue.js';

/** The mail with this id waits. Worked on where the transport is, in mail-dispatch. */
export const SYSTEM_MAIL = jobKind('system-mail', 1);

const SUBJECT_LENGTH = 200;

/** A mail that the application itself writes to one of its people, e.g. the report of an import. */
export interface SystemMail {
  readonly to: string;
  readonly subject: string;
  /** Plain text. */
  readonly text: string;
}

/** The outbox of the application's own mails. What is put in survives crashes and waits for the mail server. */
@Injectable()
export class SystemMails {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queue: JobQueue,
  ) {}

  /** Joins the caller's transaction: with it the mails are lost or sent. */
  async put(mails: readonly SystemMail[]): Promise<void> {
    if (mails.length === 0) return;
    await this.transactions.run(async () => {
      const now = this.clock.millis();
      for (const { to, subject, text } of mails) {
        const { insertId } = await this.transactions.execute(
          `INSERT INTO system_mails (recipient, subject, body, state, not_before, created_at)
           VALUES (?, ?, ?, 'queued', ?, ?)`,
          [to, subject.replace(/\p{Cc}+/gu, ' ').slice(0, SUBJECT_LENGTH), text, now, now],
        );
        this.transactions.afterCommit(() => void this.queue.add(SYSTEM_MAIL, insertId));
      }
    });
  }
}
