import { Injectable } from '@nestjs/common';
import { Transactions, type Parameter } from '../../core/database/transactions.js';
import { MailingService, type MailingContent } from '../../modules/mailings/index.js';
import { DEMO_MAILINGS } from './demo-mailings.js';
import type { DemoPerson } from './demo-people.js';
import type { DemoSend } from './demo-simulation.js';
import { BRAND } from './newsletter-template.js';

export interface MadeMailing {
  readonly id: number;
  /** In the order in which they stand in the mailing. */
  readonly linkIds: readonly number[];
  readonly content: MailingContent;
}

const DAY = 86_400_000;
const TIMEZONE = 'Europe/Berlin';

/** The sample mailings and what was sent of them. Each method runs in the caller's transaction. */
@Injectable()
export class DemoMailingsWriter {
  constructor(
    private readonly transactions: Transactions,
    private readonly mailings: MailingService,
  ) {}

  async make(lists: readonly number[], now: number): Promise<MadeMailing[]> {
    const made: MadeMailing[] = [];
    for (const { name, subject, preheader, html, list, sentDaysAgo } of DEMO_MAILINGS) {
      const { id } = await this.mailings.create({
        name,
        subject,
        preheader,
        html,
        mailingListId: lists[list] ?? null,
        senderName: BRAND.name,
        senderEmail: BRAND.email,
        replyEmail: BRAND.reply,
      });
      const written = now - (sentDaysAgo === undefined ? 2 : sentDaysAgo + 3) * DAY;
      await this.transactions.execute('UPDATE mailings SET created_at = ?, updated_at = ? WHERE id = ?', [
        written,
        written + DAY / 3,
        id,
      ]);
      const content = await this.mailings.snapshot(id);
      made.push({ id, linkIds: content.links.map(([, link]) => link), content });
    }
    return made;
  }

  /** @returns the id of each mailing's world send, by the mailing's place */
  async addSends(
    sends: readonly DemoSend[],
    made: readonly MadeMailing[],
    people: readonly DemoPerson[],
    recipientIds: readonly number[],
  ): Promise<Map<number, number>> {
    const ids = new Map<number, number>();
    for (const send of sends) {
      const mailing = made[send.mailing];
      if (!mailing) continue;
      const sendId = await this.addSend(send, mailing);
      await this.transactions.insertRows(
        'INSERT INTO ledger',
        [
          'send_id', 'recipient_id', 'address', 'state', 'attempts', 'reply_code', 'reply', 'reply_class', 'changed_at',
        ], // prettier-ignore
        send.rows.map(({ person, state, changedAt, replyCode, reply, replyClass }): Parameter[] => [
          sendId,
          recipientIds[person] ?? 0,
          people[person]?.email ?? '',
          state,
          state === 'skipped' ? 0 : 1,
          replyCode,
          reply,
          replyClass ?? null,
          changedAt,
        ]),
      );
      if (send.kind === 'test') continue;
      ids.set(send.mailing, sendId);
      await this.transactions.execute("UPDATE mailings SET status = 'sent', sent_at = ? WHERE id = ?", [
        send.startedAt,
        mailing.id,
      ]);
    }
    return ids;
  }

  private async addSend(send: DemoSend, { id, content }: MadeMailing): Promise<number> {
    const { kind, startedAt, finishedAt, rows } = send;
    const { insertId } = await this.transactions.execute(
      `INSERT INTO sends (mailing_id, kind, state, content, mailing_list_id, scheduled_at, timezone, started_at,
          finished_at, frozen_at, audience, created_at) VALUES (?, ?, 'sent', ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        id, kind, JSON.stringify({ mailing: content, locale: 'en' }), content.mailingListId ?? 0, startedAt, TIMEZONE,
        startedAt, finishedAt, startedAt, rows.length, startedAt,
      ],
    ); // prettier-ignore
    return insertId;
  }
}
