import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';

export type ApiTokenView = components['schemas']['ApiTokenView'];
export type ApiTokenCreated = components['schemas']['ApiTokenCreated'];
export type CreateApiToken = components['schemas']['CreateApiToken'];

@Injectable({ providedIn: 'root' })
export class ApiTokensApi {
  private readonly api = inject(ApiClient);

  /** One's own tokens, newest first. */
  async all(signal?: AbortSignal): Promise<ApiTokenView[]> {
    return (await this.api.get<{ items: ApiTokenView[] }>('/api-tokens', { signal })).items;
  }

  /** The answer is the only time that the token itself is shown. */
  create(token: CreateApiToken): Promise<ApiTokenCreated> {
    return this.api.post('/api-tokens', token);
  }

  revoke(id: number): Promise<void> {
    return this.api.delete(`/api-tokens/${id}`);
  }
}
