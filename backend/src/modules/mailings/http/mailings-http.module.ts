import { Module } from '@nestjs/common';
import { RecipientsModule } from '../../recipients/index.js';
import { MailingsModule } from '../mailings.module.js';
import { MailingViews } from './mailing-views.js';
import { MailingController } from './mailing.controller.js';
import { SalutationController } from './salutation.controller.js';

@Module({
  imports: [MailingsModule, RecipientsModule],
  controllers: [MailingController, SalutationController],
  providers: [MailingViews],
})
export class MailingsHttpModule {}
