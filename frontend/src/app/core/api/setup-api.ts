import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type AdministratorBody, type DemoListView, type SessionView, type SetupLinkView } from './types';

@Injectable({ providedIn: 'root' })
export class SetupApi {
  private readonly api = inject(ApiClient);

  link(token: string): Promise<SetupLinkView> {
    return this.api.get<SetupLinkView>(`/setup/${encodeURIComponent(token)}`, { anonymous: true });
  }

  /** Creates the first administrator and signs them in. */
  createAdministrator(token: string, body: AdministratorBody): Promise<SessionView> {
    return this.api.post<SessionView>(`/setup/${encodeURIComponent(token)}`, body, { anonymous: true });
  }

  createDemoList(): Promise<DemoListView> {
    return this.api.post<DemoListView>('/setup/demo-list');
  }
}
