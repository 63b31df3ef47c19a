import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type BulkJobView } from './bulk-jobs-api';
import { type Page } from './types';

export interface DeletedRecipientView {
  id: number;
  email: string;
  firstname: string;
  lastname: string;
  deletedAt: string;
  deletedByName: string | null;
  /** Gone for good after that. */
  until: string;
  /** Under which it was deleted. */
  dataSourceId: number;
}

@Injectable({ providedIn: 'root' })
export class RecycleBinApi {
  private readonly api = inject(ApiClient);

  list(query: { q?: string; after?: string }, signal?: AbortSignal): Promise<Page<DeletedRecipientView>> {
    return this.api.get('/recycle-bin', { query, signal });
  }

  /** Some, or everybody whom one operation deleted. */
  restore(what: { ids: readonly number[] } | { dataSourceId: number }): Promise<BulkJobView> {
    return this.api.post('/recycle-bin/restore', what);
  }

  /** For good. */
  delete(id: number): Promise<void> {
    return this.api.delete(`/recycle-bin/${id}`);
  }
}
