import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiContentCopy, mdiFileCogOutline, mdiPlus, mdiStar, mdiStarOutline } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ImportProfileItem, ImportProfilesApi } from '../../../core/api/import-profiles-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';

/** Ways to import that are used again and again, kept under names. */
@Component({
  selector: 'em-import-profile-list',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, PageHeader, Problem, RouterLink, Time],
  template: `
    <em-page-header
      i18n-title="@@imports.profiles.title"
      title="Import profiles"
      i18n-subtitle="@@imports.profiles.intro"
      subtitle="Format, columns and options of files that come again and again."
      backLink="/imports"
      i18n-backLabel="@@imports.title"
      backLabel="Imports"
    >
      <a mat-flat-button routerLink="/imports/profiles/new">
        <em-icon [path]="icons.add" /><ng-container i18n="@@imports.profiles.new">New profile</ng-container>
      </a>
    </em-page-header>
    @if (profiles.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="profiles.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@imports.profiles.title"
        caption="Import profiles"
        [columns]="columns"
        [rows]="profiles.value()"
        [loading]="profiles.status() === 'pending'"
        [rowLink]="link"
      >
        <ng-template emCell="isDefault" [emCellOf]="profiles.value()" let-row>
          <button
            mat-icon-button
            type="button"
            [attr.aria-pressed]="row.isDefault"
            [attr.aria-label]="defaultLabel(row)"
            (click)="makeDefault(row)"
          >
            <em-icon [path]="row.isDefault ? icons.star : icons.noStar" />
          </button>
        </ng-template>
        <ng-template emCell="updatedAt" [emCellOf]="profiles.value()" let-row
          ><em-time [value]="row.updatedAt"
        /></ng-template>
        <ng-template emCell="actions" [emCellOf]="profiles.value()" let-row>
          <button mat-icon-button type="button" [attr.aria-label]="copyLabel(row)" (click)="copy(row)">
            <em-icon [path]="icons.copy" />
          </button>
        </ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@imports.profiles.emptyTitle"
          title="No profile yet"
          i18n-text="@@imports.profiles.emptyText"
          text="Save the choices of an import as a profile, and the next file of its kind takes one click. Automatic imports need one, too."
        >
          <a mat-flat-button routerLink="/imports/profiles/new" i18n="@@imports.profiles.new">New profile</a>
        </em-empty-state>
      </em-data-table>
    }
  `,
})
export class ProfileList {
  private readonly api = inject(ImportProfilesApi);
  private readonly toasts = inject(Toasts);

  protected readonly profiles = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'isDefault', label: $localize`:@@imports.profiles.usual:Usual one`, quiet: true, width: '56px' },
    { key: 'name', label: $localize`:@@imports.profiles.name:Name`, primary: true },
    { key: 'description', label: $localize`:@@imports.profiles.description:Description` },
    { key: 'updatedAt', label: $localize`:@@imports.profiles.changed:Changed`, width: '180px' },
    { key: 'actions', label: $localize`:@@imports.profiles.actions:Actions`, quiet: true, width: '56px' },
  ];
  protected readonly link = ({ id }: ImportProfileItem): string => `/imports/profiles/${id}`;
  protected readonly icons = {
    add: mdiPlus,
    copy: mdiContentCopy,
    empty: mdiFileCogOutline,
    noStar: mdiStarOutline,
    star: mdiStar,
  };

  protected defaultLabel({ name }: ImportProfileItem): string {
    return $localize`:@@imports.profiles.makeUsual:Use “${name}:name:” for my imports unless I choose another`;
  }

  protected copyLabel({ name }: ImportProfileItem): string {
    return $localize`:@@imports.profiles.copy:Copy “${name}:name:”`;
  }

  protected async makeDefault({ id, isDefault }: ImportProfileItem): Promise<void> {
    await this.change(() => this.api.makeDefault(id, !isDefault));
  }

  protected async copy({ id }: ImportProfileItem): Promise<void> {
    await this.change(() => this.api.copy(id));
  }

  private async change(work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
      this.profiles.reload();
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
