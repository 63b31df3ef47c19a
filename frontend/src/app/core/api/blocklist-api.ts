import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type Page } from './types';

export interface BlocklistEntryView {
  id: number;
  pattern: string;
  reason: string;
  createdAt: string;
}

@Injectable({ providedIn: 'root' })
export class BlocklistApi {
  private readonly api = inject(ApiClient);

  list(query: { q?: string; after?: string }, signal?: AbortSignal): Promise<Page<BlocklistEntryView>> {
    return this.api.get('/blocklist', { query, signal });
  }

  add(pattern: string, reason: string): Promise<BlocklistEntryView> {
    return this.api.post('/blocklist', { pattern, reason });
  }

  remove(id: number): Promise<void> {
    return this.api.delete(`/blocklist/${id}`);
  }
}
