import { Injectable, inject } from '@angular/core';
import { type Gender, type MailType, type UserStatus, type UserType } from '@contract/recipients/codes';
import { type FieldValue } from '@contract/recipients/fields';
import { ApiClient } from './api-client';
import { type Page } from './types';

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

export interface RecipientFilter {
  q?: string;
  mailingListId?: string | number;
  status?: string | number;
  /** Only those of type A, T or t. */
  testRecipients?: true;
}

export interface RecipientQuery extends RecipientFilter {
  sort?: string;
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

export type HistoryKind =
  | 'created'
  | 'imported'
  | 'fieldChanged'
  | 'subscribed'
  | 'unsubscribed'
  | 'bindingChanged'
  | 'sent'
  | 'failed'
  | 'bounced'
  | 'opened'
  | 'clicked';

export interface HistoryItem {
  id: number;
  at: string;
  kind: HistoryKind;
  mailingId: number | null;
  mailingName: string | null;
  linkUrl: string | null;
  mailingListName: string | null;
  data: Readonly<Record<string, string | number | boolean | null>> | null;
}

@Injectable({ providedIn: 'root' })
export class RecipientsApi {
  private readonly api = inject(ApiClient);

  list(query: RecipientQuery, signal?: AbortSignal): Promise<Page<RecipientView>> {
    return this.api.get('/recipients', {
      query: { ...query, testRecipients: query.testRecipients && 'true' },
      signal,
    });
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

  delete(id: number): Promise<void> {
    return this.api.delete(`/recipients/${id}`);
  }

  async bindings(id: number, signal?: AbortSignal): Promise<BindingView[]> {
    return (await this.api.get<{ items: BindingView[] }>(`/recipients/${id}/bindings`, { signal })).items;
  }

  saveBinding(id: number, mailingListId: number, binding: SaveBinding): Promise<BindingView> {
    return this.api.put(`/recipients/${id}/bindings/${mailingListId}`, binding);
  }

  history(id: number, after: string | null, signal?: AbortSignal): Promise<Page<HistoryItem>> {
    return this.api.get(`/recipients/${id}/history`, { query: { after, limit: 20 }, signal });
  }

  /** Address of the CSV file with the recipients of a filter. */
  exportAddress({ q, mailingListId, status }: RecipientFilter): string {
    return this.api.url('/recipients/export.csv', { q, mailingListId, status });
  }
}
