import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type ColumnMapping, type FileFormat, type ImportConsent, type ImportSettings } from './imports-api';
import { type Usage } from './types';

export interface ImportProfileSettings extends ImportSettings {
  format: FileFormat;
  /** By the names of the file's columns; their order does not matter. */
  mapping: ColumnMapping[];
  /** Columns that `mapping` does not name go where their name says. */
  autoMapping: boolean;
  /** How everybody in the files agreed to get mails; null: that is not recorded. */
  consent: ImportConsent | null;
}

export interface ImportProfileItem {
  id: number;
  name: string;
  description: string;
  /** Whether it is the usual one of the user. */
  isDefault: boolean;
  createdAt: string;
  updatedAt: string;
}

export interface ImportProfileView extends ImportProfileItem {
  settings: ImportProfileSettings;
  hasZipPassword: boolean;
  version: number;
}

export interface ImportProfileData {
  name: string;
  description: string;
  settings: ImportProfileSettings;
  /** Missing: as it was; empty: none. */
  zipPassword?: string;
}

@Injectable({ providedIn: 'root' })
export class ImportProfilesApi {
  private readonly api = inject(ApiClient);

  async all(signal?: AbortSignal): Promise<ImportProfileItem[]> {
    return (await this.api.get<{ items: ImportProfileItem[] }>('/import-profiles', { signal })).items;
  }

  get(id: number, signal?: AbortSignal): Promise<ImportProfileView> {
    return this.api.get(`/import-profiles/${id}`, { signal });
  }

  create(profile: ImportProfileData): Promise<ImportProfileView> {
    return this.api.post('/import-profiles', profile);
  }

  change(id: number, profile: ImportProfileData & { version: number }): Promise<ImportProfileView> {
    return this.api.put(`/import-profiles/${id}`, profile);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/import-profiles/${id}`);
  }

  copy(id: number): Promise<ImportProfileView> {
    return this.api.post(`/import-profiles/${id}/copy`);
  }

  makeDefault(id: number, on: boolean): Promise<void> {
    const path = `/import-profiles/${id}/default`;
    return on ? this.api.put(path, {}) : this.api.delete(path);
  }

  async usage(id: number, signal?: AbortSignal): Promise<Usage[]> {
    return (await this.api.get<{ items: Usage[] }>(`/import-profiles/${id}/usage`, { signal })).items;
  }
}
