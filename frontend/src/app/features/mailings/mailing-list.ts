import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import {
  mdiChartBar,
  mdiContentCopy,
  mdiDeleteOutline,
  mdiDotsVertical,
  mdiEmailEditOutline,
  mdiEmailSearchOutline,
  mdiPlus,
  mdiProgressClock,
} from '@mdi/js';
import { type MailingSummary, MailingsApi } from '../../core/api/mailings-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { keyPaging, urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { remote } from '../../core/state/remote';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { MailingActions } from './mailing-actions';
import { MAILING_STATUSES, hasSend } from './mailing-status';
import { SearchField } from '../../shared/search-field/search-field';

/** How often a list with a mailing that is being sent looks again, in ms. */
const SENDING_INTERVAL = 5_000;

@Component({
  selector: 'em-mailing-list',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    Icon,
    MatButtonModule,
    MatMenuModule,
    PageHeader,
    Problem,
    RouterLink,
    StatusChip,
    Time,
    SearchField,
  ],
  templateUrl: './mailing-list.html',
  styles: `
    .filters {
      margin-bottom: 12px;
    }
    input {
      max-width: 320px;
    }
    select {
      width: auto;
    }
    .subject {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
      overflow-wrap: anywhere;
    }
  `,
})
export class MailingList {
  private readonly api = inject(MailingsApi);
  private readonly router = inject(Router);
  protected readonly actions = inject(MailingActions);
  protected readonly session = inject(Session);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly status = this.url.param('status');
  protected readonly sort = this.url.param('sort', '-updatedAt');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ q: this.search(), status: this.status(), sort: this.sort(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());

  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@mailings.name:Name`, sortable: true, primary: true },
    { key: 'subject', label: $localize`:@@mailings.subject:Subject`, sortable: true },
    { key: 'status', label: $localize`:@@mailings.status:Status`, width: '120px' },
    { key: 'mailingListName', label: $localize`:@@mailings.list:Mailing list` },
    { key: 'updatedAt', label: $localize`:@@mailings.changed:Changed`, sortable: true, width: '150px' },
    { key: 'sentAt', label: $localize`:@@mailings.sentAt:Sent`, sortable: true, width: '170px' },
    { key: 'actions', label: $localize`:@@mailings.actions:Actions`, quiet: true, width: '56px' },
  ];
  protected readonly statuses = MAILING_STATUSES;
  protected readonly choices = Object.entries(MAILING_STATUSES).map(([key, { label }]) => ({ key, label }));
  protected readonly hasSend = hasSend;
  protected readonly link = (row: MailingSummary): string => `/mailings/${row.id}`;
  protected readonly mayWrite = computed(() => this.session.can('mailings.write'));
  protected readonly icons = {
    add: mdiPlus,
    more: mdiDotsVertical,
    copy: mdiContentCopy,
    delete: mdiDeleteOutline,
    statistics: mdiChartBar,
    progress: mdiProgressClock,
    empty: mdiEmailEditOutline,
    noMatch: mdiEmailSearchOutline,
  };

  constructor() {
    if (this.mayWrite()) {
      pageCommands({
        id: 'mailings.new',
        label: $localize`:@@mailings.new.title:New mailing`,
        group: $localize`:@@mailings.title:Mailings`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/mailings/new'),
      });
    }
    const sending = computed(() =>
      this.page.value()?.items.some(({ status }) => status === 'sending' || status === 'scheduled'),
    );
    polling(
      () => (sending() ? SENDING_INTERVAL : null),
      async () => this.page.reload(),
    );
  }

  protected filter(changes: Record<string, string>): void {
    this.url.patch({ ...changes, after: null });
  }

  protected actionsOf({ name }: MailingSummary): string {
    return $localize`:@@mailings.actionsOf:Actions for ${name}:name:`;
  }

  protected async delete(mailing: MailingSummary): Promise<void> {
    if (await this.actions.delete(mailing)) this.page.reload();
  }
}
