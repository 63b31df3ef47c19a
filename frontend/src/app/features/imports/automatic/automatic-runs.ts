import { Component, inject, input, output } from '@angular/core';
import { RouterLink } from '@angular/router';
import { type AutomaticImportRun, AutomaticImportsApi } from '../../../core/api/automatic-imports-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { polling } from '../../../core/state/polling';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { Time } from '../../../shared/format/time';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { RUN_STARTERS, RUN_STATES, runsNow } from './automatic-words';

const INTERVAL = 2_000;

/** What an automatic import did, newest first. */
@Component({
  selector: 'em-automatic-runs',
  imports: [Cell, DataTable, Problem, RouterLink, StatusChip, Time],
  template: `
    <section>
      <h2 i18n="@@imports.runs.title">Runs</h2>
      @if (runs.problem(); as problem) {
        <em-problem [problem]="problem" [retry]="runs.reload" />
      } @else {
        <em-data-table
          i18n-caption="@@imports.runs.title"
          caption="Runs"
          [columns]="columns"
          [rows]="runs.value()?.items"
          [loading]="runs.status() === 'pending'"
          [page]="pageInfo()"
          (pageMove)="paging.move($event, runs.value()?.next)"
        >
          <ng-template emCell="createdAt" [emCellOf]="runs.value()?.items" let-row
            ><em-time [value]="row.createdAt" />
            <span class="em-muted">{{ by[row.startedBy] }}</span></ng-template
          >
          <ng-template emCell="state" [emCellOf]="runs.value()?.items" let-row
            ><em-status-chip [label]="states[row.state].label" [tone]="states[row.state].tone"
          /></ng-template>
          <ng-template emCell="fileName" [emCellOf]="runs.value()?.items" let-row>
            @if (row.importId) {
              <a [routerLink]="['/imports', row.importId]">{{ row.fileName }}</a>
            } @else {
              {{ row.fileName ?? '–' }}
            }
          </ng-template>
          <ng-template emCell="error" [emCellOf]="runs.value()?.items" let-row>{{
            row.error ?? ''
          }}</ng-template>
        </em-data-table>
      }
    </section>
  `,
})
export class AutomaticRuns {
  private readonly api = inject(AutomaticImportsApi);
  private readonly url = urlState();

  readonly importId = input.required<number>();
  /** The newest run as the page knows it: another one means that there is something new. */
  readonly last = input<AutomaticImportRun | null>(null);
  /** While one runs, the page looks again, too. */
  readonly moved = output();

  protected readonly paging = keyPaging(this.url);
  protected readonly runs = remote(
    () => ({
      id: this.importId(),
      after: this.paging.after(),
      last: this.last()?.id,
      state: this.last()?.state,
    }),
    ({ id, after }, abort) => this.api.runs(id, after, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.runs.value());
  protected readonly columns: readonly Column[] = [
    { key: 'createdAt', label: $localize`:@@imports.runs.when:When`, primary: true, width: '260px' },
    { key: 'state', label: $localize`:@@imports.runs.state:Result`, width: '160px' },
    { key: 'fileName', label: $localize`:@@imports.runs.file:File` },
    { key: 'error', label: $localize`:@@imports.runs.error:What went wrong` },
  ];
  protected readonly states = RUN_STATES;
  protected readonly by = RUN_STARTERS;

  constructor() {
    polling(
      () => (runsNow(this.last()) ? INTERVAL : null),
      async () => this.moved.emit(),
    );
  }
}
