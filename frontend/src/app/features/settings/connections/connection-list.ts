import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiLanConnect, mdiPlus } from '@mdi/js';
import { type ConnectionView, ConnectionsApi } from '../../../core/api/connections-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { KIND_WORDS, placeOf } from './connection-words';

/** Servers and folders that automatic imports and exports use. */
@Component({
  selector: 'em-connection-list',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, Problem, RouterLink, Time],
  template: `
    <div class="em-row head">
      <p class="em-muted em-grow" i18n="@@settings.connections.intro">
        Servers and folders that automatic imports and exports use.
      </p>
      <a mat-flat-button routerLink="/settings/connections/new">
        <em-icon [path]="icons.add" /><ng-container i18n="@@settings.connections.new"
          >New connection</ng-container
        >
      </a>
    </div>
    @if (connections.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="connections.reload" />
    } @else {
      <em-data-table
        i18n-caption="@@settings.connections"
        caption="Connections"
        [columns]="columns"
        [rows]="connections.value()"
        [loading]="connections.status() === 'pending'"
        [rowLink]="link"
      >
        <ng-template emCell="kind" [emCellOf]="connections.value()" let-row>{{ kindOf(row) }}</ng-template>
        <ng-template emCell="place" [emCellOf]="connections.value()" let-row>{{ placeOf(row) }}</ng-template>
        <ng-template emCell="updatedAt" [emCellOf]="connections.value()" let-row
          ><em-time [value]="row.updatedAt"
        /></ng-template>
        <em-empty-state
          emEmpty
          [icon]="icons.empty"
          i18n-title="@@settings.connections.emptyTitle"
          title="No connection yet"
          i18n-text="@@settings.connections.emptyText"
          text="Tell where files come from or go to: an SFTP server, a web server or a folder."
        >
          <a mat-flat-button routerLink="/settings/connections/new" i18n="@@settings.connections.new"
            >New connection</a
          >
        </em-empty-state>
      </em-data-table>
    }
  `,
  styles: `
    .head {
      margin-bottom: 12px;
    }
    p {
      margin: 0;
    }
  `,
})
export class ConnectionList {
  private readonly api = inject(ConnectionsApi);

  protected readonly connections = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@settings.connections.name:Name`, primary: true },
    { key: 'kind', label: $localize`:@@settings.connections.kind:Kind`, width: '200px' },
    { key: 'place', label: $localize`:@@settings.connections.place:Place` },
    { key: 'updatedAt', label: $localize`:@@settings.connections.changed:Changed`, width: '180px' },
  ];
  protected readonly link = ({ id }: ConnectionView): string => `/settings/connections/${id}`;
  protected readonly placeOf = placeOf;
  protected readonly icons = { add: mdiPlus, empty: mdiLanConnect };

  protected kindOf(row: ConnectionView): string {
    return KIND_WORDS.find(({ kind }) => kind === row.kind)?.label ?? row.kind;
  }
}
