import { Injectable, inject } from '@angular/core';
import { type UserStatus, type UserType } from '@contract/recipients/codes';
import { type FieldValue } from '@contract/recipients/fields';
import { ApiClient } from './api-client';
import { type RecipientFilter } from './recipients-api';
import { type Page } from './types';

/** Whom it is about: everybody who fits the filter, or these. */
export type Selection = { filter: RecipientFilter } | { ids: readonly number[] };

export type BulkKind = 'edit' | 'delete' | 'binding' | 'undo' | 'restore';
export type BulkState = 'queued' | 'running' | 'done' | 'failed' | 'cancelled';

export interface BulkChange {
  kind: 'edit' | 'delete' | 'binding';
  selection: Selection;
  /** Of an edit: null empties the field. */
  set?: Readonly<Record<string, FieldValue>>;
  binding?: { mailingListId: number; status: UserStatus; userType?: UserType };
}

/** Exact figures of what a change would do. */
export interface BulkPreview {
  recipients: number;
  willChange: number;
  unchanged: number;
  skipped: Readonly<Record<string, number>>;
}

export interface BulkJobView {
  id: number;
  kind: BulkKind;
  state: BulkState;
  /** Recipients meant when it was ordered. */
  expected: number;
  lookedAt: number;
  changed: number;
  unchanged: number;
  skipped: number;
  skipReasons: Readonly<Record<string, number>>;
  dataSourceId: number | null;
  /** Code of the message that says why it failed. */
  errorCode: string | null;
  createdByName: string | null;
  createdAt: string;
  startedAt: string | null;
  finishedAt: string | null;
}

@Injectable({ providedIn: 'root' })
export class BulkJobsApi {
  private readonly api = inject(ApiClient);

  preview(change: BulkChange, signal?: AbortSignal): Promise<BulkPreview> {
    return this.api.post('/recipients/bulk/preview', change, { signal });
  }

  start(change: BulkChange): Promise<BulkJobView> {
    return this.api.post('/recipients/bulk', change);
  }

  get(id: number, signal?: AbortSignal): Promise<BulkJobView> {
    return this.api.get(`/bulk-jobs/${id}`, { signal });
  }

  /** Waits until a job has ended; for those that are over in a moment. */
  async finished(id: number): Promise<BulkJobView> {
    for (let pause = 100; ; pause = Math.min(2_000, pause * 1.5)) {
      const job = await this.get(id);
      if (job.state !== 'queued' && job.state !== 'running') return job;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }

  list(query: { after?: string }, signal?: AbortSignal): Promise<Page<BulkJobView>> {
    return this.api.get('/bulk-jobs', { query, signal });
  }

  cancel(id: number): Promise<BulkJobView> {
    return this.api.post(`/bulk-jobs/${id}/cancel`, {});
  }

  /** Takes back what the job did; the answer is the job that does so. */
  undo(id: number): Promise<BulkJobView> {
    return this.api.post(`/bulk-jobs/${id}/undo`, {});
  }
}
