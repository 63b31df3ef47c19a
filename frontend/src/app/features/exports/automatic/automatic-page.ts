import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline, mdiPlay } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { ConnectionsApi } from '../../../core/api/connections-api';
import {
  type AutomaticExportData,
  type AutomaticExportView,
  ExportsApi,
} from '../../../core/api/exports-api';
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

/** One automatic export with its runs, or a new one (`/exports/automatic/new`). */
@Component({
  selector: 'em-automatic-export-page',
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
  private readonly api = inject(ExportsApi);
  private readonly connectionsApi = inject(ConnectionsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  readonly id = input.required<string>();

  protected readonly number = computed(() => (this.id() === 'new' ? undefined : Number(this.id())));
  protected readonly row = remote(
    () => this.number(),
    (id, abort) => this.api.automaticOne(id, abort),
  );
  protected readonly profiles = remote(
    () => true,
    (_, abort) => this.api.profiles(abort),
  );
  protected readonly connections = remote(
    () => true,
    (_, abort) => this.connectionsApi.names(abort),
  );
  protected readonly isNew = computed(() => this.number() === undefined);
  protected readonly ready = computed(
    () =>
      this.profiles.value() !== undefined &&
      this.connections.value() !== undefined &&
      (this.isNew() || this.row.value() !== undefined),
  );
  protected readonly data = linkedSignal<AutomaticExportData>(() => {
    const row = this.row.value();
    return row && !this.isNew() ? dataOf(row) : this.empty();
  });
  private readonly dirty = signal(false);
  protected readonly lacking = computed(
    () => this.profiles.value()?.length === 0 || this.connections.value()?.length === 0,
  );
  /** Counts runs begun here, so that the list below looks again. */
  protected readonly begun = signal(0);
  protected readonly newTitle = $localize`:@@exports.automatic.new:New automatic export`;
  protected readonly icons = { delete: mdiDeleteOutline, run: mdiPlay };

  protected readonly saving = action(async () => {
    const data = { ...this.data(), name: this.data().name.trim(), folder: this.data().folder.trim() };
    const row = this.row.value();
    return row && !this.isNew()
      ? this.api.changeAutomatic(row.id, { ...data, version: row.version })
      : this.api.createAutomatic(data);
  });
  protected readonly running = action((id: number) => this.api.runAutomatic(id));
  protected readonly errors = computed(() => {
    const fields = this.saving.problem()?.fields ?? {};
    return Object.fromEntries(
      Object.entries(fields).map(([name, { message }]) => [name.replace(/^schedule\./, ''), message]),
    );
  });

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.row.value()?.name;
      if (name) title.set(name);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.dirty();
  }

  protected set(change: Partial<AutomaticExportData>): void {
    this.data.update((data) => ({ ...data, ...change }));
    this.dirty.set(true);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const saved = await this.saving.run();
    if (!saved) return;
    this.dirty.set(false);
    this.row.set(saved);
    this.toasts.success($localize`:@@exports.automatic.saved:The automatic export was saved`);
    if (this.isNew()) await this.router.navigate(['/exports/automatic', saved.id], { replaceUrl: true });
  }

  protected async run(): Promise<void> {
    const id = this.number();
    if (id !== undefined && (await this.running.run(id))) this.begun.update((count) => count + 1);
  }

  protected async delete(): Promise<void> {
    const id = this.number();
    if (id === undefined) return;
    const sure = await this.confirm.ask({
      title: $localize`:@@exports.automatic.deleteAsk:Delete this automatic export?`,
      text: $localize`:@@exports.automatic.deleteText:No more files are made. Those that it made stay where they are.`,
      confirm: $localize`:@@exports.automatic.delete:Delete automatic export`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.deleteAutomatic(id);
      this.dirty.set(false);
      await this.router.navigateByUrl('/exports/automatic');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  private empty(): AutomaticExportData {
    return {
      name: '',
      profileId: this.profiles.value()?.[0]?.id ?? 0,
      connectionId: this.connections.value()?.[0]?.id ?? 0,
      folder: '',
      schedule: newSchedule(this.session.user()?.timezone ?? 'UTC'),
      active: true,
      onlyChanges: false,
      skipEmpty: false,
      reportAddresses: [],
      errorAddresses: [],
    };
  }
}

function dataOf(row: AutomaticExportView): AutomaticExportData {
  const { name, profileId, connectionId, folder, schedule, active } = row;
  const { onlyChanges, skipEmpty, reportAddresses, errorAddresses } = row;
  const what = { name, profileId, connectionId, folder, schedule, active };
  return { ...what, onlyChanges, skipEmpty, reportAddresses, errorAddresses };
}
