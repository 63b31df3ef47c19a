import { Injectable, inject } from '@angular/core';
import type { ExportOptions } from '@contract/exports/export-options';
import { ApiClient } from './api-client';
import type { components } from './schema';
import { type Page } from './types';

type Schemas = components['schemas'];

export type ExportView = Schemas['ExportView'];
export type ExportState = ExportView['state'];
export type ExportPreview = Schemas['ExportPreview'];
export type ExportProfileView = Schemas['ExportProfileView'];
export type AutomaticExportView = Schemas['AutomaticExportView'];
export type AutomaticExportData = Schemas['SaveAutomaticExport'];
export type ExchangeReportView = Schemas['ExchangeReportView'];

export interface ExportOrder {
  profileId?: number;
  name?: string;
  options?: ExportOptions;
  zipPassword?: string;
}

export interface ExportProfileData {
  name: string;
  description: string;
  options: ExportOptions;
  /** Missing: as it was; null: none. */
  zipPassword?: string | null;
}

export interface ReportQuery {
  from?: string;
  to?: string;
  type?: string;
  execution?: string;
  q?: string;
  dataSourceId?: string;
  failed?: boolean | null;
  timeZone?: string;
  after?: string;
}

/** Exports, their profiles and schedules, and the log of imports and exports. */
@Injectable({ providedIn: 'root' })
export class ExportsApi {
  private readonly api = inject(ApiClient);

  list(after: string, signal?: AbortSignal): Promise<Page<ExportView>> {
    return this.api.get('/exports', { query: { after }, signal });
  }

  get(id: number, signal?: AbortSignal): Promise<ExportView> {
    return this.api.get(`/exports/${id}`, { signal });
  }

  start(order: ExportOrder): Promise<ExportView> {
    return this.api.post('/exports', order);
  }

  preview(options: ExportOptions, signal?: AbortSignal): Promise<ExportPreview> {
    return this.api.post('/exports/preview', { options }, { signal });
  }

  cancel(id: number): Promise<ExportView> {
    return this.api.post(`/exports/${id}/cancel`);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/exports/${id}`);
  }

  fileAddress(id: number): string {
    return this.api.url(`/exports/${id}/file`);
  }

  async profiles(signal?: AbortSignal): Promise<ExportProfileView[]> {
    return (await this.api.get<Schemas['ExportProfileList']>('/export-profiles', { signal })).items;
  }

  profile(id: number, signal?: AbortSignal): Promise<ExportProfileView> {
    return this.api.get(`/export-profiles/${id}`, { signal });
  }

  createProfile(profile: ExportProfileData): Promise<ExportProfileView> {
    return this.api.post('/export-profiles', profile);
  }

  /** 409 `version.conflict` when somebody else saved meanwhile. */
  changeProfile(id: number, profile: ExportProfileData & { version: number }): Promise<ExportProfileView> {
    return this.api.put(`/export-profiles/${id}`, profile);
  }

  copyProfile(id: number): Promise<ExportProfileView> {
    return this.api.post(`/export-profiles/${id}/copy`);
  }

  /** 409 `export.profile-in-use` while an automatic export uses it. */
  deleteProfile(id: number): Promise<void> {
    return this.api.delete(`/export-profiles/${id}`);
  }

  async automatic(signal?: AbortSignal): Promise<AutomaticExportView[]> {
    return (await this.api.get<Schemas['AutomaticExportList']>('/automatic-exports', { signal })).items;
  }

  automaticOne(id: number, signal?: AbortSignal): Promise<AutomaticExportView> {
    return this.api.get(`/automatic-exports/${id}`, { signal });
  }

  createAutomatic(data: AutomaticExportData): Promise<AutomaticExportView> {
    return this.api.post('/automatic-exports', data);
  }

  changeAutomatic(id: number, data: AutomaticExportData & { version: number }): Promise<AutomaticExportView> {
    return this.api.put(`/automatic-exports/${id}`, data);
  }

  deleteAutomatic(id: number): Promise<void> {
    return this.api.delete(`/automatic-exports/${id}`);
  }

  /** 409 `export.running` while it runs. */
  runAutomatic(id: number): Promise<ExportView> {
    return this.api.post(`/automatic-exports/${id}/run`);
  }

  runs(id: number, after: string, signal?: AbortSignal): Promise<Page<ExportView>> {
    return this.api.get(`/automatic-exports/${id}/runs`, { query: { after, limit: 20 }, signal });
  }

  reports(query: ReportQuery, signal?: AbortSignal): Promise<Page<ExchangeReportView>> {
    return this.api.get('/exchange-reports', { query: { ...query }, signal });
  }
}
