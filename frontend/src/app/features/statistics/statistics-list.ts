import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiChartLine, mdiEmailSearchOutline } from '@mdi/js';
import { type MailingSummary, MailingsApi } from '../../core/api/mailings-api';
import { Problem } from '../../core/errors/problem';
import { keyPaging, urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { Time } from '../../shared/format/time';
import { PageHeader } from '../../shared/page-header/page-header';
import { SearchField } from '../../shared/search-field/search-field';

/** The mailings that were sent, to choose the one to look at. */
@Component({
  selector: 'em-statistics-list',
  imports: [Cell, DataTable, EmptyState, MatButtonModule, PageHeader, Problem, RouterLink, Time, SearchField],
  templateUrl: './statistics-list.html',
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
  `,
})
export class StatisticsList {
  private readonly api = inject(MailingsApi);
  protected readonly session = inject(Session);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly status = this.url.param('status', 'sent');
  protected readonly sort = this.url.param('sort', '-sentAt');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ q: this.search(), status: this.status(), sort: this.sort(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());

  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@statistics.list.name:Mailing`, sortable: true, primary: true },
    { key: 'subject', label: $localize`:@@statistics.list.subject:Subject`, sortable: true },
    { key: 'mailingListName', label: $localize`:@@statistics.list.list:Mailing list` },
    { key: 'sentAt', label: $localize`:@@statistics.list.sent:Sent`, sortable: true, width: '180px' },
  ];
  protected readonly choices = [
    { key: 'sent', label: $localize`:@@statistics.list.statusSent:Sent` },
    { key: 'sending', label: $localize`:@@statistics.list.statusSending:Being sent` },
    { key: 'paused', label: $localize`:@@statistics.list.statusPaused:Paused` },
    { key: 'cancelled', label: $localize`:@@statistics.list.statusCancelled:Cancelled` },
  ];
  protected readonly link = (row: MailingSummary): string => `/statistics/mailings/${row.id}`;
  protected readonly icons = { empty: mdiChartLine, noMatch: mdiEmailSearchOutline };

  protected filter(changes: Record<string, string>): void {
    this.url.patch({ ...changes, after: null });
  }
}
