import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { CaptureTransport } from '../../modules/mail-dispatch/index.js';
import { compileContent, mailRecipient, renderMail } from '../../modules/mailings/index.js';
import { ProfileFieldRegistry, RecipientQueries } from '../../modules/recipients/index.js';
import type { MadeMailing } from './demo-mailings-writer.js';
import type { DemoSend } from './demo-simulation.js';

const MAILS = 25;

/** The moment at which a mail was captured. */
class FixedClock extends Clock {
  constructor(private readonly at: Date) {
    super();
  }

  override now(): Date {
    return this.at;
  }
}

/** Some of the sample mails as they were sent, with links that work, where mails are captured. */
@Injectable()
export class DemoOutbox {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly recipients: RecipientQueries,
    private readonly config: Config,
  ) {}

  /** The first mails of the last send. Runs in the caller's transaction. */
  async capture(sends: readonly DemoSend[], made: readonly MadeMailing[]): Promise<void> {
    if (this.config.transport !== 'capture') return;
    const mailing = made[sends.at(-1)?.mailing ?? -1];
    if (!mailing) return;
    const rows = await this.transactions.query<{
      id: number;
      send_id: number;
      recipient_id: number;
      changed_at: number;
      scheduled_at: number;
      timezone: string;
    }>(
      `SELECT l.id, l.send_id, l.recipient_id, l.changed_at, s.scheduled_at, s.timezone
        FROM sends s JOIN ledger l ON l.send_id = s.id
        WHERE s.mailing_id = ? AND s.kind = 'world' AND l.state = 'accepted' ORDER BY l.id LIMIT ?`,
      [mailing.id, MAILS],
    );
    const profiles = await this.recipients.profiles(rows.map((row) => Number(row.recipient_id)));
    for (const row of rows) {
      const profile = profiles.get(Number(row.recipient_id));
      if (!profile) continue;
      const compiled = compileContent(mailing.content, {
        fields: await this.fields.all(),
        publicUrl: this.config.trackingUrl,
        senddate: new Date(Number(row.scheduled_at)),
        timezone: row.timezone,
        locale: 'en',
      });
      const now = new Date(Number(row.changed_at));
      const message = renderMail(compiled, mailRecipient(profile), {
        mailingId: mailing.id,
        sendId: Number(row.send_id),
        ledgerId: Number(row.id),
        secret: this.config.get('secretKey'),
        now,
      });
      const transport = await new CaptureTransport(this.transactions, new FixedClock(now)).connect();
      await transport.send({ envelope: { from: compiled.senderAddress, to: profile.email }, message });
    }
  }
}
