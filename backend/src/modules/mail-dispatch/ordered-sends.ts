import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError } from '../../core/errors/domain-error.js';
import type { StoredContent } from './send-contents.js';
import type { SendKind, SendState } from './send-states.js';

export interface NewSend {
  readonly kind: SendKind;
  readonly state: Extract<SendState, 'scheduled' | 'sending'>;
  readonly content: StoredContent;
  readonly scheduledAt: Date;
  readonly timezone: string;
  readonly idempotencyKey: string | null;
  readonly personaId: number | null;
  readonly audience: number;
  readonly mailsPerHour: number | null;
}

/** Rows of new orders. */
@Injectable()
export class OrderedSends {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The send that was ordered with a key. @throws DomainError `send.key-reused` if that was another order */
  async byKey(key: string | undefined, mailingId: number, kind: SendKind): Promise<number | undefined> {
    if (key === undefined) return undefined;
    const row = await this.transactions.first<{ id: number; mailing_id: number; kind: SendKind }>(
      'SELECT id, mailing_id, kind FROM sends WHERE idempotency_key = ?',
      [key],
    );
    if (!row) return undefined;
    if (Number(row.mailing_id) === mailingId && row.kind === kind) return Number(row.id);
    throw new DomainError('conflict', 'send.key-reused');
  }

  /** Orders of one mailing wait for each other. First statement of its transaction, or older rows are seen. */
  async lockMailing(mailingId: number): Promise<void> {
    await this.transactions.execute('UPDATE mailings SET version = version WHERE id = ?', [mailingId]);
  }

  /** @throws DomainError `send.already-ordered`; a send that was cancelled before it began does not count */
  async requireNoWorldSend(mailingId: number): Promise<void> {
    const row = await this.transactions.first<{ state: SendState }>(
      `SELECT state FROM sends WHERE mailing_id = ? AND kind = 'world'
          AND NOT (state = 'cancelled' AND started_at IS NULL) LIMIT 1`,
      [mailingId],
    );
    if (row) throw new DomainError('conflict', 'send.already-ordered');
  }

  async insert(send: NewSend): Promise<number> {
    const now = this.clock.millis();
    const running = send.state === 'sending';
    const { mailing } = send.content;
    const { insertId } = await this.transactions.execute(
      `INSERT INTO sends (mailing_id, kind, state, content, mailing_list_id, persona_id, scheduled_at, timezone,
          started_at, frozen_at, audience, idempotency_key, created_by, created_at, target_expression, mails_per_hour)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        mailing.mailingId, send.kind, send.state, JSON.stringify(send.content), mailing.mailingListId ?? 0,
        send.personaId, send.scheduledAt.getTime(), send.timezone, running ? now : null, running ? now : null,
        send.audience, send.idempotencyKey, AuthContext.actor?.userId ?? null, now,
        // Test mails go to whom they are addressed to.
        send.kind === 'world' ? mailing.targetExpression : '', send.mailsPerHour,
      ], // prettier-ignore
    );
    return insertId;
  }

  async insertLedger(
    sendId: number,
    rows: readonly { readonly recipientId: number | null; readonly address: string }[],
  ): Promise<void> {
    const now = this.clock.millis();
    await this.transactions.insertRows(
      'INSERT INTO ledger',
      ['send_id', 'recipient_id', 'address', 'state', 'changed_at'],
      rows.map(({ recipientId, address }) => [sendId, recipientId, address, 'queued', now]),
    );
  }
}
