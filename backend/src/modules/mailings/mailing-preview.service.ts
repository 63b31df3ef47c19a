import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { NotFound } from '../../core/errors/domain-error.js';
import { ProfileFieldRegistry, RecipientQueries } from '../recipients/index.js';
import { UserService } from '../users/index.js';
import { inDarkMode } from './mail-document.js';
import { MailingService } from './mailing.service.js';
import {
  compileContent,
  mailRecipient,
  type MailPerson,
  type MailSetting,
  textDocument,
} from './rendered-mailing.js';
import { renderPreview, type RenderedPreview } from './rendering/render.js';
import { samplePerson } from './sample-person.js';

/** Shows a mailing as one person would get it. Links are the pasted ones, and nothing is counted. */
@Injectable()
export class MailingPreview {
  constructor(
    private readonly mailings: MailingService,
    private readonly fields: ProfileFieldRegistry,
    private readonly recipients: RecipientQueries,
    private readonly users: UserService,
    private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  /** @param recipientId whose profile fills it; without, a made-up person. @throws NotFound for either id */
  async of(mailingId: number, recipientId?: number): Promise<RenderedPreview> {
    const content = await this.mailings.snapshot(mailingId);
    const setting = await this.setting();
    const person = await this.person(setting, recipientId);
    return renderPreview(compileContent(content, setting), mailRecipient(person), { mode: 'preview' });
  }

  /** A whole HTML document, to be shown with `MAIL_DOCUMENT_HEADERS` only. */
  async document(mailingId: number, options: { recipientId?: number; dark?: boolean }): Promise<string> {
    const { html, text } = await this.of(mailingId, options.recipientId);
    const shown = html ?? textDocument(text);
    return options.dark ? inDarkMode(shown) : shown;
  }

  private async person(setting: MailSetting, recipientId: number | undefined): Promise<MailPerson> {
    if (recipientId === undefined) return samplePerson(setting.fields, AuthContext.language);
    const profile = await this.recipients.profile(recipientId);
    if (!profile) throw new NotFound('recipient', recipientId);
    return profile;
  }

  private async setting(): Promise<MailSetting> {
    const actor = AuthContext.actor;
    return {
      fields: await this.fields.all(),
      publicUrl: this.config.trackingUrl,
      senddate: this.clock.now(),
      timezone: actor ? (await this.users.require(actor.userId)).timezone : 'UTC',
      locale: AuthContext.language,
    };
  }
}
