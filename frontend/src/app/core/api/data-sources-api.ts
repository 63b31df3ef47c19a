import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type BulkJobView } from './bulk-jobs-api';
import { type DataSourceKind, type Page } from './types';

/** What was done to recipients at once, and until when it can be taken back. */
export interface DataSourceView {
  id: number;
  kind: DataSourceKind;
  name: string;
  createdAt: string;
  createdByName: string | null;
  /** Recipients it touched; null while it runs. */
  recipients: number | null;
  undoUntil: string | null;
  undoneAt: string | null;
  undoneByName: string | null;
  undoable: boolean;
}

@Injectable({ providedIn: 'root' })
export class DataSourcesApi {
  private readonly api = inject(ApiClient);

  list(query: { kind?: string; after?: string }, signal?: AbortSignal): Promise<Page<DataSourceView>> {
    return this.api.get('/data-sources', { query, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<DataSourceView> {
    return this.api.get(`/data-sources/${id}`, { signal });
  }

  /** The answer is the job that takes it back. */
  undo(id: number): Promise<BulkJobView> {
    return this.api.post(`/data-sources/${id}/undo`);
  }
}
