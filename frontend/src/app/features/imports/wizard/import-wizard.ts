import { Component, type OnInit, computed, effect, inject, input, output } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { type ApiProblem } from '../../../core/api/api-problem';
import { type ImportView, ImportsApi } from '../../../core/api/imports-api';
import { urlState } from '../../../core/routing/url-state';
import { action } from '../../../core/state/remote';
import { Stepper } from '../../../shared/stepper/stepper';
import { IMPORT_STEPS } from '../import-words';
import { ColumnsStep } from './columns-step';
import { FormatStep } from './format-step';
import { TargetStep } from './target-step';
import { WizardState } from './wizard-state';

const KEYS = IMPORT_STEPS.map(({ key }) => key);

/** The choices between upload and start. The step is part of the address, the choices are kept on the server. */
@Component({
  selector: 'em-import-wizard',
  imports: [ColumnsStep, FormatStep, MatButtonModule, Stepper, TargetStep],
  providers: [WizardState],
  template: `
    <em-stepper [steps]="steps" [current]="step()" [reached]="visitable()" (stepChange)="go($event)" />
    @switch (step()) {
      @case ('columns') {
        <em-columns-step />
      }
      @case ('target') {
        <em-target-step />
      }
      @default {
        <em-format-step />
      }
    }
    @if (saving.problem(); as problem) {
      <div class="em-note bad" role="alert">
        @for (message of messagesOf(problem); track message) {
          <p>{{ message }}</p>
        }
      </div>
    }
    <div class="em-row foot">
      @if (step() !== 'format') {
        <button mat-button type="button" (click)="back()" i18n="@@imports.wizard.back">Back</button>
      }
      @if (step() === 'target') {
        <button
          mat-flat-button
          type="button"
          [disabled]="!ready()"
          (click)="start('check')"
          i18n="@@imports.wizard.check"
        >
          Check the file first
        </button>
        <button
          mat-stroked-button
          type="button"
          [disabled]="!ready()"
          (click)="start('import')"
          i18n="@@imports.wizard.start"
        >
          Import without a check
        </button>
      } @else {
        <button
          mat-flat-button
          type="button"
          [disabled]="!ready()"
          (click)="next()"
          i18n="@@imports.wizard.next"
        >
          Next
        </button>
      }
    </div>
  `,
  styles: `
    em-stepper {
      display: block;
      margin-bottom: 16px;
    }
    .foot {
      margin-top: 16px;
    }
    .em-note {
      margin-top: 16px;
    }
    .em-note p {
      margin: 0;
    }
  `,
})
export class ImportWizard implements OnInit {
  private readonly api = inject(ImportsApi);
  private readonly router = inject(Router);
  private readonly state = inject(WizardState);
  private readonly url = urlState();
  private readonly wanted = this.url.param('step', 'format');

  readonly view = input.required<ImportView>();
  /** Id of the mailing list that the person came from. */
  readonly wantedList = input('');
  readonly started = output<ImportView>();

  protected readonly steps = IMPORT_STEPS;
  /** The furthest step whose earlier ones are complete. */
  protected readonly reached = computed(() => {
    if (this.state.preview.problem() || !this.state.preview.value()) return KEYS.indexOf('format');
    return KEYS.indexOf(this.state.columnsComplete() ? 'target' : 'columns');
  });
  protected readonly step = computed(() => {
    // Until the preview is there, nobody knows which steps are complete.
    if (this.state.preview.firstLoad()) return this.wanted();
    return KEYS[Math.min(KEYS.indexOf(this.wanted()), this.reached())] ?? 'format';
  });
  protected readonly visitable = computed(() => Math.min(this.reached(), this.state.seen()));
  protected readonly saving = action(async (then: 'stay' | 'check' | 'import') => {
    const saved = await this.state.save();
    if (then === 'stay') return saved;
    return then === 'check' ? this.api.prescan(saved.id) : this.api.start(saved.id);
  });
  protected readonly ready = computed(() => {
    if (this.saving.pending() || this.state.preview.status() !== 'done') return false;
    if (this.step() === 'format') return true;
    if (!this.state.columnsComplete()) return false;
    if (this.step() === 'columns') return true;
    return this.state.settingsComplete();
  });

  constructor() {
    effect(() => {
      const at = KEYS.indexOf(this.step());
      this.state.seen.update((furthest) => Math.max(furthest, at));
    });
  }

  ngOnInit(): void {
    this.state.begin(this.view(), this.wantedList());
  }

  protected go(step: string): void {
    if (step === 'file') void this.router.navigate(['/imports/new'], { queryParamsHandling: 'preserve' });
    else this.url.patch({ step }, 'push');
  }

  protected back(): void {
    this.go(KEYS[KEYS.indexOf(this.step()) - 1] ?? 'format');
  }

  protected async next(): Promise<void> {
    // The choices are saved on the way, so that a reload finds them; a half-made list is not made yet.
    if (this.step() === 'columns' && !this.state.wantsNewList() && !(await this.saving.run('stay'))) return;
    this.go(KEYS[KEYS.indexOf(this.step()) + 1] ?? 'target');
  }

  protected async start(how: 'check' | 'import'): Promise<void> {
    const started = await this.saving.run(how);
    if (!started) return;
    this.started.emit(started);
    this.url.patch({ step: null, list: null });
  }

  protected messagesOf(problem: ApiProblem): string[] {
    const messages = Object.entries(problem.fields).map(([name, { message }]) => {
      const index = /^mapping\.(\d+)/.exec(name)?.[1];
      const column = index === undefined ? '' : this.state.preview.value()?.columns[Number(index)]?.header;
      return column ? `${column}: ${message}` : message;
    });
    return messages.length > 0 ? messages : [problem.message];
  }
}
