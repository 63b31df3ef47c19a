import { Component, computed, effect, inject, input, linkedSignal, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { mdiDeleteOutline } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ImportProfileSettings, ImportProfilesApi } from '../../../core/api/import-profiles-api';
import { type FileFormat } from '../../../core/api/imports-api';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { Problem } from '../../../core/errors/problem';
import { PageTitle } from '../../../core/routing/page-title';
import { Session } from '../../../core/session/session';
import { action, remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';
import { UsageList } from '../../../shared/usage-list/usage-list';
import { ConsentChoice } from '../settings/consent-choice';
import { ListChoice } from '../settings/list-choice';
import { MatchingChoice } from '../settings/matching-choice';
import { ModeChoice } from '../settings/mode-choice';
import { subscribes, usesLists } from '../settings/mode-words';
import { ReportChoice } from '../settings/report-choice';
import { ValueChoice } from '../settings/value-choice';
import { FormatChoice } from './format-choice';
import { MappingTable } from './mapping-table';
import { newProfileSettings } from './new-profile';

/** One import profile, or a new one (`/imports/profiles/new`). */
@Component({
  selector: 'em-import-profile-page',
  imports: [
    ConsentChoice, Field, FormatChoice, Icon, ListChoice, MappingTable, MatButtonModule, MatchingChoice, ModeChoice, PageHeader, Problem,
    ReportChoice, UsageList, ValueChoice,
  ], // prettier-ignore
  templateUrl: './profile-page.html',
  styles: `
    .em-panel {
      max-width: 900px;
    }
    h2 {
      margin: 0;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
    }
  `,
})
export class ProfilePage {
  private readonly api = inject(ImportProfilesApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);

  readonly id = input.required<string>();

  private readonly number = computed(() => (this.id() === 'new' ? undefined : Number(this.id())));
  protected readonly profile = remote(
    () => this.number(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly usages = remote(
    () => this.number(),
    (id, abort) => this.api.usage(id, abort),
  );
  protected readonly lists = remote(
    () => true,
    (_, abort) => this.listsApi.all(abort),
  );
  protected readonly fields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  protected readonly isNew = computed(() => this.number() === undefined);
  protected readonly ready = computed(() => this.isNew() || this.profile.value() !== undefined);
  protected readonly name = linkedSignal(() => this.profile.value()?.name ?? '');
  protected readonly description = linkedSignal(() => this.profile.value()?.description ?? '');
  protected readonly zipPassword = signal<string | undefined>(undefined);
  protected readonly settings = linkedSignal<ImportProfileSettings>(
    () => this.profile.value()?.settings ?? newProfileSettings(this.session.user()?.timezone ?? 'UTC'),
  );
  private readonly dirty = signal(false);
  protected readonly subscribes = computed(() => {
    const { mode, mailingListIds } = this.settings();
    return subscribes(mode) && (mailingListIds === 'all' || mailingListIds.length > 0);
  });
  protected readonly withLists = computed(() => usesLists(this.settings().mode));
  protected readonly zipHint = computed(() =>
    this.profile.value()?.hasZipPassword === true
      ? $localize`:@@imports.zip.set:One is set; blank keeps it`
      : $localize`:@@imports.zip.hint:Only if the files come in an archive with a password`,
  );
  protected readonly untitled = $localize`:@@imports.profiles.new:New profile`;
  protected readonly icons = { delete: mdiDeleteOutline };

  protected readonly saving = action(async () => {
    const data = {
      name: this.name().trim(),
      description: this.description().trim(),
      settings: this.settings(),
      ...(this.zipPassword() === undefined ? {} : { zipPassword: this.zipPassword() ?? '' }),
    };
    const before = this.profile.value();
    return before && !this.isNew()
      ? this.api.change(before.id, { ...data, version: before.version })
      : this.api.create(data);
  });
  /** By the name of the field; what has no place of its own stands below the form. */
  protected readonly errors = computed(() => this.saving.problem()?.fields ?? {});
  protected readonly otherErrors = computed(() => {
    const problem = this.saving.problem();
    if (!problem) return [];
    const others = Object.entries(problem.fields).filter(([field]) => field !== 'name');
    return others.length > 0 ? others.map(([, { message }]) => message) : [problem.message];
  });

  constructor() {
    effect(() => {
      const name = this.profile.value()?.name;
      if (name) this.title.set(name);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.dirty();
  }

  protected set(change: Partial<ImportProfileSettings>): void {
    this.settings.update((settings) => ({ ...settings, ...change }));
    this.dirty.set(true);
  }

  protected format(change: Partial<FileFormat>): void {
    this.set({ format: { ...this.settings().format, ...change } });
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
    this.toasts.success($localize`:@@imports.profiles.saved:The profile was saved`);
    if (this.isNew()) await this.router.navigate(['/imports/profiles', saved.id], { replaceUrl: true });
  }

  protected async delete(): Promise<void> {
    const profile = this.profile.value();
    if (!profile) return;
    const sure = await this.confirm.ask({
      title: $localize`:@@imports.profiles.deleteAsk:Delete this profile?`,
      text: $localize`:@@imports.profiles.deleteText:Imports that used it stay as they are.`,
      confirm: $localize`:@@imports.profiles.delete:Delete profile`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(profile.id);
      this.dirty.set(false);
      await this.router.navigateByUrl('/imports/profiles');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
