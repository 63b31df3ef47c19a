import { Module } from '@nestjs/common';
import { AudienceQueries } from './audience.queries.js';
import { BindingQueries } from './binding.queries.js';
import { BindingService } from './binding.service.js';
import { BlocklistService } from './blocklist.service.js';
import { DemoListService } from './demo-list.service.js';
import { HistoryQueries } from './history.queries.js';
import { MailingListService } from './mailing-list.service.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { ProfileFieldService } from './profile-field.service.js';
import { RecipientBulkService } from './recipient-bulk.service.js';
import { RecipientQueries } from './recipient.queries.js';
import { RecipientService } from './recipient.service.js';

const services = [
  ProfileFieldRegistry,
  ProfileFieldService,
  RecipientQueries,
  RecipientService,
  RecipientBulkService,
  MailingListService,
  BindingQueries,
  BindingService,
  BlocklistService,
  AudienceQueries,
  HistoryQueries,
  DemoListService,
];

/** Profile fields, recipients, mailing lists, bindings and the blocklist. */
@Module({ providers: services, exports: services })
export class RecipientsModule {}
