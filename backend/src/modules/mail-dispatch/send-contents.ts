import { Injectable } from '@nestjs/common';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { NotFound } from '../../core/errors/domain-error.js';
import {
  compileContent,
  type CompiledMailing,
  type MailingContent,
  type MailSetting,
} from '../mailings/index.js';
import { ProfileFieldRegistry } from '../recipients/index.js';
import type { SendKind } from './send-states.js';

/** What a send froze of its mailing when it was ordered. */
export interface SendContent {
  readonly sendId: number;
  readonly kind: SendKind;
  readonly personaId: number | null;
  readonly mailing: MailingContent;
  readonly setting: MailSetting;
}

/** What stands in `sends.content`. */
export interface StoredContent {
  readonly mailing: MailingContent;
  /** BCP 47. */
  readonly locale: string;
}

/** The frozen mailings of sends: for the mails themselves, and for the links and pages behind them. */
@Injectable()
export class SendContents {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly config: Config,
  ) {}

  /** @throws NotFound */
  async require(sendId: number): Promise<SendContent> {
    const row = await this.transactions.first<{
      kind: SendKind;
      content: string;
      persona_id: number | null;
      scheduled_at: number;
      timezone: string;
    }>('SELECT kind, content, persona_id, scheduled_at, timezone FROM sends WHERE id = ?', [sendId]);
    if (!row) throw new NotFound('send', sendId);
    const stored = JSON.parse(row.content) as StoredContent;
    return {
      sendId,
      kind: row.kind,
      personaId: row.persona_id === null ? null : Number(row.persona_id),
      mailing: stored.mailing,
      setting: await this.setting(new Date(Number(row.scheduled_at)), row.timezone, stored.locale),
    };
  }

  async setting(senddate: Date, timezone: string, locale: string): Promise<MailSetting> {
    return {
      fields: await this.fields.all(),
      publicUrl: this.config.trackingUrl,
      senddate,
      timezone,
      locale,
    };
  }

  async compiled(sendId: number): Promise<{ content: SendContent; compiled: CompiledMailing }> {
    const content = await this.require(sendId);
    return { content, compiled: compileContent(content.mailing, content.setting) };
  }
}
