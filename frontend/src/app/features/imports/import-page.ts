import { Component, computed, effect, inject, input, numberAttribute, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline, mdiPlus } from '@mdi/js';
import { ApiProblem } from '../../core/api/api-problem';
import { type ImportView, ImportsApi } from '../../core/api/imports-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Formats } from '../../shared/format/formats';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { ImportCheck } from './check/import-check';
import { IMPORT_STATES, isRunning } from './import-words';
import { ImportResult } from './result/import-result';
import { ImportRun } from './run/import-run';
import { ImportWizard } from './wizard/import-wizard';

/** How often a running import is looked at, in ms. */
const INTERVAL = 1_000;

/** One import, from the choices before its start to the result; its address stays the same all the way. */
@Component({
  selector: 'em-import-page',
  imports: [
    Icon,
    ImportCheck,
    ImportResult,
    ImportRun,
    ImportWizard,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    StatusChip,
  ],
  template: `
    @if (row.value(); as current) {
      <em-page-header
        [title]="current.fileName"
        [subtitle]="size()"
        backLink="/imports"
        i18n-backLabel="@@imports.title"
        backLabel="Imports"
      >
        <em-status-chip
          emTitleExtra
          [label]="states[current.state].label"
          [tone]="states[current.state].tone"
        />
        @if (!running()) {
          <button mat-button type="button" class="em-danger" (click)="delete(current)">
            <em-icon [path]="icons.delete" /><ng-container i18n="@@imports.delete">Delete…</ng-container>
          </button>
        }
        @if (!running() && current.state !== 'uploaded' && current.state !== 'checked') {
          <a mat-stroked-button routerLink="/imports/new">
            <em-icon [path]="icons.add" /><ng-container i18n="@@imports.new.short">New import</ng-container>
          </a>
        }
      </em-page-header>
      @if (row.problem(); as problem) {
        <p class="em-note warn" role="status">{{ problem.message }}</p>
      }
      @if (current.state === 'uploaded' || (current.state === 'checked' && changing())) {
        <em-import-wizard [view]="current" [wantedList]="list()" (started)="started($event)" />
      } @else if (current.state === 'checked') {
        <em-import-check [view]="current" (started)="row.set($event)" (rechoose)="changing.set(true)" />
      } @else if (running()) {
        <em-import-run [view]="current" (changed)="row.set($event)" />
      } @else {
        <em-import-result [view]="current" (changed)="row.set($event)" />
      }
    } @else if (row.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="row.reload" />
    } @else {
      <div class="em-panel wait" aria-busy="true"></div>
    }
  `,
  styles: `
    .wait {
      min-height: 320px;
    }
  `,
})
export class ImportPage {
  private readonly api = inject(ImportsApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly title = inject(PageTitle);
  private readonly formats = inject(Formats);

  readonly id = input.required({ transform: numberAttribute });
  /** Id of the mailing list that the recipients are meant for. */
  readonly list = input('');

  protected readonly row = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly running = computed(() => isRunning(this.row.value()?.state ?? 'uploaded'));
  /** Whether the choices are changed again after the check. */
  protected readonly changing = signal(false);
  protected readonly size = computed(() => this.formats.bytes(this.row.value()?.size ?? 0));
  protected readonly states = IMPORT_STATES;
  protected readonly icons = { add: mdiPlus, delete: mdiDeleteOutline };

  constructor() {
    effect(() => {
      const name = this.row.value()?.fileName;
      if (name) this.title.set(name);
    });
    polling(
      () => (this.running() ? INTERVAL : null),
      async () => this.row.set(await this.api.get(this.id())),
    );
  }

  protected started(view: ImportView): void {
    this.changing.set(false);
    this.row.set(view);
  }

  protected async delete({ id, fileName }: ImportView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@imports.deleteAsk:Delete this import?`,
      text: $localize`:@@imports.deleteText:The file “${fileName}:name:” and the list of its problems are removed. Recipients that it brought in stay.`,
      confirm: $localize`:@@imports.deleteConfirm:Delete import`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(id);
      this.toasts.success($localize`:@@imports.deleted:The import was deleted`);
      await this.router.navigateByUrl('/imports');
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
