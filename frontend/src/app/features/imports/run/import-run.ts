import { Component, DestroyRef, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type ImportPhase, type ImportView, ImportsApi } from '../../../core/api/imports-api';
import { Jobs } from '../../../core/layout/jobs';
import { action } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Formats } from '../../../shared/format/formats';
import { Progress } from '../../../shared/progress/progress';
import { ImportFigures } from '../import-figures';
import { PHASE_WORDS } from '../import-words';

/** An import while it runs: how far, how fast, and what it met so far. */
@Component({
  selector: 'em-import-run',
  imports: [ImportFigures, MatButtonModule, Progress],
  template: `
    <section class="em-panel em-stack">
      <em-progress
        i18n-label="@@imports.run.progress"
        label="Import"
        [done]="view().progress.percent"
        [total]="view().state === 'queued' ? 0 : 100"
        [compact]="true"
      />
      <p>
        <b>{{ phase() }}</b>
      </p>
      <p class="em-number">{{ text() }}</p>
      <p class="em-muted" i18n="@@imports.run.leave">
        You can close this page: the import goes on, and its address shows where it stands.
      </p>
      @if (stopping.problem(); as problem) {
        <p class="em-note bad" role="alert">{{ problem.message }}</p>
      }
      <div>
        <button
          mat-stroked-button
          type="button"
          [disabled]="stopping.pending()"
          (click)="cancel()"
          i18n="@@imports.run.cancel"
        >
          Cancel import…
        </button>
      </div>
    </section>
    <em-import-figures [counts]="view().progress" />
  `,
  styles: `
    .em-panel {
      margin-bottom: 16px;
    }
    p {
      margin: 0;
    }
  `,
})
export class ImportRun {
  private readonly api = inject(ImportsApi);
  private readonly confirm = inject(Confirm);
  private readonly formats = inject(Formats);

  readonly view = input.required<ImportView>();
  readonly changed = output<ImportView>();

  protected readonly text = computed(() => {
    const { state, progress } = this.view();
    if (state === 'queued') return $localize`:@@imports.run.queued:Waiting for its turn…`;
    const rows = this.formats.number(progress.phase === 'reading' ? progress.rowsRead : progress.phaseDone);
    const percent = this.formats.percent(progress.percent / 100, 0);
    const parts = [percent, this.rowsOf(progress.phase, rows)];
    if (progress.rowsPerSecond > 0) {
      const rate = this.formats.number(progress.rowsPerSecond);
      parts.push($localize`:@@imports.run.rate:${rate}:rate: rows per second`);
    }
    if (progress.etaSeconds !== null) {
      const time = this.formats.duration(progress.etaSeconds);
      parts.push($localize`:@@imports.run.eta:about ${time}:time: left`);
    }
    return parts.join(' · ');
  });
  protected readonly phase = computed(() => {
    const { state, progress } = this.view();
    return state === 'queued' ? '' : PHASE_WORDS[progress.phase];
  });
  protected readonly stopping = action((id: number) => this.api.cancel(id));

  constructor() {
    const jobs = inject(Jobs);
    jobs.refresh();
    inject(DestroyRef).onDestroy(() => jobs.refresh());
  }

  private rowsOf(phase: ImportPhase, rows: string): string {
    return phase === 'reading'
      ? $localize`:@@imports.run.rows:${rows}:rows: rows read`
      : $localize`:@@imports.run.done:${rows}:rows: rows done`;
  }

  protected async cancel(): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@imports.run.cancelAsk:Cancel this import?`,
      text: $localize`:@@imports.run.cancelText:Recipients that were written until now stay; you can undo them afterwards.`,
      confirm: $localize`:@@imports.run.cancelConfirm:Cancel import`,
      cancel: $localize`:@@imports.run.goOn:Go on importing`,
      danger: true,
    });
    if (!sure) return;
    const view = await this.stopping.run(this.view().id);
    if (view) this.changed.emit(view);
  }
}
