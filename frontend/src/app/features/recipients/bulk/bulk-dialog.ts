import { Component, DestroyRef, computed, inject, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import {
  type BulkChange,
  type BulkJobView,
  BulkJobsApi,
  type BulkPreview,
  type Selection,
} from '../../../core/api/bulk-jobs-api';
import { type MailingListView } from '../../../core/api/mailing-lists-api';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { BindingChangeForm } from './binding-change-form';
import { BulkJob } from './bulk-job';
import { KIND_WORDS, reasonWords } from './bulk-words';
import { EditForm } from './edit-form';

export interface BulkQuestion {
  kind: BulkChange['kind'];
  selection: Selection;
  fields: readonly ProfileFieldView[];
  lists: readonly MailingListView[];
  /** Runs when recipients were changed. */
  changed: () => void;
}

/** From this many on, the number must be typed to delete them. */
const MANY = 1000;

/** What shall change → exactly whom that concerns → progress → what became of it. May be closed at any time. */
@Component({
  selector: 'em-bulk-dialog',
  imports: [BindingChangeForm, BulkJob, EditForm, MatButtonModule, MatDialogModule],
  templateUrl: './bulk-dialog.html',
  styleUrl: './bulk-dialog.scss',
})
export class BulkDialog {
  private readonly api = inject(BulkJobsApi);
  private readonly formats = inject(Formats);
  private readonly dialog = inject<MatDialogRef<BulkDialog>>(MatDialogRef);
  protected readonly question = inject<BulkQuestion>(MAT_DIALOG_DATA);

  protected readonly title = KIND_WORDS[this.question.kind].title;
  /** What was counted; null until it is said what shall change. */
  protected readonly change = signal<BulkChange | null>(null);
  private readonly preview = signal<BulkPreview | null>(null);
  private readonly abort = new AbortController();
  protected readonly counting = action(async (change: BulkChange) => {
    this.preview.set(await this.api.preview(change, this.abort.signal));
    this.change.set(change);
  });
  protected readonly job = signal<BulkJobView | null>(null);
  protected readonly typed = signal('');
  protected readonly starting = action(async (change: BulkChange) => {
    this.job.set(await this.api.start(change));
  });

  protected readonly figures = computed(() => {
    const preview = this.preview();
    if (!preview) return null;
    const skipped = Object.entries(preview.skipped).map(([code, count]) => ({
      code,
      count: this.formats.number(count),
      text: reasonWords(code),
    }));
    return {
      ...preview,
      skipped,
      total: this.formats.number(preview.recipients),
      change: this.formats.number(preview.willChange),
      same: this.formats.number(preview.unchanged),
    };
  });
  /** What must be typed before very many are deleted. */
  protected readonly word = computed(() => {
    const count = this.preview()?.willChange ?? 0;
    return this.question.kind === 'delete' && count > MANY ? String(count) : '';
  });
  protected readonly allowed = computed(
    () =>
      (this.figures()?.willChange ?? 0) > 0 &&
      !this.starting.pending() &&
      (this.word() === '' || this.typed().replace(/\D/g, '') === this.word()),
  );
  protected readonly verb = computed(() => {
    const count = this.figures()?.change ?? '';
    return this.question.kind === 'delete'
      ? $localize`:@@recipients.bulk.doDelete:Delete ${count}:count:`
      : $localize`:@@recipients.bulk.doChange:Change ${count}:count:`;
  });

  constructor() {
    inject(DestroyRef).onDestroy(() => this.abort.abort());
    if (this.question.kind === 'delete') this.look({});
  }

  /** Counts exactly; values that the server refuses are told in the form. */
  protected look(what: Omit<BulkChange, 'kind' | 'selection'>): void {
    const { kind, selection } = this.question;
    void this.counting.run({ kind, selection, ...what });
  }

  protected start(): void {
    const change = this.change();
    if (change) void this.starting.run(change);
  }

  protected back(): void {
    this.change.set(null);
  }

  protected ended(): void {
    this.question.changed();
  }

  protected close(): void {
    this.dialog.close();
  }
}
