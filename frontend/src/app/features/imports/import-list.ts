import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiPlus, mdiTrayArrowUp } from '@mdi/js';
import { type ImportView, ImportsApi } from '../../core/api/imports-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { keyPaging, urlState } from '../../core/routing/url-state';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { Progress } from '../../shared/progress/progress';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { IMPORT_STATES, isRunning } from './import-words';

/** How often the list looks again while an import runs, in ms. */
const INTERVAL = 3_000;

@Component({
  selector: 'em-import-list',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    Icon,
    MatButtonModule,
    NumberPipe,
    PageHeader,
    Problem,
    Progress,
    RouterLink,
    StatusChip,
    Time,
  ],
  template: `
    <em-page-header
      i18n-title="@@imports.title"
      title="Imports"
      i18n-subtitle="@@imports.intro"
      subtitle="Files that brought recipients in, with what became of their rows."
    >
      <a mat-button routerLink="/imports/profiles" i18n="@@imports.profiles.title">Import profiles</a>
      <a mat-button routerLink="/imports/automatic" i18n="@@imports.automatic.title">Automatic imports</a>
      <a mat-flat-button routerLink="/imports/new" aria-keyshortcuts="c">
        <em-icon [path]="icons.add" /><ng-container i18n="@@imports.new.short">New import</ng-container>
      </a>
    </em-page-header>
    @if (page.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="page.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@imports.title"
        caption="Imports"
        [columns]="columns"
        [rows]="items()"
        [rowLink]="link"
        [page]="pageInfo()"
        (pageMove)="paging.move($event, page.value()?.next)"
      >
        <ng-template emCell="state" [emCellOf]="items()" let-row>
          <em-status-chip [label]="states[row.state].label" [tone]="states[row.state].tone" />
          @if (row.state === 'running') {
            <em-progress
              [label]="row.fileName"
              [done]="row.progress.percent"
              [total]="100"
              [compact]="true"
            />
          }
        </ng-template>
        <ng-template emCell="rows" [emCellOf]="items()" let-row>{{
          row.state === 'uploaded' ? '–' : (row.progress.rowsRead | emNumber)
        }}</ng-template>
        <ng-template emCell="created" [emCellOf]="items()" let-row>{{
          row.state === 'uploaded' ? '–' : (row.progress.created | emNumber)
        }}</ng-template>
        <ng-template emCell="updated" [emCellOf]="items()" let-row>{{
          row.state === 'uploaded' ? '–' : (row.progress.updated | emNumber)
        }}</ng-template>
        <ng-template emCell="invalid" [emCellOf]="items()" let-row>{{
          row.state === 'uploaded' ? '–' : (row.progress.invalid | emNumber)
        }}</ng-template>
        <ng-template emCell="size" [emCellOf]="items()" let-row>{{
          row.size | emNumber: 'bytes'
        }}</ng-template>
        <ng-template emCell="createdAt" [emCellOf]="items()" let-row
          ><em-time [value]="row.createdAt"
        /></ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@imports.emptyTitle"
          title="No import yet"
          i18n-text="@@imports.emptyText"
          text="Bring your recipients in from a CSV file. You check columns and values before anything is written."
        >
          <a mat-flat-button routerLink="/imports/new" i18n="@@imports.emptyStart">Import a file</a>
        </em-empty-state>
      </em-data-table>
    }
  `,
  styles: `
    em-progress {
      margin-top: 4px;
    }
  `,
})
export class ImportList {
  private readonly api = inject(ImportsApi);
  private readonly url = urlState();
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => this.paging.after(),
    (after, abort) => this.api.list(after, abort),
  );
  protected readonly items = computed(() => this.page.value()?.items);
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly columns: readonly Column[] = [
    { key: 'fileName', label: $localize`:@@imports.file:File`, primary: true },
    { key: 'state', label: $localize`:@@imports.state:State`, width: '130px' },
    { key: 'rows', label: $localize`:@@imports.rows:Rows`, align: 'end', width: '90px' },
    { key: 'created', label: $localize`:@@imports.created:Added`, align: 'end', width: '110px' },
    { key: 'updated', label: $localize`:@@imports.updated:Updated`, align: 'end', width: '110px' },
    { key: 'invalid', label: $localize`:@@imports.invalid:Not valid`, align: 'end', width: '100px' },
    { key: 'size', label: $localize`:@@imports.size:Size`, align: 'end', width: '90px' },
    { key: 'createdAt', label: $localize`:@@imports.uploaded:Uploaded`, width: '180px' },
  ];
  protected readonly states = IMPORT_STATES;
  protected readonly link = (row: ImportView): string => `/imports/${row.id}`;
  protected readonly icons = { add: mdiPlus, empty: mdiTrayArrowUp };

  constructor() {
    const router = inject(Router);
    pageCommands({
      id: 'imports.new',
      label: $localize`:@@imports.new.title:Import recipients`,
      group: $localize`:@@imports.title:Imports`,
      keys: 'c',
      icon: mdiPlus,
      run: () => void router.navigateByUrl('/imports/new'),
    });
    const busy = computed(() => this.items()?.some(({ state }) => isRunning(state)) ?? false);
    polling(
      () => (busy() ? INTERVAL : null),
      async () => this.page.reload(),
    );
  }
}
