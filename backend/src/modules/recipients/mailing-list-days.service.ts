import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../core/database/transactions.js';

export interface MailingListDay {
  /** yyyy-MM-dd */
  readonly day: string;
  readonly byStatus: Record<string, number>;
}

const DAY = 86_400_000;
const SHOWN_DAYS = 90;

/** How the numbers of each list develop: noted once a day, kept for good. */
@Injectable()
export class MailingListDaysService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** By day. @param from, to days, yyyy-MM-dd */
  async of(mailingListId: number, from?: string, to?: string): Promise<MailingListDay[]> {
    const first = from ?? new Date(this.clock.millis() - SHOWN_DAYS * DAY).toISOString().slice(0, 10);
    const rows = await this.transactions.query<{ day: string; status: number; recipients: number }>(
      `SELECT day, status, recipients FROM mailing_list_days
       WHERE mailing_list_id = ? AND day >= ? AND day <= ? ORDER BY day, status`,
      [mailingListId, first.slice(0, 10), (to ?? '9999-12-31').slice(0, 10)],
    );
    const days = new Map<string, Record<string, number>>();
    for (const { day, status, recipients } of rows) {
      const key = day.slice(0, 10);
      days.set(key, { ...days.get(key), [status]: Number(recipients) });
    }
    return [...days].map(([day, byStatus]) => ({ day, byStatus }));
  }

  /** Notes the present numbers as those of the day; the last call of a day counts. @param day yyyy-MM-dd */
  async note(day: string): Promise<void> {
    const counts = await this.transactions.query<{ list: number; status: number; n: number }>(
      `SELECT b.mailing_list_id AS list, b.status, COUNT(*) AS n FROM bindings b
       JOIN mailing_lists l ON l.id = b.mailing_list_id AND l.deleted_at IS NULL
       GROUP BY b.mailing_list_id, b.status`,
    );
    const columns = ['mailing_list_id', 'day', 'status', 'recipients'];
    await this.transactions.run(async () => {
      // A status that nobody has any more would keep its number of the morning.
      await this.transactions.execute('DELETE FROM mailing_list_days WHERE day = ?', [day]);
      await this.transactions.insertRows(
        'INSERT INTO mailing_list_days',
        columns,
        counts.map(({ list, status, n }): Parameter[] => [Number(list), day, status, Number(n)]),
      );
    });
  }
}
