import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiDeleteForeverOutline, mdiDeleteOutline, mdiDeleteRestore } from '@mdi/js';
import { ApiProblem } from '../../../core/api/api-problem';
import { type DeletedRecipientView, RecycleBinApi } from '../../../core/api/recycle-bin-api';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { BulkBar } from '../../../shared/data-table/bulk-bar';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { RowSelection } from '../../../shared/data-table/row-selection';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { SearchField } from '../../../shared/search-field/search-field';
import { Toasts } from '../../../shared/toast/toasts';
import { jobDialog } from '../bulk/show-job';

/** Deleted recipients, as long as they can be brought back. */
@Component({
  selector: 'em-recycle-bin',
  imports: [
    BulkBar,
    Cell,
    DataTable,
    EmptyState,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    SearchField,
    Time,
  ],
  templateUrl: './recycle-bin.html',
  styles: `
    .filters {
      margin-bottom: 12px;
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      justify-content: flex-end;
    }
  `,
})
export class RecycleBin {
  private readonly api = inject(RecycleBinApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly showJob = jobDialog();

  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly paging = keyPaging(this.url);
  protected readonly selection = new RowSelection();
  protected readonly page = remote(
    () => ({ q: this.search(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly mayRestore = computed(() => this.session.can('recipients.write'));
  protected readonly mayErase = computed(() => this.session.can('recipients.erase'));
  /** Operations of the shown page that deleted several: they can be taken back as one. */
  protected readonly operations = computed(() => {
    const rows = this.page.value()?.items ?? [];
    const ids = [...new Set(rows.map(({ dataSourceId }) => dataSourceId))];
    return ids.filter((id) => rows.filter(({ dataSourceId }) => dataSourceId === id).length > 1);
  });
  protected readonly columns: readonly Column[] = [
    { key: 'email', label: $localize`:@@recipients.email:E-mail address`, primary: true },
    { key: 'name', label: $localize`:@@recipients.bin.name:Name`, width: '20%' },
    { key: 'deletedAt', label: $localize`:@@recipients.bin.deleted:Deleted`, width: '120px' },
    { key: 'deletedByName', label: $localize`:@@recipients.sources.who:By whom`, width: '120px' },
    { key: 'until', label: $localize`:@@recipients.bin.until:Kept until`, width: '120px' },
    {
      key: 'actions',
      label: $localize`:@@recipients.blocklist.actions:Actions`,
      quiet: true,
      width: '190px',
    },
  ];
  protected readonly icons = {
    empty: mdiDeleteOutline,
    restore: mdiDeleteRestore,
    erase: mdiDeleteForeverOutline,
  };

  protected nameOf({ firstname, lastname }: DeletedRecipientView): string {
    return [firstname, lastname].filter(Boolean).join(' ') || '–';
  }

  protected restoreLabel({ email }: DeletedRecipientView): string {
    return $localize`:@@recipients.bin.restoreOf:Restore ${email}:email:`;
  }

  protected eraseLabel({ email }: DeletedRecipientView): string {
    return $localize`:@@recipients.bin.eraseOf:Delete ${email}:email: for good`;
  }

  protected async restore(what: { ids: readonly number[] } | { dataSourceId: number }): Promise<void> {
    try {
      const job = await this.api.restore(what);
      this.selection.clear();
      await this.showJob(job, this.page.reload);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }

  protected async erase({ id, email }: DeletedRecipientView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@recipients.bin.eraseAsk:Delete ${email}:email: for good?`,
      text: $localize`:@@recipients.bin.eraseText:Nobody can bring this recipient back then. Numbers in statistics stay, without the person.`,
      confirm: $localize`:@@recipients.bin.eraseConfirm:Delete for good`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.delete(id);
      this.toasts.success($localize`:@@recipients.bin.erased:${email}:email: is gone for good`);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
    this.page.reload();
  }
}
