import { Inject, Injectable, Logger } from '@nestjs/common';
import MailComposer from 'nodemailer/lib/mail-composer/index.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { SettingsService } from '../settings/index.js';
import { MailIdentities } from './identities/mail-identities.js';
import { MAIL_TRANSPORT } from './mail-transport.provider.js';
import type { HandOver, MailTransport } from './transport/mail-transport.js';

/** How long one try may take before another worker may begin one, in milliseconds. */
const LEASE_MS = 120_000;
const MINUTE = 60_000;
/** Waiting times in minutes before each further try; after the last one it has failed. */
const WAITS = [1, 5, 15, 60, 180, 360, 720, 1440] as const;

interface Row {
  readonly recipient: string;
  readonly subject: string;
  readonly body: string;
  readonly attempts: number;
}

/** Hands the application's own mails to the transport that the mailings use. */
@Injectable()
export class SystemMailSender {
  private readonly log = new Logger(SystemMailSender.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly settings: SettingsService,
    private readonly config: Config,
    private readonly identities: MailIdentities,
    @Inject(MAIL_TRANSPORT) private readonly transport: MailTransport,
  ) {}

  /** Mails that wait, or whose worker has died. */
  async waiting(): Promise<number[]> {
    const now = this.clock.millis();
    const rows = await this.transactions.query<{ id: number | string }>(
      `SELECT id FROM system_mails
        WHERE (state = 'queued' AND not_before <= ?) OR (state = 'sending' AND lease_until < ?)
        ORDER BY id LIMIT 100`,
      [now, now],
    );
    return rows.map(({ id }) => Number(id));
  }

  /**
   * Tries one mail. After a crash it is tried again, even if the server may have taken it already: a report that
   * comes twice is better than one that is missing.
   */
  async send(id: number): Promise<void> {
    const now = this.clock.millis();
    const claimed = await this.transactions.run(() =>
      this.transactions.execute(
        `UPDATE system_mails SET state = 'sending', attempts = attempts + 1, lease_until = ?
          WHERE id = ? AND ((state = 'queued' AND not_before <= ?) OR (state = 'sending' AND lease_until < ?))`,
        [now + LEASE_MS, id, now, now],
      ),
    );
    if (claimed.affected === 0) return;
    const row = await this.transactions.first<Row>(
      'SELECT recipient, subject, body, attempts FROM system_mails WHERE id = ?',
      [id],
    );
    if (row) await this.conclude(id, Number(row.attempts), await this.handOver(row));
  }

  private async handOver(row: Row): Promise<HandOver> {
    const sender = await this.settings.sender();
    const address = sender.senderEmail || this.config.get('envelopeFrom') || `no-reply@${this.host()}`;
    const built = await new MailComposer({
      from: sender.senderName === '' ? address : { name: sender.senderName, address },
      to: row.recipient,
      subject: row.subject,
      text: row.body,
      // RFC 3834: no out-of-office notes in answer to this.
      headers: { 'Auto-Submitted': 'auto-generated' },
      date: this.clock.now(),
    })
      .compile()
      .build();
    const message = await this.identities.signed(address, built);
    const connection = await this.transport.connect();
    try {
      const from = this.config.get('envelopeFrom') || address;
      return await connection.send({ envelope: { from, to: row.recipient }, message });
    } finally {
      await connection.close();
    }
  }

  private async conclude(id: number, attempts: number, result: HandOver): Promise<void> {
    const now = this.clock.millis();
    // A mail that may have arrived is not sent again: the server had it whole.
    const sent = result.outcome === 'accepted' || result.outcome === 'uncertain';
    const wait = result.outcome === 'rejected' ? undefined : WAITS[attempts - 1];
    const state = sent ? 'sent' : wait === undefined ? 'failed' : 'queued';
    if (state === 'failed') this.log.warn(`the system's mail ${id} was not taken: ${result.reply}`);
    await this.transactions.run(() =>
      this.transactions.execute(
        `UPDATE system_mails SET state = ?, not_before = ?, lease_until = NULL, reply = ?, finished_at = ?
          WHERE id = ? AND state = 'sending'`,
        [
          state,
          state === 'queued' ? now + (wait ?? 0) * MINUTE : now,
          result.reply.slice(0, 500),
          state === 'queued' ? null : now,
          id,
        ],
      ),
    );
  }

  private host(): string {
    return new URL(this.config.publicUrl).hostname;
  }
}
