import { DestroyRef, Injectable, effect, inject } from '@angular/core';
import { ApiClient } from '../api/api-client';
import { SessionApi } from '../api/session-api';

/** Time in ms between two attempts to reach the server again. */
const RETRY_INTERVAL = 5_000;

/** Notices that the server cannot be reached and keeps trying until it can. */
@Injectable({ providedIn: 'root' })
export class Connection {
  private readonly session = inject(SessionApi);

  readonly offline = inject(ApiClient).offline;

  constructor() {
    effect((onCleanup) => {
      if (!this.offline()) return;
      const timer = setInterval(() => void this.check(), RETRY_INTERVAL);
      onCleanup(() => clearInterval(timer));
    });
    const online = (): void => void this.check();
    addEventListener('online', online);
    inject(DestroyRef).onDestroy(() => removeEventListener('online', online));
  }

  /** Any answer, even a refusal, ends the offline state. */
  async check(): Promise<void> {
    await this.session.current().catch(() => undefined);
  }
}
