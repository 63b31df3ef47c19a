import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiContentCopy, mdiFileCogOutline, mdiPlay, mdiPlus } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ExportProfileView, ExportsApi } from '../../../core/api/exports-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';

/** Exports that are made again and again, kept under names. */
@Component({
  selector: 'em-export-profile-list',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, PageHeader, Problem, RouterLink, Time],
  template: `
    <em-page-header
      i18n-title="@@exports.profiles.title"
      title="Export profiles"
      i18n-subtitle="@@exports.profiles.intro"
      subtitle="Recipients, columns and format of exports that come again and again."
      backLink="/exports"
      i18n-backLabel="@@exports.title"
      backLabel="Exports"
    >
      <a mat-flat-button routerLink="/exports/profiles/new">
        <em-icon [path]="icons.add" /><ng-container i18n="@@exports.profiles.new">New profile</ng-container>
      </a>
    </em-page-header>
    @if (profiles.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="profiles.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@exports.profiles.title"
        caption="Export profiles"
        [columns]="columns"
        [rows]="profiles.value()"
        [loading]="profiles.status() === 'pending'"
        [rowLink]="link"
      >
        <ng-template emCell="format" [emCellOf]="profiles.value()" let-row>{{ formatOf(row) }}</ng-template>
        <ng-template emCell="lastRunAt" [emCellOf]="profiles.value()" let-row>
          @if (row.lastRunAt) {
            <em-time [value]="row.lastRunAt" />
          } @else {
            –
          }
        </ng-template>
        <ng-template emCell="actions" [emCellOf]="profiles.value()" let-row>
          <button mat-button type="button" [attr.aria-label]="runLabel(row)" (click)="run(row)">
            <em-icon [path]="icons.run" /><ng-container i18n="@@exports.profiles.run">Run</ng-container>
          </button>
          <button mat-button type="button" [attr.aria-label]="copyLabel(row)" (click)="copy(row)">
            <em-icon [path]="icons.copy" /><ng-container i18n="@@exports.profiles.copy">Copy</ng-container>
          </button>
        </ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@exports.profiles.emptyTitle"
          title="No export profile yet"
          i18n-text="@@exports.profiles.emptyText"
          text="Keep the choice of recipients, columns and format under a name, and run it with one click or on a schedule."
        />
      </em-data-table>
    }
  `,
})
export class ProfileList {
  private readonly api = inject(ExportsApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);

  protected readonly profiles = remote(
    () => true,
    (_, abort) => this.api.profiles(abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@exports.name:Name`, primary: true },
    { key: 'description', label: $localize`:@@exports.description:Description` },
    { key: 'format', label: $localize`:@@exports.format.title:File format`, width: '130px' },
    { key: 'lastRunAt', label: $localize`:@@exports.profiles.lastRun:Last run`, width: '180px' },
    { key: 'actions', label: $localize`:@@exports.profiles.actions:Actions`, width: '220px', align: 'end' },
  ];
  protected readonly link = ({ id }: ExportProfileView): string => `/exports/profiles/${id}`;
  protected readonly icons = { add: mdiPlus, run: mdiPlay, copy: mdiContentCopy, empty: mdiFileCogOutline };

  protected formatOf({ options: { format } }: ExportProfileView): string {
    return format.kind.toUpperCase() + (format.zip ? ' (ZIP)' : '');
  }

  protected runLabel({ name }: ExportProfileView): string {
    return $localize`:@@exports.profiles.runOne:Run ${name}:name:`;
  }

  protected copyLabel({ name }: ExportProfileView): string {
    return $localize`:@@exports.profiles.copyOne:Copy ${name}:name:`;
  }

  protected async run({ id }: ExportProfileView): Promise<void> {
    try {
      const started = await this.api.start({ profileId: id });
      await this.router.navigate(['/exports', started.id]);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  protected async copy({ id }: ExportProfileView): Promise<void> {
    try {
      const made = await this.api.copyProfile(id);
      await this.router.navigate(['/exports/profiles', made.id]);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
