import { Module } from '@nestjs/common';
import { MailingLinks } from './mailing-links.service.js';
import { MailingQueries } from './mailing.queries.js';
import { MailingService } from './mailing.service.js';

@Module({
  providers: [MailingService, MailingLinks, MailingQueries],
  exports: [MailingService, MailingLinks, MailingQueries],
})
export class MailingsModule {}
