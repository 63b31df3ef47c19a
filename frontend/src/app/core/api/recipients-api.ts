import { Injectable, inject } from '@angular/core';
import { type Gender, type MailType, type UserStatus, type UserType } from '@contract/recipients/codes';
import { type FieldValue } from '@contract/recipients/fields';
import { ApiClient } from './api-client';
import { type DataSourceKind, type Page } from './types';

/** What a person can change about a recipient. */
export interface RecipientData {
  email: string;
  title: string;
  firstname: string;
  lastname: string;
  gender: Gender;
  mailtype: MailType;
  /** Openings and clicks may not be kept with this person. */
  trackingVeto: boolean;
  /** Profile fields by name. */
  fields: Record<string, FieldValue>;
}

export interface RecipientView extends RecipientData {
  id: number;
  createdAt: string;
  updatedAt: string;
}

/** What a list shows of a recipient: the fields that were asked for. */
export type RecipientRow = RecipientView;

export interface RecipientFilter {
  q?: string;
  mailingListId?: number;
  status?: UserStatus;
  userType?: UserType;
  /** Only those of type A, T or t. */
  testRecipients?: boolean;
  /** Only those who are in no mailing list. */
  withoutList?: boolean;
  /** Who was made or last changed under it. */
  dataSourceId?: number;
  targetGroupId?: number;
  eql?: string;
}

export interface RecipientQuery extends RecipientFilter {
  sort?: string;
  /** Profile fields that are wanted, by name. */
  fields?: string;
  limit?: number;
  after?: string;
}

export interface BindingView {
  mailingListId: number;
  mailingListName: string;
  userType: UserType;
  status: UserStatus;
  remark: string;
  createdAt: string;
  updatedAt: string;
  entryMailingId: number | null;
  exitMailingId: number | null;
  exitMailingName: string | null;
}

export interface SaveBinding {
  status: UserStatus;
  userType: UserType;
}

export const HISTORY_KINDS = [
  'created', 'imported', 'fieldChanged', 'changed', 'restored', 'subscribed', 'unsubscribed', 'bindingChanged', 'sent',
  'failed', 'bounced', 'opened', 'clicked',
] as const; // prettier-ignore
export type HistoryKind = (typeof HISTORY_KINDS)[number];

export interface HistoryItem {
  id: string;
  at: string;
  kind: HistoryKind;
  mailingId: number | null;
  mailingName: string | null;
  linkUrl: string | null;
  mailingListName: string | null;
  data: Readonly<Record<string, string | number | boolean | null>> | null;
  /** Import, bulk operation or undoing that did it. */
  dataSourceId: number | null;
  dataSourceKind: DataSourceKind | null;
  dataSourceName: string | null;
  changes: readonly { field: string; old: FieldValue; new: FieldValue }[];
}

export type ContactState = 'waiting' | 'accepted' | 'failed' | 'bounced' | 'uncertain' | 'skipped';

/** One mail to a recipient and what came of it. */
export interface ContactView {
  sendId: number;
  mailingId: number;
  mailingName: string;
  subject: string;
  /** world, test, admin, … */
  sendKind: string;
  sentAt: string;
  state: ContactState;
  address: string;
  /** What the server said, where it was not simply accepted. */
  reason: string | null;
  opened: number;
  clicked: number;
  lastOpenedAt: string | null;
  lastClickedAt: string | null;
}

export const CONSENT_METHODS = ['form', 'double-opt-in', 'import', 'api', 'phone', 'paper', 'other'] as const;
export type ConsentMethod = (typeof CONSENT_METHODS)[number];

export interface AddConsent {
  /** null: to everything. */
  mailingListId: number | null;
  kind: 'granted' | 'withdrawn';
  method: ConsentMethod;
  /** Where it was given. */
  source: string;
  textVersion: string;
  note: string;
  /** When it was given. */
  at: string;
}

export interface ConsentView extends AddConsent {
  id: number;
  mailingListName: string | null;
  /** IP address it came from; '' when it came otherwise. */
  address: string;
  /** Who wrote it down; null: the program. */
  createdByName: string | null;
  createdAt: string;
}

@Injectable({ providedIn: 'root' })
export class RecipientsApi {
  private readonly api = inject(ApiClient);

  list(query: RecipientQuery, signal?: AbortSignal): Promise<Page<RecipientView>> {
    return this.api.get('/recipients', { query: { ...query }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<RecipientView> {
    return this.api.get(`/recipients/${id}`, { signal });
  }

  /** 409 `recipient.email-taken` with the owner's `id` in the problem's params when somebody has the address. */
  create(recipient: Partial<RecipientData> & { email: string }): Promise<RecipientView> {
    return this.api.post('/recipients', recipient);
  }

  change(id: number, changes: Partial<RecipientData>): Promise<RecipientView> {
    return this.api.patch(`/recipients/${id}`, changes);
  }

  /** Puts it into the recycle bin. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/recipients/${id}`);
  }

  async bindings(id: number, signal?: AbortSignal): Promise<BindingView[]> {
    return (await this.api.get<{ items: BindingView[] }>(`/recipients/${id}/bindings`, { signal })).items;
  }

  saveBinding(id: number, mailingListId: number, binding: SaveBinding): Promise<BindingView> {
    return this.api.put(`/recipients/${id}/bindings/${mailingListId}`, binding);
  }

  /** @param kinds '' for everything, else kinds by commas */
  history(id: number, kinds: string, after: string | null, signal?: AbortSignal): Promise<Page<HistoryItem>> {
    return this.api.get(`/recipients/${id}/history`, { query: { kinds, after, limit: 20 }, signal });
  }

  async count(filter: RecipientFilter, signal?: AbortSignal): Promise<number> {
    return (await this.api.post<{ count: number }>('/recipients/count', { filter }, { signal })).count;
  }

  mailings(id: number, after: string, signal?: AbortSignal): Promise<Page<ContactView>> {
    return this.api.get(`/recipients/${id}/mailings`, { query: { after }, signal });
  }

  async consents(id: number, signal?: AbortSignal): Promise<ConsentView[]> {
    return (await this.api.get<{ items: ConsentView[] }>(`/recipients/${id}/consents`, { signal })).items;
  }

  addConsent(id: number, consent: AddConsent): Promise<ConsentView> {
    return this.api.post(`/recipients/${id}/consents`, consent);
  }

  /** Address of everything that is kept about a recipient. */
  reportAddress(id: number, format: 'json' | 'pdf'): string {
    return this.api.url(`/recipients/${id}/report${format === 'pdf' ? '.pdf' : ''}`);
  }

  /** Removes every personal detail for good. */
  erase(id: number): Promise<void> {
    return this.api.post(`/recipients/${id}/erase`);
  }

  /** Address of the CSV file with the recipients of a filter. */
  exportAddress(filter: RecipientFilter): string {
    return this.api.url('/recipients/export.csv', { ...filter });
  }
}
