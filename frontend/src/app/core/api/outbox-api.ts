import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type CapturedMailSummary = Schemas['CapturedMailSummary'];
export type CapturedMailView = Schemas['CapturedMailView'];

@Injectable({ providedIn: 'root' })
export class OutboxApi {
  private readonly api = inject(ApiClient);

  list(
    query: { q?: string; after?: string; limit?: number },
    signal?: AbortSignal,
  ): Promise<Page<CapturedMailSummary>> {
    return this.api.get('/outbox', { query: { ...query }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<CapturedMailView> {
    return this.api.get(`/outbox/${id}`, { signal });
  }

  clear(): Promise<void> {
    return this.api.delete('/outbox');
  }

  /** Address of the rendered HTML for `em-mail-frame`. */
  bodyAddress(id: number): string {
    return this.api.url(`/outbox/${id}/body.html`);
  }

  /** Address of an attachment. */
  attachmentAddress(id: number, index: number): string {
    return this.api.url(`/outbox/${id}/attachments/${index}`);
  }
}
