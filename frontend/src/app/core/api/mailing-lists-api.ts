import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type Usage } from './types';

/** What a person can say about a list. */
export interface MailingListData {
  name: string;
  description: string;
  /** What its mailings start with; '' for the installation's sender. */
  senderName: string;
  senderEmail: string;
  replyName: string;
  replyEmail: string;
  /** Who signs up must confirm it by mail. */
  doubleOptIn: boolean;
}

/** How many had a status at the end of a day. */
export interface MailingListDay {
  day: string;
  byStatus: Record<string, number>;
}

export interface MailingListView extends MailingListData {
  id: number;
  createdAt: string;
  updatedAt: string;
  counts: {
    active: number;
    /** Active bindings of the types A, T and t. */
    testRecipients: number;
    total: number;
    /** Bindings by status code. */
    byStatus: Record<string, number>;
  };
}

@Injectable({ providedIn: 'root' })
export class MailingListsApi {
  private readonly api = inject(ApiClient);

  async all(signal?: AbortSignal): Promise<MailingListView[]> {
    return (await this.api.get<{ items: MailingListView[] }>('/mailing-lists', { signal })).items;
  }

  get(id: number, signal?: AbortSignal): Promise<MailingListView> {
    return this.api.get(`/mailing-lists/${id}`, { signal });
  }

  create(list: Partial<MailingListData> & { name: string }): Promise<MailingListView> {
    return this.api.post('/mailing-lists', list);
  }

  change(id: number, changes: Partial<MailingListData>): Promise<MailingListView> {
    return this.api.patch(`/mailing-lists/${id}`, changes);
  }

  async days(
    id: number,
    span: { from?: string; to?: string },
    signal?: AbortSignal,
  ): Promise<MailingListDay[]> {
    const path = `/mailing-lists/${id}/days`;
    return (await this.api.get<{ items: MailingListDay[] }>(path, { query: span, signal })).items;
  }

  async usage(id: number, signal?: AbortSignal): Promise<Usage[]> {
    return (await this.api.get<{ items: Usage[] }>(`/mailing-lists/${id}/usage`, { signal })).items;
  }

  /** Deletes the list and its bindings; recipients stay. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/mailing-lists/${id}`);
  }
}
