import { Module } from '@nestjs/common';
import { AudienceQueries } from './audience.queries.js';
import { BindingQueries } from './binding.queries.js';
import { BindingService } from './binding.service.js';
import { BouncedBindings } from './bounced-bindings.js';
import { BlocklistService } from './blocklist.service.js';
import { BindingStep } from './bulk/binding-step.js';
import { BulkJobStore } from './bulk/bulk-job.store.js';
import { BulkJobsService } from './bulk/bulk-jobs.service.js';
import { BulkPreviewService } from './bulk/bulk-preview.service.js';
import { BulkRunService } from './bulk/bulk-run.service.js';
import { EditStep } from './bulk/edit-step.js';
import { Selections } from './bulk/selections.js';
import { DataSources } from './data-sources/data-sources.js';
import { RecipientRemover } from './data-sources/recipient-remover.js';
import { RecipientRestorer } from './data-sources/recipient-restorer.js';
import { RecycleBinService } from './data-sources/recycle-bin.service.js';
import { UndoBindings } from './data-sources/undo-bindings.js';
import { UndoStep } from './data-sources/undo-step.js';
import { DemoListService } from './demo-list.service.js';
import { Erasure } from './erasure.js';
import { FieldColumns } from './fields/field-columns.js';
import { FieldWorkService } from './fields/field-work.service.js';
import { AccessReportService } from './gdpr/access-report.service.js';
import { ConsentService } from './gdpr/consent.service.js';
import { ContactHistoryQueries } from './gdpr/contact-history.queries.js';
import { ErasureService } from './gdpr/erasure.service.js';
import { HistoryQueries } from './history.queries.js';
import { MailingListDaysService } from './mailing-list-days.service.js';
import { MailingListService } from './mailing-list.service.js';
import { ProfileFieldRegistry } from './profile-field.registry.js';
import { ProfileFieldService } from './profile-field.service.js';
import { RecipientConditions } from './recipient-conditions.js';
import { RecipientFilters } from './recipient-filters.js';
import { RecipientQueries } from './recipient.queries.js';
import { RecipientTotals } from './recipient-totals.js';
import { RecipientService } from './recipient.service.js';
import { Usages } from './usages.js';
import { SavedViewService } from './views/saved-view.service.js';
import { ViewUsages } from './views/view-usages.js';

const services = [
  ProfileFieldRegistry,
  ProfileFieldService,
  RecipientQueries,
  RecipientService,
  MailingListService,
  MailingListDaysService,
  BindingQueries,
  BindingService,
  BouncedBindings,
  BlocklistService,
  AudienceQueries,
  HistoryQueries,
  DemoListService,
  RecipientConditions,
  RecipientFilters,
  RecipientTotals,
  Usages,
  Erasure,
  FieldColumns,
  FieldWorkService,
  DataSources,
  RecipientRemover,
  RecipientRestorer,
  UndoBindings,
  UndoStep,
  RecycleBinService,
  BulkJobStore,
  BulkJobsService,
  BulkPreviewService,
  BulkRunService,
  Selections,
  EditStep,
  BindingStep,
  ConsentService,
  ContactHistoryQueries,
  AccessReportService,
  ErasureService,
  SavedViewService,
  ViewUsages,
];

/** Profile fields, recipients, mailing lists, bindings and the blocklist. */
@Module({ providers: services, exports: services })
export class RecipientsModule {}
