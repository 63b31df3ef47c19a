import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline, mdiPlay } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type AutomaticImportData, AutomaticImportsApi } from '../../../core/api/automatic-imports-api';
import { ConnectionsApi } from '../../../core/api/connections-api';
import { ImportProfilesApi } from '../../../core/api/import-profiles-api';
import { Problem } from '../../../core/errors/problem';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { ScheduleField } from '../../../shared/schedule/schedule-field';
import { newSchedule } from '../../../shared/schedule/schedule-words';
import { Toasts } from '../../../shared/toast/toasts';
import { AutomaticOptions } from './automatic-options';
import { AutomaticRuns } from './automatic-runs';

/** One automatic import with its runs, or a new one (`/imports/automatic/new`). */
@Component({
  selector: 'em-automatic-import-page',
  imports: [
    AutomaticOptions, AutomaticRuns, Field, Icon, MatButtonModule, PageHeader, Problem, RouterLink, ScheduleField,
  ], // prettier-ignore
  templateUrl: './automatic-page.html',
  styles: `
    .em-panel {
      max-width: 900px;
    }
  `,
})
export class AutomaticPage {
  private readonly api = inject(AutomaticImportsApi);
  private readonly profilesApi = inject(ImportProfilesApi);
  private readonly connectionsApi = inject(ConnectionsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);

  readonly id = input.required<string>();

  protected readonly number = computed(() => (this.id() === 'new' ? undefined : Number(this.id())));
  protected readonly row = remote(
    () => this.number(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly profiles = remote(
    () => true,
    (_, abort) => this.profilesApi.all(abort),
  );
  protected readonly connections = remote(
    () => true,
    (_, abort) => this.connectionsApi.names(abort),
  );
  protected readonly isNew = computed(() => this.number() === undefined);
  protected readonly ready = computed(() => this.isNew() || this.row.value() !== undefined);
  protected readonly data = linkedSignal<AutomaticImportData>(() => {
    const row = this.row.value();
    if (!row) return this.empty();
    const { name, profileId, connectionId, pattern, schedule, active, onlyNew } = row;
    const { removeAfter, allowEmpty, retries, retryMinutes } = row;
    const what = { name, profileId, connectionId, pattern, schedule, active, onlyNew };
    return { ...what, removeAfter, allowEmpty, retries, retryMinutes };
  });
  private readonly dirty = signal(false);
  protected readonly mayManage = computed(() => this.session.can('connections.manage'));
  protected readonly lacking = computed(
    () => this.profiles.value()?.length === 0 || this.connections.value()?.length === 0,
  );
  protected readonly untitled = $localize`:@@imports.automatic.new:New automatic import`;
  protected readonly icons = { delete: mdiDeleteOutline, run: mdiPlay };

  protected readonly saving = action(async () => {
    const data = { ...this.data(), name: this.data().name.trim(), pattern: this.data().pattern.trim() };
    const row = this.row.value();
    return row && !this.isNew()
      ? this.api.change(row.id, { ...data, version: row.version })
      : this.api.create(data);
  });
  protected readonly running = action((id: number) => this.api.run(id));
  protected readonly errors = computed(() => {
    const fields = this.saving.problem()?.fields ?? {};
    return Object.fromEntries(
      Object.entries(fields).map(([name, { message }]) => [name.replace(/^schedule\./, ''), message]),
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

  protected set(change: Partial<AutomaticImportData>): void {
    this.data.update((data) => ({ ...data, ...change }));
    this.dirty.set(true);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const saved = await this.saving.run();
    if (!saved) return;
    this.dirty.set(false);
    this.row.set(saved);
    this.toasts.success($localize`:@@imports.automatic.saved:The automatic import was saved`);
    if (this.isNew()) await this.router.navigate(['/imports/automatic', saved.id], { replaceUrl: true });
  }

  protected async run(): Promise<void> {
    const id = this.number();
    if (id === undefined || !(await this.running.run(id))) return;
    this.row.reload();
  }

  protected async delete(): Promise<void> {
    const id = this.number();
    if (id === undefined) return;
    const sure = await this.confirm.ask({
      title: $localize`:@@imports.automatic.deleteAsk:Delete this automatic import?`,
      text: $localize`:@@imports.automatic.deleteText:No more files are fetched. What was imported stays.`,
      confirm: $localize`:@@imports.automatic.delete:Delete automatic import`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(id);
      this.dirty.set(false);
      await this.router.navigateByUrl('/imports/automatic');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  private empty(): AutomaticImportData {
    return {
      name: '',
      profileId: this.profiles.value()?.[0]?.id ?? 0,
      connectionId: this.connections.value()?.[0]?.id ?? 0,
      pattern: '*.csv',
      schedule: newSchedule(this.session.user()?.timezone ?? 'UTC'),
      active: true,
      onlyNew: true,
      removeAfter: false,
      allowEmpty: false,
      retries: 3,
      retryMinutes: 15,
    };
  }
}
