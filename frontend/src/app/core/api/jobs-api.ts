import { Injectable, inject } from '@angular/core';
import { ApiClient } from './api-client';
import { type JobList } from './types';

@Injectable({ providedIn: 'root' })
export class JobsApi {
  private readonly api = inject(ApiClient);

  running(signal?: AbortSignal): Promise<JobList> {
    return this.api.get<JobList>('/jobs', { signal });
  }
}
