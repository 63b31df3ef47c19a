import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients.module.js';
import { BlocklistController } from './blocklist.controller.js';
import { DemoListController } from './demo-list.controller.js';
import { MailingListController } from './mailing-list.controller.js';
import { ProfileFieldController } from './profile-field.controller.js';
import { RecipientController } from './recipient.controller.js';

@Module({
  imports: [RecipientsModule],
  controllers: [
    ProfileFieldController,
    MailingListController,
    RecipientController,
    BlocklistController,
    DemoListController,
  ],
})
export class RecipientsHttpModule {}
