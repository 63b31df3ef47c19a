import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';

export interface MailingListView {
  id: number;
  name: string;
  description: string;
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

  create(list: { name: string; description?: string }): Promise<MailingListView> {
    return this.api.post('/mailing-lists', list);
  }

  change(id: number, changes: { name?: string; description?: string }): Promise<MailingListView> {
    return this.api.patch(`/mailing-lists/${id}`, changes);
  }

  /** Deletes the list and its bindings; recipients stay. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/mailing-lists/${id}`);
  }
}
