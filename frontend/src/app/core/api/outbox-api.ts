import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { Page } from './types';

export interface CapturedMailSummary {
  id: number;
  at: string;
  from: string;
  to: string;
  subject: string;
  /** Bytes of the message. */
  size: number;
}

export interface CapturedMailPart {
  type: string;
  filename?: string | null;
  size: number;
  charset?: string | null;
}

export interface CapturedMailView extends CapturedMailSummary {
  headers: { name: string; value: string }[];
  text: string | null;
  parts: CapturedMailPart[];
  source: string;
}

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

  /** Address of an attachment, counted from 0 among the parts that have a file name. */
  attachmentAddress(id: number, index: number): string {
    return this.api.url(`/outbox/${id}/attachments/${index}`);
  }
}
