import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { mdiCancel, mdiDeleteOutline, mdiTrayArrowDown, mdiTrayArrowUp } from '@mdi/js';
import { BlocklistApi, type BlocklistEntryView } from '../../../core/api/blocklist-api';
import { ApiProblem } from '../../../core/api/api-problem';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { Confirm } from '../../../shared/confirm/confirm';
import { Cell, type Column } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { InlineEdit } from '../../../shared/inline-edit/inline-edit';
import { PageHeader } from '../../../shared/page-header/page-header';
import { Toasts } from '../../../shared/toast/toasts';
import { BlocklistForm } from './blocklist-form';
import { SearchField } from '../../../shared/search-field/search-field';

@Component({
  selector: 'em-blocklist',
  imports: [
    BlocklistForm,
    Cell,
    DataTable,
    EmptyState,
    Icon,
    InlineEdit,
    MatButtonModule,
    PageHeader,
    Problem,
    Time,
    SearchField,
  ],
  templateUrl: './blocklist.html',
  styles: `
    .filters {
      margin: 16px 0 12px;
    }
    input {
      max-width: 320px;
    }
    .pattern {
      font-family: var(--em-mono);
      font-size: 0.8125rem;
      overflow-wrap: anywhere;
    }
  `,
})
export class Blocklist {
  private readonly api = inject(BlocklistApi);
  private readonly session = inject(Session);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly dialogs = inject(MatDialog);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ q: this.search(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly mayWrite = computed(() => this.session.can('recipients.write'));
  protected readonly mayExport = computed(() => this.session.can('recipients.export'));
  protected readonly csv = this.api.exportAddress();
  protected readonly reasonLabel = $localize`:@@recipients.blocklist.reason:Reason`;
  protected readonly columns: readonly Column[] = [
    {
      key: 'pattern',
      label: $localize`:@@recipients.blocklist.pattern:Address or pattern`,
      primary: true,
      width: '32%',
    },
    { key: 'reason', label: $localize`:@@recipients.blocklist.reason:Reason` },
    { key: 'createdAt', label: $localize`:@@recipients.blocklist.since:Since`, width: '240px' },
    {
      key: 'actions',
      label: $localize`:@@recipients.blocklist.actions:Actions`,
      quiet: true,
      width: '140px',
    },
  ];
  protected readonly icons = {
    empty: mdiCancel,
    remove: mdiDeleteOutline,
    export: mdiTrayArrowDown,
    import: mdiTrayArrowUp,
  };

  protected changeLabel({ pattern }: BlocklistEntryView): string {
    return $localize`:@@recipients.blocklist.changeReason:Change the reason of ${pattern}:pattern:`;
  }

  protected saver({ id }: BlocklistEntryView): (reason: string) => Promise<void> {
    return async (reason) => {
      try {
        const saved = await this.api.changeReason(id, reason);
        const page = this.page.value();
        if (page) this.page.set({ ...page, items: page.items.map((row) => (row.id === id ? saved : row)) });
      } catch (error) {
        this.toasts.error(ApiProblem.from(error));
      }
    };
  }

  protected async import(): Promise<void> {
    const { BlocklistImportDialog } = await import('./blocklist-import');
    const dialog = this.dialogs.open<unknown, unknown, boolean>(BlocklistImportDialog, { width: '560px' });
    dialog.afterClosed().subscribe(() => this.page.reload());
  }

  protected removeLabel({ pattern }: BlocklistEntryView): string {
    return $localize`:@@recipients.blocklist.removeOf:Take off: ${pattern}:pattern:`;
  }

  protected clear(): void {
    this.url.patch({ q: null, after: null });
  }

  protected added({ pattern }: BlocklistEntryView): void {
    this.toasts.success($localize`:@@recipients.blocklist.added:${pattern}:pattern: is blocked now`);
    this.page.reload();
  }

  protected async remove({ id, pattern }: BlocklistEntryView): Promise<void> {
    const sure = await this.confirm.ask({
      title: $localize`:@@recipients.blocklist.removeAsk:Take ${pattern}:pattern: off the blocklist?`,
      text: $localize`:@@recipients.blocklist.removeText:Matching addresses may be added and imported again. Recipients that were blocked by it stay blocked in their lists until someone makes them active again.`,
      confirm: $localize`:@@recipients.blocklist.removeConfirm:Take off`,
      danger: true,
    });
    if (!sure) return;
    try {
      await this.api.remove(id);
      this.toasts.success(
        $localize`:@@recipients.blocklist.removed:${pattern}:pattern: is no longer blocked`,
      );
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
    this.page.reload();
  }
}
