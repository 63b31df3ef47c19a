import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { ApiProblem } from '../../../core/api/api-problem';
import {
  type ConnectionKind,
  type ConnectionSecrets,
  type ConnectionSettings,
  ConnectionsApi,
} from '../../../core/api/connections-api';
import { Problem } from '../../../core/errors/problem';
import { PageTitle } from '../../../core/routing/page-title';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Field } from '../../../shared/field/field';
import { Toasts } from '../../../shared/toast/toasts';
import { UsageList } from '../../../shared/usage-list/usage-list';
import { KIND_WORDS, NO_SETTINGS } from './connection-words';
import { HttpsForm } from './https-form';
import { SftpForm } from './sftp-form';

/** One connection with its test, or a new one (`/settings/connections/new`). */
@Component({
  selector: 'em-connection-page',
  imports: [Field, HttpsForm, MatButtonModule, Problem, RouterLink, SftpForm, UsageList],
  templateUrl: './connection-page.html',
  styles: `
    .em-panel {
      max-width: 820px;
    }
    p {
      margin: 0;
    }
    .own {
      font-family: var(--em-mono);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class ConnectionPage {
  private readonly api = inject(ConnectionsApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);

  readonly id = input.required<string>();

  private readonly number = computed(() => (this.id() === 'new' ? undefined : Number(this.id())));
  protected readonly row = remote(
    () => this.number(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly usages = remote(
    () => this.number(),
    (id, abort) => this.api.usage(id, abort),
  );
  protected readonly isNew = computed(() => this.number() === undefined);
  protected readonly ready = computed(() => this.isNew() || this.row.value() !== undefined);
  protected readonly name = linkedSignal(() => this.row.value()?.name ?? '');
  protected readonly kind = linkedSignal<ConnectionKind>(() => this.row.value()?.kind ?? 'sftp');
  protected readonly settings = linkedSignal<ConnectionSettings>(
    () => this.row.value()?.settings ?? NO_SETTINGS,
  );
  /** Only what was typed now: what is set cannot be read. */
  protected readonly secrets = signal<ConnectionSecrets>({});
  protected readonly dirty = signal(false);
  protected readonly kinds = KIND_WORDS;
  protected readonly meaning = computed(
    () => KIND_WORDS.find(({ kind }) => kind === this.kind())?.meaning ?? '',
  );

  protected readonly saving = action(async () => {
    const data = {
      name: this.name().trim(),
      kind: this.kind(),
      settings: this.settings(),
      secrets: this.secrets(),
    };
    const row = this.row.value();
    return row && !this.isNew()
      ? this.api.change(row.id, { ...data, version: row.version })
      : this.api.create(data);
  });
  protected readonly testing = action((id: number) => this.api.test(id));
  protected readonly tested = signal<Awaited<ReturnType<ConnectionsApi['test']>> | undefined>(undefined);
  protected readonly errors = computed(() => {
    const fields = this.saving.problem()?.fields ?? {};
    return Object.fromEntries(
      Object.entries(fields).map(([name, { message }]) => [
        name.replace(/^(settings|secrets)\./, ''),
        message,
      ]),
    );
  });

  constructor() {
    effect(() => {
      const name = this.row.value()?.name;
      if (name) this.title.set(name);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.dirty();
  }

  protected set(change: Partial<ConnectionSettings>): void {
    this.settings.update((settings) => ({ ...settings, ...change }));
    this.dirty.set(true);
  }

  protected keep(change: ConnectionSecrets): void {
    this.secrets.update((secrets) => ({ ...secrets, ...change }));
    this.dirty.set(true);
  }

  protected chooseKind(text: string): void {
    const found = KIND_WORDS.find(({ kind }) => kind === text);
    if (!found) return;
    this.kind.set(found.kind);
    this.dirty.set(true);
  }

  protected rename(name: string): void {
    this.name.set(name);
    this.dirty.set(true);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const saved = await this.saving.run();
    if (!saved) return;
    this.dirty.set(false);
    this.secrets.set({});
    this.tested.set(undefined);
    this.row.set(saved);
    this.toasts.success($localize`:@@settings.connections.saved:The connection was saved`);
    if (this.isNew()) await this.router.navigate(['/settings/connections', saved.id], { replaceUrl: true });
  }

  protected async test(): Promise<void> {
    const id = this.row.value()?.id;
    if (id === undefined) return;
    this.tested.set(undefined);
    const result = await this.testing.run(id);
    this.tested.set(result);
    // A first test of an SSH server keeps its key.
    if (result?.hostKey) this.row.reload();
  }

  protected async delete(): Promise<void> {
    const id = this.row.value()?.id;
    if (id === undefined) return;
    const sure = await this.confirm.ask({
      title: $localize`:@@settings.connections.deleteAsk:Delete this connection?`,
      text: $localize`:@@settings.connections.deleteText:Its password or key is forgotten. Files stay where they are.`,
      confirm: $localize`:@@settings.connections.delete:Delete connection`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(id);
      this.dirty.set(false);
      await this.router.navigateByUrl('/settings/connections');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
