import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCalendarSyncOutline, mdiPlus } from '@mdi/js';
import { type AutomaticImportView, AutomaticImportsApi } from '../../../core/api/automatic-imports-api';
import { Problem } from '../../../core/errors/problem';
import { Session } from '../../../core/session/session';
import { polling } from '../../../core/state/polling';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { scheduleText } from '../../../shared/schedule/schedule-words';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { RUN_STATES, runsNow } from './automatic-words';

/** How often the list looks again while one of them runs, in ms. */
const INTERVAL = 3_000;

/** Files that are fetched from elsewhere and imported by a schedule. */
@Component({
  selector: 'em-automatic-import-list',
  imports: [
    Cell, DataTable, EmptyState, Icon, MatButtonModule, PageHeader, Problem, RouterLink, StatusChip, Time,
  ], // prettier-ignore
  template: `
    <em-page-header
      i18n-title="@@imports.automatic.title"
      title="Automatic imports"
      i18n-subtitle="@@imports.automatic.intro"
      subtitle="Files from a folder, an SFTP or a web server, imported by a schedule."
      backLink="/imports"
      i18n-backLabel="@@imports.title"
      backLabel="Imports"
    >
      @if (mayManage()) {
        <a mat-flat-button routerLink="/imports/automatic/new">
          <em-icon [path]="icons.add" /><ng-container i18n="@@imports.automatic.new"
            >New automatic import</ng-container
          >
        </a>
      }
    </em-page-header>
    @if (imports.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="imports.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@imports.automatic.title"
        caption="Automatic imports"
        [columns]="columns"
        [rows]="imports.value()"
        [loading]="imports.status() === 'pending'"
        [rowLink]="link"
      >
        <ng-template emCell="schedule" [emCellOf]="imports.value()" let-row>{{ textOf(row) }}</ng-template>
        <ng-template emCell="nextRunAt" [emCellOf]="imports.value()" let-row>
          @if (row.nextRunAt) {
            <em-time [value]="row.nextRunAt" />
          } @else {
            –
          }
        </ng-template>
        <ng-template emCell="lastRun" [emCellOf]="imports.value()" let-row>
          @if (row.lastRun; as run) {
            <em-status-chip [label]="states[run.state].label" [tone]="states[run.state].tone" />
            <em-time [value]="run.createdAt" [style]="'relative'" />
          } @else {
            –
          }
        </ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@imports.automatic.emptyTitle"
          title="No automatic import yet"
          i18n-text="@@imports.automatic.emptyText"
          text="Let files from your shop or CRM come in by themselves. You need a connection to the server and an import profile."
        />
      </em-data-table>
    }
  `,
})
export class AutomaticList {
  private readonly api = inject(AutomaticImportsApi);
  private readonly session = inject(Session);

  protected readonly imports = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly mayManage = computed(() => this.session.can('connections.manage'));
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@imports.automatic.name:Name`, primary: true },
    { key: 'schedule', label: $localize`:@@imports.automatic.when:When` },
    { key: 'nextRunAt', label: $localize`:@@imports.automatic.next:Next run`, width: '180px' },
    { key: 'lastRun', label: $localize`:@@imports.automatic.last:Last run`, width: '240px' },
  ];
  protected readonly states = RUN_STATES;
  protected readonly link = ({ id }: AutomaticImportView): string => `/imports/automatic/${id}`;
  protected readonly icons = { add: mdiPlus, empty: mdiCalendarSyncOutline };

  constructor() {
    const busy = computed(() => this.imports.value()?.some(({ lastRun }) => runsNow(lastRun)) ?? false);
    polling(
      () => (busy() ? INTERVAL : null),
      async () => this.imports.reload(),
    );
  }

  protected textOf({ active, schedule }: AutomaticImportView): string {
    return active ? scheduleText(schedule) : $localize`:@@imports.automatic.off:Switched off`;
  }
}
