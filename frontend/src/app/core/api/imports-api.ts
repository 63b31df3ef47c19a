import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import {
  type FileFormat,
  type ImportDownload,
  type ImportOptions,
  type ImportPreview,
  type ImportRowView,
  type ImportView,
  type RowResult,
} from './import-types';
import { type Page } from './types';

export type * from './import-types';

@Injectable({ providedIn: 'root' })
export class ImportsApi {
  private readonly api = inject(ApiClient);

  /** @param password of an archive */
  upload(
    file: File,
    password: string,
    onProgress: (fraction: number) => void,
    signal?: AbortSignal,
  ): Promise<ImportView> {
    return this.api.upload('/imports', file, password ? { password } : {}, { onProgress, signal });
  }

  list(after: string, signal?: AbortSignal): Promise<Page<ImportView>> {
    return this.api.get('/imports', { query: { after }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<ImportView> {
    return this.api.get(`/imports/${id}`, { signal });
  }

  preview(id: number, format: FileFormat, signal?: AbortSignal): Promise<ImportPreview> {
    return this.api.post(`/imports/${id}/preview`, { format }, { signal });
  }

  choose(id: number, options: ImportOptions): Promise<ImportView> {
    return this.api.put(`/imports/${id}/options`, options);
  }

  /** Reads the whole file and counts what the import would do, without writing anything. */
  prescan(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/prescan`);
  }

  start(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/start`);
  }

  cancel(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/cancel`);
  }

  /** Takes back, in the background, what the import did to recipients and bindings. */
  undo(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/undo`);
  }

  rows(id: number, result: RowResult, after: string, signal?: AbortSignal): Promise<Page<ImportRowView>> {
    return this.api.get(`/imports/${id}/rows`, { query: { result, after, limit: 20 }, signal });
  }

  /** Keeps repaired rows and says what is still wrong with them. */
  async repair(
    id: number,
    rows: readonly Pick<ImportRowView, 'line' | 'values'>[],
  ): Promise<ImportRowView[]> {
    return (await this.api.put<{ rows: ImportRowView[] }>(`/imports/${id}/repairs`, { rows })).rows;
  }

  /** Imports the repaired rows, as an import of its own. */
  runRepairs(id: number): Promise<ImportView> {
    return this.api.post(`/imports/${id}/repairs/run`);
  }

  fileAddress(id: number, file: ImportDownload): string {
    return this.api.url(`/imports/${id}/files/${file}`);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/imports/${id}`);
  }
}
