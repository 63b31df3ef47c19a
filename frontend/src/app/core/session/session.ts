import { Injectable, computed, inject, signal } from '@angular/core';
import type { Permission } from '@contract/permissions';
import { ApiProblem } from '../api/api-problem';
import { SessionApi } from '../api/session-api';
import { type OwnUserPatch, type SessionUser, type SessionView } from '../api/types';

/** Who is signed in and what they may do; null while unknown or signed out. */
@Injectable({ providedIn: 'root' })
export class Session {
  private readonly api = inject(SessionApi);
  private readonly view = signal<SessionView | null>(null);
  private readonly permissions = computed(() => new Set(this.view()?.user.permissions ?? []));

  readonly user = computed<SessionUser | null>(() => this.view()?.user ?? null);
  readonly signedIn = computed(() => this.view() !== null);
  /** True while mails are captured instead of sent. */
  readonly captures = computed(() => this.view()?.transport === 'capture');
  readonly setupDone = computed(() => this.view()?.setupDone ?? true);
  /** Largest file that the server takes for an import, in bytes. */
  readonly importMaxBytes = computed(() => (this.view()?.importMaxMegabytes ?? 200) * 1_000_000);
  readonly version = computed(() => this.view()?.version ?? '');
  /** IANA zone in which times are shown. */
  readonly timezone = computed(
    () => this.view()?.user.timezone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
  );

  /** True when the user has at least one of the permissions; usable in templates (it reads signals). */
  can(...anyOf: Permission[]): boolean {
    return anyOf.some((permission) => this.permissions().has(permission));
  }

  /** Asks the server who is signed in; null when nobody is. */
  async load(): Promise<SessionView | null> {
    try {
      this.view.set(await this.api.current());
    } catch (error) {
      if (!(error instanceof ApiProblem) || error.status !== 401) throw error;
      this.view.set(null);
    }
    return this.view();
  }

  async signIn(email: string, password: string): Promise<SessionView> {
    const view = await this.api.signIn({ email, password });
    this.view.set(view);
    return view;
  }

  /** Takes over a session that the server opened by another way, such as the first-run page. */
  adopt(view: SessionView): void {
    this.view.set(view);
  }

  async signOut(): Promise<void> {
    await this.api.signOut();
    this.view.set(null);
  }

  async updateMe(patch: OwnUserPatch): Promise<void> {
    await this.api.updateMe(patch);
    this.view.update((view) => view && { ...view, user: { ...view.user, ...patch } });
  }
}
