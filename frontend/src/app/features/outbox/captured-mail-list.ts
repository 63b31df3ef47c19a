import { Component, computed, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { mdiDeleteSweepOutline, mdiEmailSearchOutline, mdiInboxArrowDownOutline } from '@mdi/js';
import { type CapturedMailSummary, OutboxApi } from '../../core/api/outbox-api';
import { Problem } from '../../core/errors/problem';
import { keyPaging, urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { polling } from '../../core/state/polling';
import { action, remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Cell, type Column } from '../../shared/data-table/columns';
import { DataTable } from '../../shared/data-table/data-table';
import { EmptyState } from '../../shared/empty-state/empty-state';
import { NumberPipe } from '../../shared/format/number.pipe';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { Toasts } from '../../shared/toast/toasts';
import { SearchField } from '../../shared/search-field/search-field';

/** How often new mails are looked for on the first page, in ms. */
const REFRESH_INTERVAL = 3_000;

/** What would have gone out: the newest mails first. */
@Component({
  selector: 'em-captured-mail-list',
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
    Time,
    SearchField,
  ],
  templateUrl: './captured-mail-list.html',
  styles: `
    input {
      max-width: 320px;
      margin-bottom: 12px;
    }
    .em-note {
      margin-bottom: 12px;
    }
  `,
})
export class CapturedMailList {
  private readonly api = inject(OutboxApi);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  protected readonly session = inject(Session);
  protected readonly url = urlState();
  protected readonly search = this.url.param('q');
  protected readonly paging = keyPaging(this.url);
  protected readonly page = remote(
    () => ({ q: this.search(), after: this.paging.after() }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly pageInfo = this.paging.info(() => this.page.value());
  protected readonly empty = computed(() => this.page.value()?.items.length === 0 && this.search() === '');

  protected readonly columns: readonly Column[] = [
    { key: 'subject', label: $localize`:@@outbox.subject:Subject`, primary: true },
    { key: 'to', label: $localize`:@@outbox.to:To` },
    { key: 'from', label: $localize`:@@outbox.from:From` },
    { key: 'size', label: $localize`:@@outbox.size:Size`, align: 'end', width: '90px' },
    { key: 'at', label: $localize`:@@outbox.at:Captured`, width: '170px' },
  ];
  protected readonly link = (row: CapturedMailSummary): string => `/outbox/${row.id}`;
  protected readonly intro = $localize`:@@outbox.intro:No SMTP server is set up, so mails are captured here instead of being sent. Nothing leaves this machine; links and openings in these mails work and are counted.`;
  protected readonly icons = {
    clear: mdiDeleteSweepOutline,
    empty: mdiInboxArrowDownOutline,
    noMatch: mdiEmailSearchOutline,
  };

  protected readonly clear = action(async () => {
    const sure = await this.confirm.ask({
      title: $localize`:@@outbox.clear.title:Clear the outbox?`,
      text: $localize`:@@outbox.clear.text:All captured mails are deleted for good. Sends and statistics stay as they are.`,
      confirm: $localize`:@@outbox.clear.confirm:Delete all mails`,
      danger: true,
    });
    if (!sure) return;
    await this.api.clear();
    this.url.patch({ after: null, q: null });
    this.page.reload();
    this.toasts.success($localize`:@@outbox.cleared:The outbox is empty.`);
  });

  constructor() {
    polling(
      () => (this.paging.atStart() && this.page.status() !== 'error' ? REFRESH_INTERVAL : null),
      async () => {
        const query = { q: this.search(), after: '' };
        const answer = await this.api.list(query);
        const unchanged = answer.items[0]?.id === this.page.value()?.items[0]?.id;
        const current = query.q === this.search() && this.paging.atStart();
        if (current && (!unchanged || answer.total !== this.page.value()?.total)) this.page.set(answer);
      },
    );
  }
}
