import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import type { components } from './schema';

export type MailingStatistics = components['schemas']['MailingStatistics'];
export type TimelineEntry = components['schemas']['TimelineEntryView'];
export type LinkStatistics = components['schemas']['LinkStatisticsView'];
export type Dashboard = components['schemas']['Dashboard'];
export type DashboardMailing = components['schemas']['DashboardMailing'];
export type DashboardJob = components['schemas']['JobView'];
export type ListGrowth = components['schemas']['ListGrowthView'];

@Injectable({ providedIn: 'root' })
export class StatisticsApi {
  private readonly api = inject(ApiClient);

  dashboard(signal?: AbortSignal): Promise<Dashboard> {
    return this.api.get('/statistics/dashboard', { signal });
  }

  mailing(id: number, signal?: AbortSignal): Promise<MailingStatistics> {
    return this.api.get(`/statistics/mailings/${id}`, { signal });
  }

  /** Address of the figures as a CSV file. */
  csvAddress(id: number): string {
    return this.api.url(`/statistics/mailings/${id}.csv`);
  }
}
