import { Component, computed, inject, input } from '@angular/core';
import { type ExportView, ExportsApi } from '../../../core/api/exports-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { polling } from '../../../core/state/polling';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { NumberPipe } from '../../../shared/format/number.pipe';
import { Time } from '../../../shared/format/time';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { EXPORT_STATES, isRunning } from '../export-words';

const INTERVAL = 2_000;

/** What an automatic export did, newest first. */
@Component({
  selector: 'em-automatic-export-runs',
  imports: [Cell, DataTable, NumberPipe, Problem, StatusChip, Time],
  template: `
    <section>
      <h2 i18n="@@exports.runs.title">Runs</h2>
      @if (runs.problem(); as problem) {
        <em-problem [problem]="problem" [retry]="runs.reload" />
      } @else {
        <em-data-table
          i18n-caption="@@exports.runs.title"
          caption="Runs"
          [columns]="columns"
          [rows]="items()"
          [loading]="runs.status() === 'pending' && !items()"
          [rowLink]="link"
          [page]="pageInfo()"
          (pageMove)="paging.move($event, runs.value()?.next)"
        >
          <ng-template emCell="createdAt" [emCellOf]="items()" let-row
            ><em-time [value]="row.createdAt"
          /></ng-template>
          <ng-template emCell="state" [emCellOf]="items()" let-row
            ><em-status-chip [label]="states[row.state].label" [tone]="states[row.state].tone"
          /></ng-template>
          <ng-template emCell="rows" [emCellOf]="items()" let-row>{{ row.rows | emNumber }}</ng-template>
          <ng-template emCell="result" [emCellOf]="items()" let-row>{{
            row.problem?.message ?? row.deliveredTo
          }}</ng-template>
        </em-data-table>
      }
    </section>
  `,
})
export class AutomaticRuns {
  private readonly api = inject(ExportsApi);
  private readonly url = urlState();

  readonly exportId = input.required<number>();
  /** Changes when one was begun by hand. */
  readonly begun = input(0);

  protected readonly paging = keyPaging(this.url);
  protected readonly runs = remote(
    () => ({ id: this.exportId(), after: this.paging.after(), begun: this.begun() }),
    ({ id, after }, abort) => this.api.runs(id, after, abort),
  );
  protected readonly items = computed(() => this.runs.value()?.items);
  protected readonly pageInfo = this.paging.info(() => this.runs.value());
  protected readonly columns: readonly Column[] = [
    { key: 'createdAt', label: $localize`:@@exports.runs.when:When`, primary: true, width: '200px' },
    { key: 'state', label: $localize`:@@exports.state:State`, width: '160px' },
    { key: 'rows', label: $localize`:@@exports.rows:Recipients`, align: 'end', width: '110px' },
    { key: 'result', label: $localize`:@@exports.runs.result:Delivered to, or what went wrong` },
  ];
  protected readonly states = EXPORT_STATES;
  protected readonly link = ({ id }: ExportView): string => `/exports/${id}`;

  constructor() {
    const busy = computed(() => this.items()?.some(({ state }) => isRunning(state)) ?? false);
    polling(
      () => (busy() ? INTERVAL : null),
      async () => this.runs.reload(),
    );
  }
}
