import { Injectable, computed, effect, inject, linkedSignal, signal, untracked } from '@angular/core';
import {
  type ColumnTarget,
  type ColumnMapping,
  type FileFormat,
  type ImportConsent,
  type ImportPreview,
  type ImportSettings,
  type ImportView,
  ImportsApi,
} from '../../../core/api/imports-api';
import { ImportProfilesApi } from '../../../core/api/import-profiles-api';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { needsLists } from '../settings/mode-words';
import { columnProblems, isComplete } from './column-choice';
import { formatOnly, named, sameColumns, settingsOf, type ColumnExtras } from './wizard-values';

interface Source {
  readonly preview: ImportPreview | undefined;
  readonly profile: readonly ColumnMapping[] | undefined;
}

/** The choices of an import before its start; provided by the wizard, shared by its steps. */
@Injectable()
export class WizardState {
  private readonly api = inject(ImportsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly profilesApi = inject(ImportProfilesApi);

  readonly view = signal<ImportView | undefined>(undefined);
  readonly format = linkedSignal<ImportView | undefined, FileFormat | undefined>({
    source: this.view,
    computation: (view, before) => before?.value ?? (view && formatOnly(view.format)),
  });
  readonly preview = remote(
    () => {
      const id = this.view()?.id;
      const format = this.format();
      return id === undefined || !format ? undefined : { id, format };
    },
    ({ id, format }, abort) => this.api.preview(id, format, abort),
  );
  readonly lists = remote(
    () => true,
    (_, abort) => this.listsApi.all(abort),
  );
  readonly fields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  readonly knownFields = computed(() => this.fields.value() ?? []);

  readonly profiles = remote(
    () => true,
    (_, abort) => this.profilesApi.all(abort),
  );
  readonly profileId = signal<number | null>(null);
  /** Columns of the profile that is used, by their names; undefined without one. */
  private readonly profileMapping = signal<readonly ColumnMapping[] | undefined>(undefined);

  /** One per column of the preview. Kept while the columns stay the same, else as saved or guessed. */
  readonly targets = linkedSignal<Source, readonly ColumnTarget[]>({
    source: () => ({ preview: this.preview.value(), profile: this.profileMapping() }),
    computation: ({ preview, profile }, before) => {
      if (!preview) return [];
      if (profile && profile !== before?.source.profile) {
        return preview.columns.map(({ header, guess }) => named(profile, header)?.target ?? guess);
      }
      if (before?.source.preview && sameColumns(before.source.preview, preview)) return before.value;
      const saved = before?.source.preview ? [] : (this.view()?.mapping ?? []);
      if (saved.length === preview.columns.length) return saved.map(({ target }) => target);
      return preview.columns.map(({ guess }) => guess);
    },
  });
  /** By index of the column; kept like the targets. */
  readonly extras = linkedSignal<Source, readonly ColumnExtras[]>({
    source: () => ({ preview: this.preview.value(), profile: this.profileMapping() }),
    computation: ({ preview, profile }, before) => {
      if (!preview) return [];
      const fresh = profile && profile !== before?.source.profile;
      const known = before?.source.preview;
      if (!fresh && known && sameColumns(known, preview)) return before.value;
      const saved = known ? [] : (this.view()?.mapping ?? []);
      return preview.columns.map(({ header }, index) => {
        const entry = fresh ? named(profile, header) : saved[index];
        return { mandatory: entry?.mandatory ?? false, defaultValue: entry?.defaultValue ?? '' };
      });
    },
  });
  readonly settings = signal<ImportSettings | undefined>(undefined);
  readonly consent = signal<ImportConsent | null>(null);
  readonly newListName = signal('');
  readonly wantsNewList = signal(false);

  private readonly keys = computed(() => this.settings()?.keys ?? ['email']);
  readonly columnProblems = computed(() => columnProblems(this.targets(), this.knownFields()));
  readonly columnsComplete = computed(() => isComplete(this.targets(), this.knownFields(), this.keys()));
  readonly someList = computed(() => {
    const lists = this.settings()?.mailingListIds ?? [];
    return lists === 'all' || lists.length > 0 || this.wantsNewList();
  });
  readonly listNames = computed(() => {
    const chosen = this.settings()?.mailingListIds ?? [];
    if (chosen === 'all') return $localize`:@@imports.lists.every:all lists`;
    const names = (this.lists.value() ?? []).filter(({ id }) => chosen.includes(id)).map(({ name }) => name);
    return [...names, ...(this.wantsNewList() ? [this.newListName().trim()] : [])].join(', ');
  });
  readonly settingsComplete = computed(() => {
    const settings = this.settings();
    if (!settings) return false;
    if (this.wantsNewList() && this.newListName().trim().length < 3) return false;
    return (this.someList() || !needsLists(settings.mode)) && settings.dateFormats.length > 0;
  });

  /** Index of the furthest step seen. */
  readonly seen = signal(0);

  constructor() {
    effect(() => {
      const found = this.preview.value()?.decimalSeparator;
      // Of a file whose options nobody has chosen yet, what its numbers look like is the proposal.
      if (found && this.view()?.mapping.length === 0) untracked(() => this.set({ decimalSeparator: found }));
    });
  }

  /** Takes over what was chosen before, perhaps on an earlier visit. */
  begin(view: ImportView, wantedList: string): void {
    this.view.set(view);
    const settings = settingsOf(view);
    const wanted = Number(wantedList);
    const fresh = view.mapping.length === 0;
    if (fresh && wanted > 0) settings.mailingListIds = [wanted];
    if (fresh) settings.timeZone = this.session.user()?.timezone ?? settings.timeZone;
    this.settings.set(settings);
    this.consent.set(view.consent);
    this.profileId.set(view.profileId);
  }

  set(change: Partial<ImportSettings>): void {
    this.settings.update((settings) => settings && { ...settings, ...change });
  }

  detail(index: number, change: ColumnExtras): void {
    this.extras.update((all) => all.map((before, at) => (at === index ? { ...before, ...change } : before)));
  }

  retarget(index: number, target: ColumnTarget): void {
    this.targets.update((targets) => targets.map((before, at) => (at === index ? target : before)));
  }

  reformat(change: Partial<FileFormat>): void {
    this.format.update((format) => format && { ...format, ...change });
  }

  /** Takes over format, columns (by their names) and options of a profile. */
  async useProfile(id: number): Promise<void> {
    const { settings } = await this.profilesApi.get(id);
    this.profileId.set(id);
    this.format.set(formatOnly(settings.format));
    this.profileMapping.set(settings.mapping);
    this.settings.set(settingsOf(settings));
    this.consent.set(settings.consent);
  }

  /** Keeps the choices as a profile. @throws ApiProblem */
  async saveAsProfile(name: string): Promise<void> {
    const { format, preview, settings } = this.chosen();
    const profile = await this.profilesApi.create({
      name,
      description: '',
      settings: {
        ...settings,
        format,
        mapping: this.mappingOf(preview),
        autoMapping: false,
        consent: this.consent(),
      },
    });
    this.profileId.set(profile.id);
    this.profiles.reload();
  }

  /** Saves the choices on the server, making the new mailing list if one is wanted. @throws ApiProblem */
  async save(): Promise<ImportView> {
    const { format, preview } = this.chosen();
    const view = this.view();
    if (!view) throw new Error('there is no import yet');
    await this.makeList();
    return this.api.choose(view.id, {
      ...this.chosen().settings,
      format,
      mapping: this.mappingOf(preview),
      consent: this.consent(),
      profileId: this.profileId(),
    });
  }

  private chosen() {
    const [format, preview, settings] = [this.format(), this.preview.value(), this.settings()];
    if (!format || !preview || !settings) throw new Error('nothing to save yet');
    return { format, preview, settings };
  }

  private mappingOf(preview: ImportPreview): ColumnMapping[] {
    const columns = this.targets().map((target, index) => ({
      name: preview.columns[index]?.header ?? '',
      target,
      ...this.extras()[index],
    }));
    const constants = (this.profileMapping() ?? this.view()?.mapping ?? []).filter(
      ({ constant }) => constant === true,
    );
    return [...columns, ...constants];
  }

  private async makeList(): Promise<void> {
    if (!this.wantsNewList()) return;
    const made = await this.listsApi.create({ name: this.newListName().trim() });
    // A second try must not make a second list.
    this.wantsNewList.set(false);
    const { mailingListIds = [] } = this.settings() ?? {};
    this.set({ mailingListIds: mailingListIds === 'all' ? 'all' : [...mailingListIds, made.id] });
    this.lists.reload();
  }
}
