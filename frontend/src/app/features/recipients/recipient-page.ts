import {
  Component,
  computed,
  effect,
  inject,
  input,
  numberAttribute,
  signal,
  viewChild,
} from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatTabsModule } from '@angular/material/tabs';
import { Router } from '@angular/router';
import { UserType } from '@contract/recipients/codes';
import { mdiDeleteOutline } from '@mdi/js';
import { ApiProblem } from '../../core/api/api-problem';
import { BulkJobsApi } from '../../core/api/bulk-jobs-api';
import { ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { RecycleBinApi } from '../../core/api/recycle-bin-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { urlState } from '../../core/routing/url-state';
import { Session } from '../../core/session/session';
import { action, remote } from '../../core/state/remote';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { TYPE_WORDS } from '../../shared/recipient-words/binding-words';
import { StatusChip } from '../../shared/status-chip/status-chip';
import { Toasts } from '../../shared/toast/toasts';
import { Bindings } from './bindings/bindings';
import { Consents } from './consents/consents';
import { Contacts } from './contacts/contacts';
import { History } from './history/history';
import { Privacy } from './privacy/privacy';
import { ProfileForm } from './profile/profile-form';

const TABS = ['profile', 'lists', 'history', 'mailings', 'consent', 'privacy'] as const;

@Component({
  selector: 'em-recipient-page',
  imports: [
    Bindings,
    Consents,
    Contacts,
    History,
    Icon,
    MatButtonModule,
    MatTabsModule,
    PageHeader,
    Privacy,
    Problem,
    ProfileForm,
    StatusChip,
    Time,
  ],
  templateUrl: './recipient-page.html',
  styles: `
    .tab {
      padding-top: 16px;
    }
    .profile {
      max-width: 860px;
    }
    .wait {
      min-height: 320px;
    }
    .dates {
      margin: 0;
      font-size: 0.8125rem;
    }
  `,
})
export class RecipientPage {
  private readonly api = inject(RecipientsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly title = inject(PageTitle);
  private readonly bin = inject(RecycleBinApi);
  private readonly jobs = inject(BulkJobsApi);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly profile = viewChild(ProfileForm);

  readonly id = input.required({ transform: numberAttribute });

  private readonly url = urlState();
  private readonly shownTab = this.url.param('tab');
  protected readonly tab = computed(() =>
    Math.max(
      0,
      TABS.findIndex((key) => key === this.shownTab()),
    ),
  );
  /** Counts changes here, so that the history loads again. */
  protected readonly version = signal(0);
  protected readonly recipient = remote(
    () => this.id(),
    (id, abort) => this.api.get(id, abort),
  );
  protected readonly fields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  protected readonly problem = computed(() => this.recipient.problem() ?? this.fields.problem());
  protected readonly shown = computed(() => {
    const recipient = this.recipient.value();
    const fields = this.fields.value();
    return recipient && fields && recipient.id === this.id() ? { recipient, fields } : null;
  });
  private readonly bindings = remote(
    () => ({ id: this.id(), version: this.version() }),
    ({ id }, abort) => this.api.bindings(id, abort),
  );
  /** Roles beside the normal one, which people should not overlook. */
  protected readonly roles = computed(() => {
    const types = new Set((this.bindings.value() ?? []).map(({ userType }) => userType));
    return [...types].filter((type) => type !== UserType.World).map((type) => TYPE_WORDS[type]);
  });
  protected readonly name = computed(() => {
    const { title = '', firstname = '', lastname = '' } = this.recipient.value() ?? {};
    return [title, firstname, lastname].filter(Boolean).join(' ');
  });
  protected readonly mayWrite = computed(() => this.session.can('recipients.write'));
  protected readonly removal = action((id: number) => this.api.delete(id).then(() => true));
  protected readonly deleteIcon = mdiDeleteOutline;
  protected readonly reload = (): void => {
    this.recipient.reload();
    this.fields.reload();
  };

  constructor() {
    effect(() => {
      const email = this.recipient.value()?.email;
      if (email) this.title.set(email);
    });
  }

  hasUnsavedChanges(): boolean {
    return this.profile()?.hasChanges() ?? false;
  }

  protected keep(saved: RecipientView): void {
    this.recipient.set(saved);
    this.version.update((count) => count + 1);
    this.toasts.success($localize`:@@recipients.saved:Saved`);
  }

  protected open(index: number): void {
    this.url.patch({ tab: index === 0 ? null : (TABS[index] ?? null) });
  }

  protected forget(): void {
    this.profile()?.forget();
  }

  protected async delete(): Promise<void> {
    const id = this.id();
    const email = this.recipient.value()?.email ?? '';
    if (!(await this.removal.run(id))) {
      const problem = this.removal.problem();
      if (problem) this.toasts.error(problem);
      return;
    }
    this.forget();
    this.toasts.success($localize`:@@recipients.deleted:${email}:email: is in the recycle bin`, {
      undo: () => void this.restore(id, email),
    });
    await this.router.navigateByUrl('/recipients');
  }

  private async restore(id: number, email: string): Promise<void> {
    try {
      const { changed } = await this.jobs.finished((await this.bin.restore({ ids: [id] })).id);
      if (changed === 0) throw new Error($localize`:@@recipients.notRestored:The address is taken by now`);
      this.toasts.success($localize`:@@recipients.restored:${email}:email: is back`);
      await this.router.navigate(['/recipients', id]);
    } catch (error) {
      this.toasts.error(ApiProblem.from(error));
    }
  }
}
