import { Component, computed, effect, inject, input, linkedSignal, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogClose } from '@angular/material/dialog';
import { RouterLink } from '@angular/router';
import { mdiUndo } from '@mdi/js';
import { type BulkJobView, BulkJobsApi, type BulkKind } from '../../../core/api/bulk-jobs-api';
import { Jobs } from '../../../core/layout/jobs';
import { polling } from '../../../core/state/polling';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { Progress } from '../../../shared/progress/progress';
import { KIND_WORDS, reasonWords } from './bulk-words';

const INTERVAL = 800;
const UNDOABLE: ReadonlySet<BulkKind> = new Set<BulkKind>(['edit', 'binding', 'delete']);

/** How far a change of many recipients is, then what became of it, with the way back. */
@Component({
  selector: 'em-bulk-job',
  imports: [Icon, MatButtonModule, MatDialogClose, Progress, RouterLink],
  templateUrl: './bulk-job.html',
  styles: `
    :host {
      display: block;
    }
    ul {
      margin: 8px 0 0;
      padding-inline-start: 20px;
    }
    .em-note {
      margin: 0;
    }
    .em-row {
      margin-top: 12px;
    }
  `,
})
export class BulkJob {
  private readonly api = inject(BulkJobsApi);
  private readonly jobs = inject(Jobs);
  private readonly formats = inject(Formats);

  /** As it was started. */
  readonly started = input.required<BulkJobView>();
  /** Offers to take it back when it is through. */
  readonly offersUndo = input(true);
  /** It ended, one way or the other. */
  readonly over = output<BulkJobView>();

  /** Its undoing once that was asked for. */
  protected readonly job = linkedSignal(() => this.started());
  protected readonly running = computed(() => ['queued', 'running'].includes(this.job().state));
  protected readonly words = computed(() => KIND_WORDS[this.job().kind]);
  protected readonly figures = computed(() => {
    const { changed, unchanged, skipped } = this.job();
    return [changed, unchanged, skipped].map((value) => this.formats.number(value));
  });
  protected readonly reasons = computed(() =>
    Object.entries(this.job().skipReasons).map(([code, count]) => ({
      code,
      count: this.formats.number(count),
      text: reasonWords(code),
    })),
  );
  protected readonly mayUndo = computed(() => {
    const { kind, changed } = this.job();
    return this.offersUndo() && !this.running() && changed > 0 && UNDOABLE.has(kind);
  });
  protected readonly undoing = action(async (id: number) => this.job.set(await this.api.undo(id)));
  protected readonly cancelling = action(async (id: number) => this.job.set(await this.api.cancel(id)));
  protected readonly icon = mdiUndo;

  constructor() {
    polling(
      () => (this.running() ? INTERVAL : null),
      async () => this.job.set(await this.api.get(this.job().id)),
    );
    effect(() => {
      const job = this.job();
      if (this.running()) this.jobs.refresh();
      else this.over.emit(job);
    });
  }
}
