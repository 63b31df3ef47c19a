import { Component, computed, effect, inject, untracked, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialog } from '@angular/material/dialog';
import { MatMenuModule } from '@angular/material/menu';
import { Router, RouterLink } from '@angular/router';
import { MailingListsApi } from '../../../core/api/mailing-lists-api';
import { ProfileFieldsApi } from '../../../core/api/profile-fields-api';
import { RecipientsApi } from '../../../core/api/recipients-api';
import { pageCommands } from '../../../core/commands/commands';
import { Problem } from '../../../core/errors/problem';
import { keyPaging, urlState } from '../../../core/routing/url-state';
import { Session } from '../../../core/session/session';
import { remote } from '../../../core/state/remote';
import { BulkBar } from '../../../shared/data-table/bulk-bar';
import { type ChosenColumns, type ColumnQuestion } from '../../../shared/data-table/column-chooser';
import { Cell } from '../../../shared/data-table/columns';
import { DataTable } from '../../../shared/data-table/data-table';
import { RowSelection } from '../../../shared/data-table/row-selection';
import { EmptyState } from '../../../shared/empty-state/empty-state';
import { Formats } from '../../../shared/format/formats';
import { Time } from '../../../shared/format/time';
import { Icon } from '../../../shared/icon/icon';
import { PageHeader } from '../../../shared/page-header/page-header';
import { type BulkQuestion } from '../bulk/bulk-dialog';
import { AdvancedSearch } from '../search/advanced-search';
import { FilterBar } from './filter-bar';
import {
  FIXED_COLUMN,
  type ListRow,
  STANDARD_COLUMNS,
  columnChoices,
  listRow,
  shownKeys,
  tableColumns,
  wantedFields,
} from './list-columns';
import { filterChips, isFiltered, recipientFilter } from './list-filter';
import { LIST_ICONS } from './list-icons';
import { listState } from './list-state';
import { rememberedTotal } from './remembered-total';
import { ruleNames } from './rule-names';
import { ViewMenu } from './view-menu';

@Component({
  selector: 'em-recipient-list',
  imports: [
    AdvancedSearch,
    BulkBar,
    Cell,
    DataTable,
    EmptyState,
    FilterBar,
    Icon,
    MatButtonModule,
    MatMenuModule,
    PageHeader,
    Problem,
    RouterLink,
    Time,
    ViewMenu,
  ],
  templateUrl: './recipient-list.html',
})
export class RecipientList {
  private readonly api = inject(RecipientsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly router = inject(Router);
  private readonly dialogs = inject(MatDialog);
  private readonly formats = inject(Formats);
  protected readonly session = inject(Session);
  private readonly views = viewChild(ViewMenu);

  protected readonly url = urlState();
  protected readonly state = listState(this.url);
  protected readonly paging = keyPaging(this.url);
  protected readonly selection = new RowSelection();
  protected readonly filter = computed(() => recipientFilter(this.state.filter()));
  protected readonly filtered = computed(() => isFiltered(this.state.filter()));

  private readonly profileFields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  protected readonly fields = computed(() => this.profileFields.value() ?? []);
  private readonly choices = computed(() => columnChoices(this.fields()));
  private readonly keys = computed(() => shownKeys(this.state.columns(), this.choices()));
  protected readonly columns = computed(() => tableColumns(this.keys(), this.choices(), this.fields()));

  protected readonly page = remote(
    () => ({
      ...this.filter(),
      sort: this.state.sort(),
      fields: wantedFields(this.keys()),
      after: this.paging.after(),
    }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly rows = computed(() =>
    this.page.value()?.items.map((recipient) => listRow(recipient, this.fields(), this.formats)),
  );
  protected readonly lists = remote(
    () => (this.session.can('lists.read') ? true : undefined),
    (_, abort) => this.listsApi.all(abort),
  );
  protected readonly pageInfo = rememberedTotal(
    this.paging.info(() => this.page.value()),
    () => JSON.stringify(this.filter()),
  );
  /** Counted when everything is selected, so that the number is exact. */
  private readonly counted = remote(
    () => (this.selection.all() ? this.filter() : undefined),
    (filter, abort) => this.api.count(filter, abort),
  );
  protected readonly total = computed(() => {
    const exact = this.selection.all() && this.counted.status() === 'done' ? this.counted.value() : undefined;
    const { total, totalIsEstimate } = this.pageInfo();
    return exact === undefined ? { total, estimate: totalIsEstimate } : { total: exact, estimate: false };
  });
  private readonly names = ruleNames(this.state.filter);
  protected readonly chips = computed(() =>
    filterChips(
      this.state.filter(),
      {
        list: (id) => this.lists.value()?.find((list) => String(list.id) === id)?.name ?? id,
        group: () => this.names.group(),
      },
      this.names.sentence(),
    ),
  );
  protected readonly exportAddress = computed(() => this.api.exportAddress(this.filter()));
  protected readonly mayWrite = computed(() => this.session.can('recipients.write'));
  protected readonly mayImport = computed(() => this.session.can('recipients.import'));
  protected readonly mayBulk = computed(() => this.session.can('recipients.bulk'));
  protected readonly hasRows = computed(() => (this.page.value()?.items.length ?? 0) > 0);
  protected readonly maySearchByRule = computed(() => this.session.can('targets.read'));
  private readonly asked = this.url.param('advanced');
  protected readonly advanced = computed(() => this.maySearchByRule() && this.asked() === '1');
  protected readonly link = (row: ListRow): string => `/recipients/${row.id}`;
  protected readonly icons = LIST_ICONS;

  constructor() {
    if (this.mayWrite()) {
      pageCommands({
        id: 'recipients.new',
        label: $localize`:@@recipients.new.title:New recipient`,
        group: $localize`:@@recipients.title:Recipients`,
        keys: 'c',
        icon: LIST_ICONS.add,
        run: () => void this.router.navigateByUrl('/recipients/new'),
      });
    }
    // Another filter, other people: what was selected is not meant any more.
    effect(() => {
      this.filter();
      untracked(() => this.selection.clear());
    });
  }

  protected async chooseColumns(): Promise<void> {
    const { ColumnChooser } = await import('../../../shared/data-table/column-chooser');
    const data: ColumnQuestion = {
      choices: this.choices(),
      shown: this.keys(),
      standard: STANDARD_COLUMNS,
      fixed: FIXED_COLUMN,
    };
    const dialog = this.dialogs.open<unknown, ColumnQuestion, ChosenColumns>(ColumnChooser, {
      data,
      width: '640px',
    });
    dialog.afterClosed().subscribe((chosen) => {
      if (!chosen) return;
      const columns = String(chosen.keys) === String(STANDARD_COLUMNS) ? '' : chosen.keys.join(',');
      this.url.patch({ columns });
      if (chosen.keep) void this.views()?.keepAsDefault(columns);
    });
  }

  protected async inBulk(kind: BulkQuestion['kind']): Promise<void> {
    const { BulkDialog } = await import('../bulk/bulk-dialog');
    const data: BulkQuestion = {
      kind,
      selection: this.selection.all() ? { filter: this.filter() } : { ids: this.selection.ids() },
      fields: this.fields(),
      lists: this.lists.value() ?? [],
      changed: () => {
        this.selection.clear();
        this.page.reload();
      },
    };
    this.dialogs.open(BulkDialog, { data, width: '560px' });
  }
}
