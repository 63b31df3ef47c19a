import type { FieldValue } from '../../../contract/recipients/fields.js';
import type { Binding } from '../binding.queries.js';
import type { BlocklistDetail } from '../blocklist.service.js';
import type { HistoryEntry } from '../history.queries.js';
import type { RecipientProfile } from '../recipient-profile.js';
import type { Consent } from './consent.service.js';
import type { Contact } from './contact-history.queries.js';

/** One opening of a mail or click in it. */
export interface Reaction {
  readonly at: Date;
  readonly kind: 'opened' | 'clicked';
  readonly mailingName: string;
  readonly url: string | null;
  /** What was kept of the device, e.g. the user agent. */
  readonly details: Readonly<Record<string, string | number | boolean | null>>;
}

/** Everything that is stored of a person (GDPR Art. 15). */
export interface AccessReport {
  readonly madeAt: Date;
  readonly profile: Omit<RecipientProfile, 'fields'>;
  readonly fields: readonly { readonly name: string; readonly label: string; readonly value: FieldValue }[];
  /** Where the data came from. */
  readonly origins: readonly { readonly at: Date; readonly kind: string; readonly name: string }[];
  readonly bindings: readonly Binding[];
  /** Entries of the blocklist that keep mail from the person. */
  readonly blocklist: readonly BlocklistDetail[];
  readonly consents: readonly Consent[];
  readonly mailings: readonly Contact[];
  readonly reactions: readonly Reaction[];
  readonly history: readonly HistoryEntry[];
}
