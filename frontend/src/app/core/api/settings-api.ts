import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type SenderSettings } from './types';

@Injectable({ providedIn: 'root' })
export class SettingsApi {
  private readonly api = inject(ApiClient);

  sender(): Promise<SenderSettings> {
    return this.api.get<SenderSettings>('/settings/sender');
  }

  saveSender(settings: SenderSettings): Promise<SenderSettings> {
    return this.api.put<SenderSettings>('/settings/sender', settings);
  }
}
