import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type AutomaticImportView = Schemas['AutomaticImportView'];
export type AutomaticImportData = Required<Schemas['AutomaticImportChoice']>;
export type AutomaticImportRun = Schemas['AutomaticImportRunView'];

@Injectable({ providedIn: 'root' })
export class AutomaticImportsApi {
  private readonly api = inject(ApiClient);

  async all(signal?: AbortSignal): Promise<AutomaticImportView[]> {
    return (await this.api.get<{ items: AutomaticImportView[] }>('/automatic-imports', { signal })).items;
  }

  get(id: number, signal?: AbortSignal): Promise<AutomaticImportView> {
    return this.api.get(`/automatic-imports/${id}`, { signal });
  }

  create(data: AutomaticImportData): Promise<AutomaticImportView> {
    return this.api.post('/automatic-imports', data);
  }

  change(id: number, data: AutomaticImportData & { version: number }): Promise<AutomaticImportView> {
    return this.api.put(`/automatic-imports/${id}`, data);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/automatic-imports/${id}`);
  }

  /** Looks for a file now. */
  run(id: number): Promise<AutomaticImportRun> {
    return this.api.post(`/automatic-imports/${id}/run`);
  }

  runs(id: number, after: string, signal?: AbortSignal): Promise<Page<AutomaticImportRun>> {
    return this.api.get(`/automatic-imports/${id}/runs`, { query: { after, limit: 20 }, signal });
  }
}
