export {
  AudienceQueries,
  type AudienceFunnel,
  type SqlFragment,
  type TestRecipient,
} from './audience.queries.js';
export { BindingQueries, type Binding, type BindingCounts } from './binding.queries.js';
export { BindingService, type OptOut, type OptOutResult } from './binding.service.js';
export { BlocklistEntry } from './blocklist-entry.entity.js';
export { BlocklistService } from './blocklist.service.js';
export { DemoListService, type DemoList } from './demo-list.service.js';
export { HistoryQueries, type HistoryEntry, type HistoryKind } from './history.queries.js';
export { MailingList } from './mailing-list.entity.js';
export { MailingListService, type DeletionCheck } from './mailing-list.service.js';
export { ProfileField } from './profile-field.entity.js';
export { columnOf, ProfileFieldRegistry } from './profile-field.registry.js';
export { MOST_FIELDS, ProfileFieldService, type NewProfileField } from './profile-field.service.js';
export {
  BULK_STANDARD,
  RecipientBulkService,
  type BulkOrder,
  type BulkRecord,
  type BulkResult,
  type BulkStandard,
} from './recipient-bulk.service.js';
export type { RecipientFilter } from './recipient-filter.js';
export type { RecipientInput } from './recipient-input.js';
export { toColumn, type RecipientProfile } from './recipient-profile.js';
export { RecipientQueries, type PageRequest } from './recipient.queries.js';
export { RecipientService } from './recipient.service.js';
export { RecipientsModule } from './recipients.module.js';
