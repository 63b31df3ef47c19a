import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiDatabaseClockOutline, mdiUndo } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type DataSourceView, DataSourcesApi } from '../../../core/api/data-sources-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Formats } from '../../../shared/format/formats';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';
import { jobDialog } from '../bulk/show-job';
import { SOURCE_KINDS, SOURCE_WORDS, isSourceKind } from './source-words';

/** What was done to recipients at once, who did it, and the way back. */
@Component({
  selector: 'em-data-sources',
  imports: [Cell, DataTable, EmptyState, Icon, MatButtonModule, PageHeader, Problem, RouterLink, Time],
  templateUrl: './data-sources.html',
  styles: `
    .filters {
      margin-bottom: 12px;
    }
    select {
      width: auto;
    }
    .undo {
      white-space: nowrap;
    }
    .name {
      font-weight: 400;
      overflow-wrap: anywhere;
    }
  `,
})
export class DataSources {
  private readonly api = inject(DataSourcesApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly formats = inject(Formats);
  private readonly showJob = jobDialog();

  protected readonly url = urlState();
  private readonly asked = this.url.param('kind');
  protected readonly kind = computed(() => (isSourceKind(this.asked()) ? this.asked() : ''));
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ kind: this.kind(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly mayUndo = computed(() => this.session.can('recipients.bulk'));
  protected readonly words = SOURCE_WORDS;
  protected readonly kinds = SOURCE_KINDS.filter(isSourceKind);
  protected readonly columns: readonly Column[] = [
    { key: 'kind', label: $localize`:@@recipients.sources.what:What was done`, primary: true },
    {
      key: 'recipients',
      label: $localize`:@@recipients.title:Recipients`,
      align: 'end',
      width: '120px',
    },
    { key: 'createdAt', label: $localize`:@@recipients.sources.when:When`, width: '170px' },
    { key: 'createdByName', label: $localize`:@@recipients.sources.who:By whom`, width: '150px' },
    { key: 'undo', label: $localize`:@@recipients.bulk.undo:Undo`, width: '270px' },
  ];
  protected readonly icons = { empty: mdiDatabaseClockOutline, undo: mdiUndo };

  protected number(value: number): string {
    return this.formats.number(value);
  }

  protected undoLabel({ id, name }: DataSourceView): string {
    return $localize`:@@recipients.sources.undoOf:Undo number ${id}:number:: ${name}:name:`;
  }

  protected async undo(source: DataSourceView): Promise<void> {
    const recipients = this.formats.number(source.recipients ?? 0);
    const name = source.name || this.words[source.kind];
    const sure = await this.confirm.ask({
      title: $localize`:@@recipients.sources.undoAsk:Take back “${name}:name:”?`,
      text: $localize`:@@recipients.sources.undoText:It touched ${recipients}:count: recipients. Values come back where they still are what it wrote; whoever it added goes to the recycle bin unless changed since. An undoing cannot be undone.`,
      confirm: $localize`:@@recipients.sources.undoConfirm:Take back`,
    });
    if (!sure) return;
    try {
      const job = await this.api.undo(source.id);
      await this.showJob(job, this.page.reload);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
    this.page.reload();
  }
}
