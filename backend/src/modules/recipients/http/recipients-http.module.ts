import { Module } from '@nestjs/common';
import { RecipientsModule } from '../recipients.module.js';
import { BlocklistController } from './blocklist.controller.js';
import { BulkJobController } from './bulk-job.controller.js';
import { DataSourceController } from './data-source.controller.js';
import { DemoListController } from './demo-list.controller.js';
import { GdprController } from './gdpr.controller.js';
import { MailingListController } from './mailing-list.controller.js';
import { ProfileFieldController } from './profile-field.controller.js';
import { RecipientController } from './recipient.controller.js';
import { SavedViewController } from './saved-view.controller.js';

@Module({
  imports: [RecipientsModule],
  controllers: [
    ProfileFieldController,
    MailingListController,
    RecipientController,
    BlocklistController,
    DemoListController,
    BulkJobController,
    DataSourceController,
    SavedViewController,
    GdprController,
  ],
})
export class RecipientsHttpModule {}
