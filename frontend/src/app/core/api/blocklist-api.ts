import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type Page } from './types';

export interface BlocklistEntryView {
  id: number;
  pattern: string;
  reason: string;
  createdAt: string;
  createdByName: string | null;
}

/** What became of the lines of a file. */
export interface BlocklistImport {
  added: number;
  /** Were blocked before. */
  known: number;
  invalid: { line: number; pattern: string; message: string }[];
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

  changeReason(id: number, reason: string): Promise<BlocklistEntryView> {
    return this.api.put(`/blocklist/${id}`, { reason });
  }

  /** Address of the CSV file with all entries. */
  exportAddress(): string {
    return this.api.url('/blocklist.csv');
  }

  /** @param csv lines `pattern;reason`, with or without headings */
  import(csv: string): Promise<BlocklistImport> {
    return this.api.post('/blocklist/import', { csv });
  }

  remove(id: number): Promise<void> {
    return this.api.delete(`/blocklist/${id}`);
  }
}
