export {
  AudienceQueries,
  type AudienceFunnel,
  type SqlFragment,
  type TestRecipient,
} from './audience.queries.js';
export { BindingQueries, type Binding, type BindingCounts } from './binding.queries.js';
export { BulkJobStore } from './bulk/bulk-job.store.js';
export type { BulkJob } from './bulk/bulk-job.js';
export { BulkPreviewService } from './bulk/bulk-preview.service.js';
export { BindingService, type OptOut, type OptOutResult } from './binding.service.js';
export { BouncedBindings, type BouncedAddress } from './bounced-bindings.js';
export { bindingActivity } from './binding-trace.js';
export { BlocklistService } from './blocklist.service.js';
export { ConsentService, type NewConsent } from './gdpr/consent.service.js';
export {
  DataSources,
  type DataSourceDetail,
  type DataSourceKind,
  type NewDataSource,
} from './data-sources/data-sources.js';
export { DemoListService, type DemoList } from './demo-list.service.js';
export { Erasure, type ErasedPerson, type Eraser } from './erasure.js';
export { HistoryQueries, type HistoryEntry, type HistoryKind } from './history.queries.js';
export { MailingList } from './mailing-list.entity.js';
export { MailingListService, type DeletionCheck } from './mailing-list.service.js';
export { ProfileField } from './profile-field.entity.js';
export { columnOf, ProfileFieldRegistry } from './profile-field.registry.js';
export { columnDefaults, isLong, type ColumnDefault } from './fields/field-columns.js';
export type { NewProfileField } from './fields/field-input.js';
export { MOST_FIELDS, ProfileFieldService } from './profile-field.service.js';
export { RecipientConditions, type RuleFilter, type RuleResolver } from './recipient-conditions.js';
export type { Condition, RecipientFilter } from './recipient-filter.js';
export type { RecipientInput } from './recipient-input.js';
export type { RecipientProfile } from './recipient-profile.js';
export { RecipientQueries, type PageRequest } from './recipient.queries.js';
export { RecipientFilters } from './recipient-filters.js';
export { RecipientTotals } from './recipient-totals.js';
export { RecipientService } from './recipient.service.js';
export { Usages, type Usage, type UsedThing, type UsageFinder } from './usages.js';
export { RecipientsModule } from './recipients.module.js';
