import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { UserStatus } from '@contract/recipients/codes';
import { mdiFormatListBulleted, mdiPlus } from '@mdi/js';
import { type MailingListView, MailingListsApi } from '../../core/api/mailing-lists-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Cell, type Column, parseSort } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { STATUS_WORDS } from '../../shared/recipient-words/binding-words';

const SORT_VALUES: Readonly<Record<string, (list: MailingListView) => string | number>> = {
  name: ({ name }) => name.toLowerCase(),
  active: ({ counts }) => counts.active,
  total: ({ counts }) => counts.total,
  updatedAt: ({ updatedAt }) => updatedAt,
};

@Component({
  selector: 'em-mailing-list-table',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    Icon,
    MatButtonModule,
    NumberPipe,
    PageHeader,
    Problem,
    RouterLink,
    StatusChip,
    Time,
  ],
  templateUrl: './mailing-list-table.html',
  styles: `
    .description {
      display: -webkit-box;
      overflow: hidden;
      font-weight: 400;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
})
export class MailingListTable {
  private readonly api = inject(MailingListsApi);
  private readonly router = inject(Router);
  private readonly session = inject(Session);
  protected readonly url = urlState();
  protected readonly sort = this.url.param('sort', 'name');
  private readonly lists = remote(
    () => true,
    (_, abort) => this.api.all(abort),
  );
  protected readonly problem = this.lists.problem;
  protected readonly reload = this.lists.reload;
  /** All lists come at once (there are few), so they are sorted here. */
  protected readonly rows = computed(() => {
    const { key, descending } = parseSort(this.sort()) ?? { key: 'name', descending: false };
    const valueOf = SORT_VALUES[key] ?? SORT_VALUES['name'];
    const sorted = this.lists.value()?.toSorted((a, b) => compare(valueOf?.(a), valueOf?.(b)));
    return descending ? sorted?.reverse() : sorted;
  });
  protected readonly mayWrite = computed(() => this.session.can('lists.write'));
  protected readonly columns: readonly Column[] = [
    { key: 'name', label: $localize`:@@mailing-lists.name:Name`, sortable: true, primary: true },
    {
      key: 'active',
      label: STATUS_WORDS[UserStatus.Active].label,
      sortable: true,
      align: 'end',
      width: '110px',
    },
    ...[UserStatus.WaitForConfirm, UserStatus.Bounced, UserStatus.UserOut].map((code): Column => ({
      key: `status${code}`,
      label: STATUS_WORDS[code].label,
      align: 'end',
      width: '120px',
    })),
    {
      key: 'total',
      label: $localize`:@@mailing-lists.total:All`,
      sortable: true,
      align: 'end',
      width: '100px',
    },
    { key: 'tests', label: $localize`:@@mailing-lists.tests:Test`, align: 'end', width: '80px' },
    { key: 'updatedAt', label: $localize`:@@mailing-lists.changed:Changed`, sortable: true, width: '150px' },
  ];
  protected readonly link = (row: MailingListView): string => `/mailing-lists/${row.id}`;
  protected readonly icons = { add: mdiPlus, empty: mdiFormatListBulleted };

  constructor() {
    if (this.mayWrite()) {
      pageCommands({
        id: 'mailing-lists.new',
        label: $localize`:@@mailing-lists.new.title:New mailing list`,
        group: $localize`:@@mailing-lists.title:Mailing lists`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/mailing-lists/new'),
      });
    }
  }
}

function compare(a: string | number | undefined, b: string | number | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a).localeCompare(String(b));
}
