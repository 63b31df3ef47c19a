import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { ActivityKind } from '../../../core/events/activity.js';
import { BindingQueries } from '../binding.queries.js';
import { BlocklistService } from '../blocklist.service.js';
import { HistoryQueries } from '../history.queries.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { RecipientService } from '../recipient.service.js';
import type { AccessReport, Reaction } from './access-report.js';
import { accessReportPdf } from './access-report-pdf.js';
import { ConsentService } from './consent.service.js';
import { ContactHistoryQueries } from './contact-history.queries.js';

const PAGE = 500;

@Injectable()
export class AccessReportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly recipients: RecipientService,
    private readonly fields: ProfileFieldRegistry,
    private readonly bindings: BindingQueries,
    private readonly blocklist: BlocklistService,
    private readonly consents: ConsentService,
    private readonly contacts: ContactHistoryQueries,
    private readonly histories: HistoryQueries,
  ) {}

  /** @throws NotFound */
  async of(recipientId: number): Promise<AccessReport> {
    const { fields: values, ...profile } = await this.recipients.require(recipientId);
    const fields = await this.fields.all();
    return {
      madeAt: this.clock.now(),
      profile,
      fields: fields.map(({ name, label }) => ({ name, label, value: values[name] ?? null })),
      origins: await this.origins(recipientId),
      bindings: await this.bindings.of(recipientId),
      blocklist: await this.blocklist.matching(profile.email),
      consents: await this.consents.of(recipientId),
      mailings: await all((after) => this.contacts.of(recipientId, PAGE, after)),
      reactions: await this.reactions(recipientId),
      history: await all((after) => this.histories.of(recipientId, {}, PAGE, after)),
    };
  }

  /** For the person, in the language of the request and the time zone of the user who asks. @throws NotFound */
  async pdf(recipientId: number): Promise<Buffer> {
    const report = await this.of(recipientId);
    const user = await this.transactions.first<{ timezone: string }>(
      'SELECT timezone FROM users WHERE id = ?',
      [AuthContext.actor?.userId ?? 0],
    );
    return accessReportPdf(report, AuthContext.language, user?.timezone ?? 'UTC');
  }

  private async origins(recipientId: number): Promise<AccessReport['origins']> {
    const rows = await this.transactions.query<{ at: number; kind: string; name: string }>(
      `SELECT c.at, d.kind, d.name FROM recipient_changes c JOIN data_sources d ON d.id = c.data_source_id
       WHERE c.recipient_id = ? ORDER BY c.at, d.id`,
      [recipientId],
    );
    return rows.map(({ at, kind, name }) => ({ at: new Date(Number(at)), kind, name }));
  }

  private async reactions(recipientId: number): Promise<Reaction[]> {
    const rows = await this.transactions.query<{
      at: number;
      kind: number;
      name: string | null;
      url: string | null;
      data: string | null;
    }>(
      `SELECT a.at, a.kind, m.name, k.url, a.data FROM activity a LEFT JOIN mailings m ON m.id = a.mailing_id
       LEFT JOIN mailing_links k ON k.id = a.link_id
       WHERE a.recipient_id = ? AND a.kind IN (?, ?) ORDER BY a.at, a.id`,
      [recipientId, ActivityKind.opened, ActivityKind.clicked],
    );
    return rows.map((row) => ({
      at: new Date(Number(row.at)),
      kind: row.kind === ActivityKind.opened ? 'opened' : 'clicked',
      mailingName: row.name ?? '',
      url: row.url,
      details: row.data === null ? {} : (JSON.parse(row.data) as Reaction['details']),
    }));
  }
}

async function all<T>(page: (after?: string) => Promise<{ items: T[]; next: string | null }>): Promise<T[]> {
  const items: T[] = [];
  for (let after: string | undefined; ;) {
    const { items: some, next } = await page(after);
    items.push(...some);
    if (next === null) return items;
    after = next;
  }
}
