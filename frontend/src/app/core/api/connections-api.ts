import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type components } from './schema';
import { type Usage } from './types';

type Schemas = components['schemas'];

export type ConnectionKind = Schemas['ConnectionKind'];
export type ConnectionView = Schemas['ConnectionView'];
export type ConnectionItem = Schemas['ConnectionItem'];
export type ConnectionSettings = Schemas['ConnectionSettingsView'];
export type ConnectionSecrets = Schemas['ConnectionSecretsChoice'];
export type ConnectionTestView = Schemas['ConnectionTestView'];

export interface ConnectionData {
  name: string;
  kind: ConnectionKind;
  settings: ConnectionSettings;
  /** One that is missing stays as it was, an empty one is removed. */
  secrets: ConnectionSecrets;
}

/** Places outside that files come from and go to. */
@Injectable({ providedIn: 'root' })
export class ConnectionsApi {
  private readonly api = inject(ApiClient);

  async all(signal?: AbortSignal): Promise<ConnectionView[]> {
    return (await this.api.get<{ items: ConnectionView[] }>('/connections', { signal })).items;
  }

  /** Also for those who may use but not change them. */
  async names(signal?: AbortSignal): Promise<ConnectionItem[]> {
    return (await this.api.get<{ items: ConnectionItem[] }>('/connections/names', { signal })).items;
  }

  get(id: number, signal?: AbortSignal): Promise<ConnectionView> {
    return this.api.get(`/connections/${id}`, { signal });
  }

  create(connection: ConnectionData): Promise<ConnectionView> {
    return this.api.post('/connections', connection);
  }

  change(id: number, connection: ConnectionData & { version: number }): Promise<ConnectionView> {
    return this.api.put(`/connections/${id}`, connection);
  }

  delete(id: number): Promise<void> {
    return this.api.delete(`/connections/${id}`);
  }

  /** Signs in and looks into the folder; takes an SSH server's key if none is known yet. */
  test(id: number): Promise<ConnectionTestView> {
    return this.api.post(`/connections/${id}/test`);
  }

  async usage(id: number, signal?: AbortSignal): Promise<Usage[]> {
    return (await this.api.get<{ items: Usage[] }>(`/connections/${id}/usage`, { signal })).items;
  }
}
