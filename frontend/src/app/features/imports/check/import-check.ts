import { Component, computed, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type ImportView, ImportsApi } from '../../../core/api/imports-api';
import { Jobs } from '../../../core/layout/jobs';
import { action } from '../../../core/state/remote';
import { Formats } from '../../../shared/format/formats';
import { BadRows } from '../result/bad-rows';
import { ErrorTypes } from '../result/error-types';
import { ImportFigures } from '../import-figures';
import { CAREFUL_MODES, modeWords } from '../settings/mode-words';

/** What the look at the file found, before anything is written. */
@Component({
  selector: 'em-import-check',
  imports: [BadRows, ErrorTypes, ImportFigures, MatButtonModule],
  template: `
    <div class="em-stack">
      <section class="em-panel em-stack">
        <h2>{{ title() }}</h2>
        <p class="em-muted">{{ meaning() }}</p>
        <em-import-figures [counts]="counts()" [planned]="true" />
        @if (careful()) {
          <p class="em-note warn" i18n="@@imports.check.careful">
            Besides, active recipients of the lists that the file does not have are taken out.
          </p>
        }
        <p class="em-muted" i18n="@@imports.check.nothing">Nothing has been written yet.</p>
        @if (starting.problem(); as problem) {
          <p class="em-note bad" role="alert">{{ problem.message }}</p>
        }
        <div class="em-row">
          <button
            mat-flat-button
            type="button"
            [disabled]="starting.pending()"
            (click)="start()"
            i18n="@@imports.check.start"
          >
            Start import
          </button>
          <button mat-button type="button" (click)="rechoose.emit()" i18n="@@imports.check.change">
            Change the choices
          </button>
        </div>
      </section>
      @if (view().errorTypes.length > 0) {
        <em-error-types [types]="view().errorTypes" />
        <em-bad-rows [view]="view()" />
      }
    </div>
  `,
  styles: `
    h2,
    p {
      margin: 0;
    }
  `,
})
export class ImportCheck {
  private readonly api = inject(ImportsApi);
  private readonly formats = inject(Formats);
  private readonly jobs = inject(Jobs);

  readonly view = input.required<ImportView>();
  readonly started = output<ImportView>();
  /** The person wants to go back to the steps. */
  readonly rechoose = output();

  protected readonly counts = computed(() => this.view().found ?? this.view().progress);
  protected readonly title = computed(() => {
    const rows = this.formats.number(this.view().progress.rowsRead);
    return $localize`:@@imports.check.title:${rows}:rows: rows were checked`;
  });
  protected readonly meaning = computed(() => {
    const { label, meaning } = modeWords(this.view().mode);
    return `${label}: ${meaning}`;
  });
  protected readonly careful = computed(() => {
    const { mode } = this.view();
    return CAREFUL_MODES.has(mode) && mode.startsWith('replace');
  });
  protected readonly starting = action((id: number) => this.api.start(id));

  protected async start(): Promise<void> {
    const view = await this.starting.run(this.view().id);
    if (!view) return;
    this.jobs.refresh();
    this.started.emit(view);
  }
}
