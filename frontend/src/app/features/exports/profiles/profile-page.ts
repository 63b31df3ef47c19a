import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import {
  DEFAULT_EXPORT_OPTIONS,
  type ExportFilter,
  type ExportFormat,
  type ExportOptions,
} from '@contract/exports/export-options';
import { mdiDeleteOutline, mdiPlay } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { ExportsApi } from '../../../core/api/exports-api';
import { Problem } from '../../../core/errors/problem';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';
import { ColumnChoice } from './column-choice';
import { DateLimits } from './date-limits';
import { exportChoices } from './export-choices';
import { FormatChoice } from './format-choice';
import { errorsBelow, filterOf } from './option-texts';
import { PreviewPanel } from './preview-panel';
import { RecipientChoice } from './recipient-choice';

/** An export: chosen, looked at and run, kept under a name if wanted (`/exports/profiles/new`). */
@Component({
  selector: 'em-export-profile-page',
  imports: [
    ColumnChoice, DateLimits, Field, FormatChoice, Icon, MatButtonModule, PageHeader, PreviewPanel, Problem,
    RecipientChoice,
  ], // prettier-ignore
  templateUrl: './profile-page.html',
  styles: `
    .em-panel {
      max-width: 900px;
    }
    h2 {
      margin: 0;
    }
  `,
})
export class ProfilePage {
  private readonly api = inject(ExportsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);

  readonly id = input.required<string>();
  /** Of a list whose recipients are to be exported: its filter as JSON. */
  readonly filter = input<string>();

  private readonly number = computed(() => (this.id() === 'new' ? undefined : Number(this.id())));
  protected readonly profile = remote(
    () => this.number(),
    (id, abort) => this.api.profile(id, abort),
  );
  private readonly choices = exportChoices();
  protected readonly lists = computed(() => this.choices.value()?.lists ?? []);
  protected readonly fields = computed(() => this.choices.value()?.fields ?? []);
  protected readonly groups = computed(() => this.choices.value()?.groups ?? []);
  protected readonly isNew = computed(() => this.number() === undefined);
  protected readonly ready = computed(
    () => (this.isNew() || this.profile.value() !== undefined) && this.choices.value() !== undefined,
  );
  protected readonly problem = computed(() => this.profile.problem() ?? this.choices.problem());
  protected readonly name = linkedSignal(() => this.profile.value()?.name ?? '');
  protected readonly description = linkedSignal(() => this.profile.value()?.description ?? '');
  protected readonly zipPassword = signal<string | undefined>(undefined);
  protected readonly options = linkedSignal<ExportOptions>(
    () => this.profile.value()?.options ?? this.fresh(),
  );
  private readonly dirty = signal(false);
  protected readonly zipHint = computed(() =>
    this.profile.value()?.hasZipPassword === true
      ? $localize`:@@exports.zip.set:One is set; blank keeps it`
      : $localize`:@@exports.zip.hint:Encrypts the archive (AES-256); at least 4 characters`,
  );
  protected readonly newTitle = $localize`:@@exports.new:New export`;
  protected readonly fileNameHint = $localize`:@@exports.fileNameHint:${'{profile}'}:profile:, ${'{date}'}:date:, ${'{time}'}:time: and ${'{id}'}:id: are filled in`;
  protected readonly icons = { delete: mdiDeleteOutline, run: mdiPlay };

  protected readonly saving = action(async () => {
    const before = this.profile.value();
    const data = {
      name: this.name().trim(),
      description: this.description().trim(),
      options: this.options(),
      ...this.password(),
    };
    return before && !this.isNew()
      ? this.api.changeProfile(before.id, { ...data, version: before.version })
      : this.api.createProfile(data);
  });
  protected readonly running = action(() => {
    const profileId = this.number();
    const name = this.name().trim();
    return this.api.start({
      ...(profileId === undefined ? {} : { profileId }),
      ...(name === '' ? {} : { name }),
      options: this.options(),
      ...this.password(),
    });
  });
  private readonly failure = computed(() => this.saving.problem() ?? this.running.problem());
  protected readonly errors = computed(() => errorsBelow(this.failure()?.fields ?? {}));
  protected readonly message = computed(() => this.failure()?.message);

  constructor() {
    const title = inject(PageTitle);
    effect(() => {
      const name = this.profile.value()?.name;
      if (name) title.set(name);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.dirty();
  }

  protected set(change: Partial<ExportOptions>): void {
    this.options.update((options) => ({ ...options, ...change }));
    this.dirty.set(true);
  }

  protected setFilter(filter: ExportFilter): void {
    this.set({ filter, ...(filter.status === 2 ? {} : { bounceDetails: false }) });
  }

  protected setFormat(format: ExportFormat): void {
    if (!format.zip) this.zipPassword.set(undefined);
    this.set({ format });
  }

  protected touch(): void {
    this.dirty.set(true);
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const saved = await this.saving.run();
    if (!saved) return;
    this.dirty.set(false);
    this.zipPassword.set(undefined);
    this.profile.set(saved);
    this.toasts.success($localize`:@@exports.profiles.saved:The profile was saved`);
    if (this.isNew()) await this.router.navigate(['/exports/profiles', saved.id], { replaceUrl: true });
  }

  protected async run(): Promise<void> {
    const started = await this.running.run();
    if (!started) return;
    // A new one without a name was meant for once.
    if (this.isNew() && this.name().trim() === '') this.dirty.set(false);
    await this.router.navigate(['/exports', started.id]);
  }

  protected async delete(): Promise<void> {
    const id = this.number();
    if (id === undefined) return;
    const sure = await this.confirm.ask({
      title: $localize`:@@exports.profiles.deleteAsk:Delete this profile?`,
      text: $localize`:@@exports.profiles.deleteText:Exports that it made stay.`,
      confirm: $localize`:@@exports.profiles.delete:Delete profile`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.deleteProfile(id);
      this.dirty.set(false);
      await this.router.navigateByUrl('/exports/profiles');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  private password(): { zipPassword?: string } {
    const text = this.zipPassword();
    return text === undefined || text === '' || !this.options().format.zip ? {} : { zipPassword: text };
  }

  private fresh(): ExportOptions {
    const { format } = DEFAULT_EXPORT_OPTIONS;
    const timeZone = this.session.user()?.timezone ?? 'UTC';
    return { ...DEFAULT_EXPORT_OPTIONS, filter: filterOf(this.filter()), format: { ...format, timeZone } };
  }
}
