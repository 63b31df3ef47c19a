import { Injectable } from '@nestjs/common';
import { message, type Language } from '../../contract/messages/index.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { SystemMails, type SystemMail } from '../../core/mail/system-mails.js';
import type { AutomaticImport, AutomaticImportRun } from './automatic-import.entity.js';
import { ImportProfileService } from './import-profile.service.js';
import { Import } from './import.entity.js';

const DAY = 86_400_000;
const LOCALES: Record<Language, string> = { en: 'en-GB', de: 'de-DE' };

/** Tells the people whom an import's settings name how it went, in the language they say. */
@Injectable()
export class ImportReports {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly mails: SystemMails,
    private readonly profiles: ImportProfileService,
  ) {}

  /** Writes the mails of imports that have ended; each once, whoever else sweeps. */
  async write(): Promise<void> {
    const since = this.clock.millis() - DAY;
    const ended = await this.transactions.query<{ id: number | string }>(
      `SELECT id FROM imports i WHERE i.state IN ('done', 'failed') AND i.finished_at > ?
          AND NOT EXISTS (SELECT 1 FROM import_reports r WHERE r.import_id = i.id)
        ORDER BY id LIMIT 100`,
      [since],
    );
    for (const { id } of ended) {
      await this.transactions.run(async () => {
        const { affected } = await this.transactions.execute(
          `${this.transactions.dialect.insertIgnore} import_reports (import_id, at) VALUES (?, ?)`,
          [Number(id), this.clock.millis()],
        );
        if (affected === 0) return;
        const row = await this.transactions.repository(Import).findOneBy({ id: Number(id) });
        if (row) await this.mails.put(this.mailsOf(row));
      });
    }
  }

  /** An automatic import could not even begin; inside the transaction that ends its last try. */
  async automaticFailure(
    row: AutomaticImport,
    run: AutomaticImportRun,
    code: string,
    params: ErrorParams,
  ): Promise<void> {
    // The import itself tells of its own failure.
    if (
      run.importId !== null &&
      (await this.transactions.repository(Import).findOneBy({ id: run.importId, state: 'failed' }))
    )
      return;
    const { settings } = await this.profiles.require(row.profileId);
    const language = settings.reportLanguage;
    const text = [
      message('import-mail.automatic-failed', { name: row.name }, language),
      '',
      message(code, params, language),
      '',
      ...(run.fileName === null ? [] : [`${message('import-mail.file', {}, language)}: ${run.fileName}`]),
      `${this.config.publicUrl}/imports/automatic/${row.id}`,
    ].join('\n');
    const subject = message('import-mail.automatic-failed-subject', { name: row.name }, language);
    await this.mails.put(settings.errorAddresses.map((to) => ({ to, subject, text })));
  }

  private mailsOf(row: Import): SystemMail[] {
    const { options } = row;
    const { reportAddresses = [], errorAddresses = [], reportLanguage = 'en' } = options;
    const failed = row.state === 'failed';
    const wrong = failed || row.rowsInvalid > 0;
    const to = new Set([...reportAddresses, ...(wrong ? errorAddresses : [])]);
    const say = (code: string, params: ErrorParams = {}) => message(code, params, reportLanguage);
    const subject = say(
      failed ? 'import-mail.failed' : wrong ? 'import-mail.done-with-errors' : 'import-mail.done',
      { file: row.fileName },
    );
    const number = new Intl.NumberFormat(LOCALES[reportLanguage]);
    const time = new Intl.DateTimeFormat(LOCALES[reportLanguage], {
      dateStyle: 'medium',
      timeStyle: 'medium',
      timeZone: options.timeZone,
    });
    const figures: [string, number][] = [
      ['import-mail.rows', row.rowsRead],
      ['import-mail.created', row.rowsCreated],
      ['import-mail.updated', row.rowsUpdated],
      ['import-mail.unchanged', row.rowsUnchanged],
      ['import-mail.duplicates', row.rowsDuplicate],
      ['import-mail.blocked', row.rowsBlocked],
      ['import-mail.invalid', row.rowsInvalid],
      ['import-mail.skipped', row.rowsSkipped],
    ];
    const text = [
      subject,
      '',
      ...(failed && row.errorCode !== null ? [say(row.errorCode, row.errorParams ?? {}), ''] : []),
      `${say('import-mail.file')}: ${row.fileName}`,
      ...(row.finishedAt
        ? [`${say('import-mail.ended')}: ${time.format(row.finishedAt)} (${options.timeZone})`]
        : []),
      ...figures.map(([code, figure]) => `${say(code)}: ${number.format(figure)}`),
      '',
      `${this.config.publicUrl}/imports/${row.id}`,
    ].join('\n');
    return [...to].map((address) => ({ to: address, subject, text }));
  }
}
