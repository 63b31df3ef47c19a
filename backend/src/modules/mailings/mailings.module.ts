import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients/index.js';
import { SettingsModule } from '../settings/index.js';
import { UsersModule } from '../users/index.js';
import { MailingLinks } from './mailing-links.service.js';
import { MailingPreview } from './mailing-preview.service.js';
import { MailingQueries } from './mailing.queries.js';
import { MailingService } from './mailing.service.js';

const SERVICES = [MailingService, MailingLinks, MailingQueries, MailingPreview];

/** Writing mailings, their links and previews, and rendering them. */
@Module({ imports: [UsersModule, SettingsModule, RecipientsModule], providers: SERVICES, exports: SERVICES })
export class MailingsModule {}
