import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDownload, mdiPlus, mdiTrayArrowDown } from '@mdi/js';
import { type ExportView, ExportsApi } from '../../core/api/exports-api';
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
import { EXPORT_STATES, isRunning } from './export-words';

/** How often the list looks again while an export runs, in ms. */
const INTERVAL = 2_000;

@Component({
  selector: 'em-export-list',
  imports: [
    Cell, DataTable, EmptyState, Icon, MatButtonModule, NumberPipe, PageHeader, Problem, Progress, RouterLink,
    StatusChip, Time,
  ], // prettier-ignore
  template: `
    <em-page-header
      i18n-title="@@exports.title"
      title="Exports"
      i18n-subtitle="@@exports.intro"
      subtitle="Recipients in files: made in the background, kept for some days."
    >
      <a mat-button routerLink="/exports/profiles" i18n="@@exports.profiles.title">Export profiles</a>
      <a mat-button routerLink="/exports/automatic" i18n="@@exports.automatic.title">Automatic exports</a>
      <a mat-button routerLink="/exports/log" i18n="@@exports.log.short">Log</a>
      <a mat-flat-button routerLink="/exports/profiles/new" aria-keyshortcuts="c">
        <em-icon [path]="icons.add" /><ng-container i18n="@@exports.new">New export</ng-container>
      </a>
    </em-page-header>
    @if (page.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="page.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@exports.title"
        caption="Exports"
        [columns]="columns"
        [rows]="items()"
        [loading]="page.status() === 'pending' && !items()"
        [rowLink]="link"
        [page]="pageInfo()"
        (pageMove)="paging.move($event, page.value()?.next)"
      >
        <ng-template emCell="state" [emCellOf]="items()" let-row>
          <em-status-chip [label]="states[row.state].label" [tone]="states[row.state].tone" />
          @if (row.state === 'running') {
            <em-progress [label]="row.name" [done]="row.progress.percent" [total]="100" [compact]="true" />
          }
        </ng-template>
        <ng-template emCell="rows" [emCellOf]="items()" let-row>{{ row.rows | emNumber }}</ng-template>
        <ng-template emCell="file" [emCellOf]="items()" let-row>
          @if (row.fileKept) {
            <a [href]="address(row)" download
              ><em-icon [path]="icons.file" [size]="18" />{{ row.fileName }}</a
            >
          } @else {
            {{ row.fileName || '–' }}
          }
        </ng-template>
        <ng-template emCell="size" [emCellOf]="items()" let-row>{{
          row.size > 0 ? (row.size | emNumber: 'bytes') : '–'
        }}</ng-template>
        <ng-template emCell="createdAt" [emCellOf]="items()" let-row
          ><em-time [value]="row.createdAt"
        /></ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@exports.emptyTitle"
          title="No export yet"
          i18n-text="@@exports.emptyText"
          text="Choose recipients and columns, look at the first rows, and get a CSV, Excel or JSON file."
        >
          <a mat-flat-button routerLink="/exports/profiles/new" i18n="@@exports.emptyStart"
            >Export recipients</a
          >
        </em-empty-state>
      </em-data-table>
    }
  `,
  styles: `
    em-progress {
      margin-top: 4px;
    }
    a[download] {
      display: inline-flex;
      gap: 4px;
      align-items: center;
    }
  `,
})
export class ExportList {
  private readonly api = inject(ExportsApi);
  private readonly url = urlState();
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => this.paging.after(),
    (after, abort) => this.api.list(after, abort),
  );
  protected readonly items = computed(() => this.page.value()?.items);
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@exports.name:Name`, primary: true },
    { key: 'state', label: $localize`:@@exports.state:State`, width: '150px' },
    { key: 'rows', label: $localize`:@@exports.rows:Recipients`, align: 'end', width: '110px' },
    { key: 'file', label: $localize`:@@exports.file:File` },
    { key: 'size', label: $localize`:@@exports.size:Size`, align: 'end', width: '100px' },
    { key: 'createdAt', label: $localize`:@@exports.started:Started`, width: '180px' },
  ];
  protected readonly states = EXPORT_STATES;
  protected readonly link = (row: ExportView): string => `/exports/${row.id}`;
  protected readonly icons = { add: mdiPlus, empty: mdiTrayArrowDown, file: mdiDownload };

  constructor() {
    const router = inject(Router);
    pageCommands({
      id: 'exports.new',
      label: $localize`:@@exports.new:New export`,
      group: $localize`:@@exports.title:Exports`,
      keys: 'c',
      icon: mdiPlus,
      run: () => void router.navigateByUrl('/exports/profiles/new'),
    });
    const busy = computed(() => this.items()?.some(({ state }) => isRunning(state)) ?? false);
    polling(
      () => (busy() ? INTERVAL : null),
      async () => this.page.reload(),
    );
  }

  protected address({ id }: ExportView): string {
    return this.api.fileAddress(id);
  }
}
