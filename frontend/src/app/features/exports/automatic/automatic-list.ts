import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiCalendarSyncOutline, mdiPlus } from '@mdi/js';
import { type AutomaticExportView, ExportsApi } from '../../../core/api/exports-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { scheduleText } from '../../../shared/schedule/schedule-words';

/** Exports that run by a schedule and put their files somewhere else. */
@Component({
  selector: 'em-automatic-export-list',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, PageHeader, Problem, RouterLink, Time],
  template: `
    <em-page-header
      i18n-title="@@exports.automatic.title"
      title="Automatic exports"
      i18n-subtitle="@@exports.automatic.intro"
      subtitle="Files that are made by a schedule and put into a folder, on an SFTP or a web server."
      backLink="/exports"
      i18n-backLabel="@@exports.title"
      backLabel="Exports"
    >
      <a mat-flat-button routerLink="/exports/automatic/new">
        <em-icon [path]="icons.add" /><ng-container i18n="@@exports.automatic.new"
          >New automatic export</ng-container
        >
      </a>
    </em-page-header>
    @if (exports.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="exports.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@exports.automatic.title"
        caption="Automatic exports"
        [columns]="columns"
        [rows]="exports.value()"
        [loading]="exports.status() === 'pending'"
        [rowLink]="link"
      >
        <ng-template emCell="schedule" [emCellOf]="exports.value()" let-row>{{ textOf(row) }}</ng-template>
        <ng-template emCell="nextRunAt" [emCellOf]="exports.value()" let-row>
          @if (row.nextRunAt) {
            <em-time [value]="row.nextRunAt" />
          } @else {
            –
          }
        </ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@exports.automatic.emptyTitle"
          title="No automatic export yet"
          i18n-text="@@exports.automatic.emptyText"
          text="Let your shop or CRM have fresh recipients by themselves. You need an export profile and a connection to the server."
        />
      </em-data-table>
    }
  `,
})
export class AutomaticList {
  private readonly api = inject(ExportsApi);

  protected readonly exports = remote(
    () => true,
    (_, abort) => this.api.automatic(abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@exports.name:Name`, primary: true },
    { key: 'profileName', label: $localize`:@@exports.profiles.one:Export profile` },
    { key: 'connectionName', label: $localize`:@@exports.automatic.connection:Connection` },
    { key: 'schedule', label: $localize`:@@exports.automatic.when:When` },
    { key: 'nextRunAt', label: $localize`:@@exports.automatic.next:Next run`, width: '180px' },
  ];
  protected readonly link = ({ id }: AutomaticExportView): string => `/exports/automatic/${id}`;
  protected readonly icons = { add: mdiPlus, empty: mdiCalendarSyncOutline };

  protected textOf({ active, schedule }: AutomaticExportView): string {
    return active ? scheduleText(schedule) : $localize`:@@exports.automatic.off:Switched off`;
  }
}
