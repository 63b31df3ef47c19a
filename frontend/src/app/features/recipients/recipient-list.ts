import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { isUserStatus } from '@contract/recipients/codes';
import {
  mdiAccountMultipleOutline,
  mdiAccountSearchOutline,
  mdiCancel,
  mdiClose,
  mdiPlus,
  mdiTrayArrowDown,
  mdiTrayArrowUp,
} from '@mdi/js';
import { MailingListsApi } from '../../core/api/mailing-lists-api';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { pageCommands } from '../../core/commands/commands';
import { Problem } from '../../core/errors/problem';
import { keyPaging, urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { STATUSES, STATUS_WORDS } from '../../shared/recipient-words/binding-words';

interface FilterChip {
  /** Query parameter that it stands for. */
  key: string;
  text: string;
}
import { SearchField } from '../../shared/search-field/search-field';

@Component({
  selector: 'em-recipient-list',
  imports: [
    Cell,
    DataTable,
    EmptyState,
    Icon,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    Time,
    SearchField,
  ],
  templateUrl: './recipient-list.html',
  styleUrl: './recipient-list.scss',
})
export class RecipientList {
  private readonly api = inject(RecipientsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly router = inject(Router);
  protected readonly session = inject(Session);
  private readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly list = this.url.param('list');
  protected readonly status = this.url.param('status');
  protected readonly sort = this.url.param('sort', 'email');
  protected readonly paging = keyPaging(this.url);
  private readonly selection = computed(() => ({
    q: this.search(),
    mailingListId: this.list(),
    status: this.status(),
  }));
  protected readonly page = remote(
    () => ({ ...this.selection(), sort: this.sort(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly lists = remote(
    () => (this.session.can('lists.read') ? true : undefined),
    (_, abort) => this.listsApi.all(abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly filtered = computed(() => Object.values(this.selection()).some((value) => value !== ''));
  protected readonly chips = computed(() => this.describeFilter());
  protected readonly exportAddress = computed(() => this.api.exportAddress(this.selection()));
  protected readonly mayWrite = computed(() => this.session.can('recipients.write'));
  protected readonly mayImport = computed(() => this.session.can('recipients.import'));
  protected readonly hasRows = computed(() => (this.page.value()?.items.length ?? 0) > 0);
  /** Waits until typing pauses: every letter would be a search through all recipients. */

  protected readonly columns: readonly Column[] = [
    { key: 'email', label: $localize`:@@recipients.email:E-mail address`, sortable: true, primary: true },
    { key: 'firstname', label: $localize`:@@recipients.firstname:First name`, sortable: true },
    { key: 'lastname', label: $localize`:@@recipients.lastname:Last name`, sortable: true },
    { key: 'createdAt', label: $localize`:@@recipients.created:Added`, sortable: true, width: '130px' },
    { key: 'updatedAt', label: $localize`:@@recipients.changed:Changed`, sortable: true, width: '150px' },
  ];
  protected readonly statuses = STATUSES.map((code) => ({
    code: String(code),
    label: STATUS_WORDS[code].label,
  }));
  protected readonly link = (row: RecipientView): string => `/recipients/${row.id}`;
  protected readonly icons = {
    add: mdiPlus,
    import: mdiTrayArrowUp,
    export: mdiTrayArrowDown,
    blocklist: mdiCancel,
    empty: mdiAccountMultipleOutline,
    noMatch: mdiAccountSearchOutline,
    remove: mdiClose,
  };

  constructor() {
    if (this.mayWrite()) {
      pageCommands({
        id: 'recipients.new',
        label: $localize`:@@recipients.new.title:New recipient`,
        group: $localize`:@@recipients.title:Recipients`,
        keys: 'c',
        icon: mdiPlus,
        run: () => void this.router.navigateByUrl('/recipients/new'),
      });
    }
  }

  protected filter(changes: Record<string, string>): void {
    this.url.patch({ ...changes, after: null });
  }

  protected remove({ key }: FilterChip): void {
    this.filter({ [key]: '' });
  }

  protected clear(): void {
    this.filter({ q: '', list: '', status: '' });
  }

  private describeFilter(): FilterChip[] {
    const chips: FilterChip[] = [];
    const { q } = this.selection();
    if (q) chips.push({ key: 'q', text: $localize`:@@recipients.filter.text:contains “${q}:text:”` });
    const list = this.lists.value()?.find(({ id }) => String(id) === this.list());
    const name = list?.name ?? this.list();
    if (name)
      chips.push({ key: 'list', text: $localize`:@@recipients.filter.list:in the list “${name}:name:”` });
    const code = Number(this.status());
    if (isUserStatus(code)) {
      const label = STATUS_WORDS[code].label;
      chips.push({ key: 'status', text: $localize`:@@recipients.filter.status:status “${label}:status:”` });
    }
    return chips;
  }
}
