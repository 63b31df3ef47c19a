import { Injectable } from '@nestjs/common';
import { message } from '../../../contract/messages/index.js';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import type { ErrorParams } from '../../../core/errors/domain-error.js';
import { SystemMails } from '../../../core/mail/system-mails.js';
import { AutomaticExport } from './automatic-export.entity.js';
import { Export } from './export.entity.js';

/** What the end of a run means for the automatic export that it belongs to. */
@Injectable()
export class AutomaticOutcome {
  constructor(
    private readonly transactions: Transactions,
    private readonly mails: SystemMails,
    private readonly config: Config,
  ) {}

  /** What happens to the file of a run: it is kept for downloads, delivered, or not even kept. */
  async wants({ automaticExportId }: Export, rows: number): Promise<'keep' | 'deliver' | 'nothing'> {
    if (automaticExportId === null) return 'keep';
    const automatic = await this.automatic(automaticExportId);
    if (automatic === null) return 'keep';
    return automatic.skipEmpty && rows === 0 ? 'nothing' : 'deliver';
  }

  /** Inside the transaction that ends the run: its changes are exported, and who wants to know is told. */
  async succeeded(exportId: number): Promise<void> {
    const row = await this.transactions.repository(Export).findOneByOrFail({ id: exportId });
    const automatic = row.automaticExportId === null ? null : await this.automatic(row.automaticExportId);
    if (automatic === null) return;
    if (row.changesUntil !== null) {
      await this.transactions.execute(
        `UPDATE automatic_exports SET changes_until = ?
         WHERE id = ? AND (changes_until IS NULL OR changes_until < ?)`,
        [row.changesUntil.getTime(), automatic.id, row.changesUntil.getTime()],
      );
    }
    const { decodedLanguage: language } = row.options.format;
    const code = row.storedAs === '' ? 'export.mail.empty.body' : 'export.mail.done.body';
    const values = {
      ...this.values(automatic, row),
      rows: row.rowsDone,
      file: row.fileName,
      target: row.deliveredTo,
    };
    const subject = message('export.mail.done.subject', values, language);
    const text = message(code, values, language);
    await this.mails.put(automatic.reportAddresses.map((to) => ({ to, subject, text })));
  }

  /** Inside the transaction that notes the failure. */
  async failed(exportId: number, code: string, params: ErrorParams): Promise<void> {
    const row = await this.transactions.repository(Export).findOneByOrFail({ id: exportId });
    const automatic = row.automaticExportId === null ? null : await this.automatic(row.automaticExportId);
    if (automatic === null) return;
    const { decodedLanguage: language } = row.options.format;
    const values = { ...this.values(automatic, row), problem: message(code, params, language) };
    const subject = message('export.mail.failed.subject', values, language);
    const text = message('export.mail.failed.body', values, language);
    await this.mails.put(automatic.errorAddresses.map((to) => ({ to, subject, text })));
  }

  private values(automatic: AutomaticExport, { startedAt, finishedAt, options }: Export) {
    const { timeZone, decodedLanguage } = options.format;
    const format = new Intl.DateTimeFormat(decodedLanguage, {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone,
    });
    const text = (at: Date | null): string => (at === null ? '–' : `${format.format(at)} (${timeZone})`);
    return {
      name: automatic.name,
      started: text(startedAt),
      ended: text(finishedAt),
      link: `${this.config.publicUrl}/exports/automatic/${automatic.id}`,
    };
  }

  private automatic(id: number): Promise<AutomaticExport | null> {
    return this.transactions.repository(AutomaticExport).findOneBy({ id });
  }
}
