import { Injectable, computed, inject, linkedSignal, signal } from '@angular/core';
import { UserType } from '@contract/recipients/codes';
import {
  type ColumnTarget,
  type CsvFormat,
  type DecimalSeparator,
  type ImportMode,
  type ImportOptions,
  type ImportPreview,
  type ImportView,
  ImportsApi,
} from '../../../core/api/imports-api';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { remote } from '../../../core/state/remote';
import { columnProblems, isComplete } from './column-choice';

/** `none`, `new`, or the id of a mailing list. */
export type ListChoice = 'none' | 'new' | number;

/** The choices of an import before its start; provided by the wizard, shared by its steps. */
@Injectable()
export class WizardState {
  private readonly api = inject(ImportsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);

  readonly view = signal<ImportView | undefined>(undefined);
  readonly format = linkedSignal<ImportView | undefined, CsvFormat | undefined>({
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

  /** One per column of the preview. Kept while the columns stay the same, else as saved or guessed. */
  readonly targets = linkedSignal<ImportPreview | undefined, readonly ColumnTarget[]>({
    source: this.preview.value,
    computation: (preview, before) => {
      if (!preview) return [];
      if (before?.source && sameColumns(before.source, preview)) return before.value;
      const saved = before?.source ? [] : (this.view()?.mapping ?? []);
      if (saved.length === preview.columns.length) return saved.map(({ target }) => target);
      return preview.columns.map(({ guess }) => guess);
    },
  });
  readonly columnProblems = computed(() => columnProblems(this.targets(), this.knownFields()));
  readonly columnsComplete = computed(() => isComplete(this.targets(), this.knownFields()));

  /** Index of the furthest step seen. */
  readonly seen = signal(0);
  readonly list = signal<ListChoice>('none');
  readonly newListName = signal('');
  readonly userType = signal<UserType>(UserType.World);
  readonly mode = signal<ImportMode>('add-and-update');
  readonly decimalSeparator = linkedSignal<DecimalSeparator>(() => {
    const view = this.view();
    if (view && view.mapping.length > 0) return view.decimalSeparator;
    return this.preview.value()?.decimalSeparator ?? '.';
  });

  /** Takes over what was chosen before, perhaps on an earlier visit. */
  begin(view: ImportView, wantedList: string): void {
    this.view.set(view);
    this.userType.set(view.userType);
    this.mode.set(view.mode);
    const list = view.mailingListId ?? Number(wantedList);
    if (list > 0) this.list.set(list);
  }

  retarget(index: number, target: ColumnTarget): void {
    this.targets.update((targets) => targets.map((before, at) => (at === index ? target : before)));
  }

  reformat(change: Partial<CsvFormat>): void {
    this.format.update((format) => format && { ...format, ...change });
  }

  /** Saves the choices on the server, making the new mailing list if one is wanted. @throws ApiProblem */
  async save(): Promise<ImportView> {
    const [view, format, preview] = [this.view(), this.format(), this.preview.value()];
    if (!view || !format || !preview) throw new Error('nothing to save yet');
    const options: ImportOptions = {
      format,
      mapping: this.targets().map((target, index) => ({
        name: preview.columns[index]?.header ?? '',
        target,
      })),
      mailingListId: await this.listId(),
      userType: this.userType(),
      mode: this.mode(),
      decimalSeparator: this.decimalSeparator(),
    };
    return this.api.choose(view.id, options);
  }

  private async listId(): Promise<number | null> {
    const list = this.list();
    if (list === 'none') return null;
    if (list !== 'new') return list;
    const made = await this.listsApi.create({ name: this.newListName().trim() });
    // A second try must not make a second list.
    this.list.set(made.id);
    this.lists.reload();
    return made.id;
  }
}

function formatOnly({ encoding, separator, quote, header }: CsvFormat): CsvFormat {
  return { encoding, separator, quote, header };
}

function sameColumns(before: ImportPreview, after: ImportPreview): boolean {
  return (
    before.columns.length === after.columns.length &&
    before.columns.every(({ header }, index) => header === after.columns[index]?.header)
  );
}
