import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiDownload, mdiHistory } from '@mdi/js';
import { type ExchangeReportView, ExportsApi } from '../../../core/api/exports-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Field } from '../../../shared/field/field';
import { Formats } from '../../../shared/format/formats';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { SearchField } from '../../../shared/search-field/search-field';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { EXECUTION_WORDS, REPORT_STATES, TYPE_WORDS, figureText } from './report-words';

/** What was imported and exported, by whom and with which result; also where the import itself is gone. */
@Component({
  selector: 'em-report-log',
  imports: [
    Cell, DataTable, EmptyState, Field, Icon, MatButtonModule, PageHeader, Problem, RouterLink, SearchField,
    StatusChip, Time,
  ], // prettier-ignore
  templateUrl: './report-log.html',
  styles: `
    .filters {
      display: flex;
      flex-wrap: wrap;
      gap: 12px;
      align-items: end;
      margin-bottom: 16px;
    }
    .filters em-field {
      flex: 0 1 170px;
    }
    .check {
      display: flex;
      gap: 8px;
      align-items: center;
      min-height: 36px;
    }
    .figures {
      font-size: 0.8125rem;
    }
  `,
})
export class ReportLog {
  private readonly api = inject(ExportsApi);
  private readonly session = inject(Session);
  private readonly formats = inject(Formats);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly type = this.url.param('type');
  protected readonly execution = this.url.param('execution');
  protected readonly from = this.url.param('from');
  protected readonly to = this.url.param('to');
  protected readonly source = this.url.param('source');
  protected readonly failed = this.url.param('failed');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({
      q: this.search(),
      type: this.type(),
      execution: this.execution(),
      from: this.from(),
      to: this.to(),
      dataSourceId: this.source(),
      failed: this.failed() === '' ? null : true,
      timeZone: this.session.user()?.timezone ?? 'UTC',
      after: this.paging.after(),
    }),
    (query, abort) => this.api.reports(query, abort),
  );
  protected readonly items = computed(() => this.page.value()?.items);
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly filtered = computed(() =>
    [this.search, this.type, this.execution, this.from, this.to, this.source, this.failed].some(
      (part) => part() !== '',
    ),
  );
  protected readonly columns: readonly Column[] = [
    { key: 'at', label: $localize`:@@exports.log.at:Ended`, width: '170px' },
    { key: 'type', label: $localize`:@@exports.log.type:What`, width: '170px' },
    { key: 'fileName', label: $localize`:@@exports.file:File`, primary: true },
    { key: 'state', label: $localize`:@@exports.state:State`, width: '130px' },
    { key: 'figures', label: $localize`:@@exports.log.figures:Figures` },
    {
      key: 'dataSourceId',
      label: $localize`:@@exports.log.source:Data source`,
      align: 'end',
      width: '110px',
    },
    { key: 'user', label: $localize`:@@exports.log.user:User`, width: '140px' },
    { key: 'download', label: $localize`:@@exports.log.download:Download`, width: '130px' },
  ];
  protected readonly types = TYPE_WORDS;
  protected readonly executions = EXECUTION_WORDS;
  protected readonly states = REPORT_STATES;
  protected readonly icons = { download: mdiDownload, empty: mdiHistory };
  protected readonly mayDownload = computed(() => this.session.can('recipients.export'));
  protected readonly mayImport = computed(() => this.session.can('recipients.import'));

  protected filter(name: string, value: string | null): void {
    this.url.patch({ [name]: value === '' ? null : value, after: null });
  }

  protected clear(): void {
    const none = { q: null, type: null, execution: null, from: null, to: null, source: null, failed: null };
    this.url.patch({ ...none, after: null });
  }

  protected figures(row: ExchangeReportView): string {
    return figureText(row.figures, (count) => this.formats.number(count));
  }

  protected address({ runId }: ExchangeReportView): string {
    return this.api.fileAddress(runId);
  }

  protected downloadLabel({ fileName }: ExchangeReportView): string {
    return $localize`:@@exports.log.downloadOne:Download ${fileName}:name:`;
  }
}
