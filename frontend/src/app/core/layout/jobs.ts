import { DOCUMENT, DestroyRef, Injectable, computed, inject, signal } from '@angular/core';
import { JobsApi } from '../api/jobs-api';
import { type JobView } from '../api/types';

/** Time in ms between two looks while something runs, and while nothing does. */
const BUSY_INTERVAL = 3_000;
const IDLE_INTERVAL = 20_000;

/**
 * Imports and sends that run now. Looks often while something runs, seldom otherwise, and not at all
 * while the tab is hidden. A page that starts one calls `refresh()`.
 */
@Injectable({ providedIn: 'root' })
export class Jobs {
  private readonly api = inject(JobsApi);
  private readonly document = inject(DOCUMENT);
  private readonly current = signal<readonly JobView[]>([]);
  private timer: ReturnType<typeof setTimeout> | undefined;
  private watching = false;

  readonly list = this.current.asReadonly();
  readonly count = computed(() => this.current().length);

  constructor() {
    const listener = (): void => {
      if (this.watching && !this.document.hidden) this.refresh();
    };
    this.document.addEventListener('visibilitychange', listener);
    inject(DestroyRef).onDestroy(() => {
      this.stop();
      this.document.removeEventListener('visibilitychange', listener);
    });
  }

  watch(): void {
    this.watching = true;
    this.refresh();
  }

  stop(): void {
    this.watching = false;
    clearTimeout(this.timer);
  }

  refresh(): void {
    clearTimeout(this.timer);
    void this.look();
  }

  private async look(): Promise<void> {
    try {
      const { items } = await this.api.running();
      this.current.set(items);
    } catch {
      // The banner tells when the server is away; the tray just keeps what it knew.
    }
    if (!this.watching || this.document.hidden) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.look(), this.count() > 0 ? BUSY_INTERVAL : IDLE_INTERVAL);
  }
}
