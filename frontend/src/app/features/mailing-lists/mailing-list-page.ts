import { Component, computed, effect, inject, input, numberAttribute, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { mdiDeleteOutline, mdiTrayArrowUp } from '@mdi/js';
import { type MailingListView, MailingListsApi } from '../../core/api/mailing-lists-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { Session } from '../../core/session/session';
import { action, remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Formats } from '../../shared/format/formats';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { STATUSES, STATUS_WORDS } from '../../shared/recipient-words/binding-words';
import { StatTile } from '../../shared/stat-tile/stat-tile';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { UsageList } from '../../shared/usage-list/usage-list';
import { ListForm } from './list-form';
import { StatusDays } from './status-days';
import { TestRecipients } from './test-recipients';

/** Above this many entries the name must be typed to delete a list. */
const MANY = 1000;

@Component({
  selector: 'em-mailing-list-page',
  imports: [
    Icon,
    ListForm,
    MatButtonModule,
    PageHeader,
    Problem,
    RouterLink,
    StatTile,
    StatusChip,
    StatusDays,
    TestRecipients,
    UsageList,
  ],
  templateUrl: './mailing-list-page.html',
  styleUrl: './mailing-list-page.scss',
})
export class MailingListPage {
  private readonly api = inject(MailingListsApi);
  private readonly session = inject(Session);
  private readonly title = inject(PageTitle);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly formats = inject(Formats);
  private readonly settings = viewChild(ListForm);

  readonly id = input.required({ transform: numberAttribute });

  protected readonly list = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly usage = remote(
    () => this.id(),
    (id, abort) => this.api.usage(id, abort),
  );
  protected readonly statuses = computed(() => {
    const { byStatus = {}, total = 0 } = this.list.value()?.counts ?? {};
    return STATUSES.map((code) => {
      const count = byStatus[code] ?? 0;
      const share = total > 0 ? this.formats.percent(count / total) : '–';
      return { code, ...STATUS_WORDS[code], count: this.formats.number(count), share };
    });
  });
  protected readonly total = computed(() => this.formats.number(this.list.value()?.counts.total ?? 0));
  protected readonly active = computed(() => {
    const { active = 0, testRecipients = 0 } = this.list.value()?.counts ?? {};
    return this.formats.number(active - testRecipients);
  });
  protected readonly tests = computed(() =>
    this.formats.number(this.list.value()?.counts.testRecipients ?? 0),
  );
  protected readonly mayWrite = computed(() => this.session.can('lists.write'));
  protected readonly mayImport = computed(() => this.session.can('recipients.import'));
  protected readonly mayTest = computed(() => this.session.can('recipients.write'));
  protected readonly removal = action((id: number) => this.api.delete(id).then(() => true));
  protected readonly icons = { delete: mdiDeleteOutline, import: mdiTrayArrowUp };

  constructor() {
    effect(() => {
      const name = this.list.value()?.name;
      if (name) this.title.set(name);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.settings()?.hasChanges() ?? false;
  }

  protected keep(saved: MailingListView): void {
    this.list.set(saved);
    this.toasts.success($localize`:@@mailing-lists.saved:Saved`);
  }

  protected async delete({ id, name, counts }: MailingListView): Promise<void> {
    // What uses it may have changed since the page was opened.
    const usages = await this.api.usage(id).catch(() => []);
    if (usages.length > 0) {
      const names = usages.map((usage) => `“${usage.name}”`).slice(0, 5);
      this.usage.reload();
      await this.confirm.ask({
        title: $localize`:@@mailing-lists.usedTitle:The list is in use`,
        text: $localize`:@@mailing-lists.usedText:First take it out of ${names.join(', ')}:names:. What uses it stands under “Used in”.`,
        confirm: $localize`:@@mailing-lists.usedOk:All right`,
      });
      return;
    }
    const entries = this.formats.number(counts.total);
    const sure = await this.confirm.ask({
      title: $localize`:@@mailing-lists.deleteAsk:Delete the list “${name}:name:”?`,
      text: $localize`:@@mailing-lists.deleteText:Its ${entries}:count: entries are gone for good, and with them the knowledge of who unsubscribed from it. The recipients themselves, mailings and statistics stay.`,
      confirm: $localize`:@@mailing-lists.deleteConfirm:Delete list`,
      danger: true,
      ...(counts.total > MANY ? { typeToConfirm: name } : {}),
    });
    if (!sure) return;
    if (await this.removal.run(id)) {
      this.settings()?.forget();
      this.toasts.success($localize`:@@mailing-lists.deleted:The list “${name}:name:” was deleted`);
      await this.router.navigateByUrl('/mailing-lists');
      return;
    }
    const problem = this.removal.problem();
    if (problem) this.toasts.error(problem);
  }
}
