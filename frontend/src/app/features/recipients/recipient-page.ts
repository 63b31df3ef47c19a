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
import { Router } from '@angular/router';
import { mdiDeleteOutline } from '@mdi/js';
import { ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { Problem } from '../../core/errors/problem';
import { PageTitle } from '../../core/routing/page-title';
import { Session } from '../../core/session/session';
import { action, remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Time } from '../../shared/format/time';
import { Icon } from '../../shared/icon/icon';
import { PageHeader } from '../../shared/page-header/page-header';
import { Toasts } from '../../shared/toast/toasts';
import { Bindings } from './bindings/bindings';
import { History } from './history/history';
import { ProfileForm } from './profile/profile-form';

@Component({
  selector: 'em-recipient-page',
  imports: [Bindings, History, Icon, MatButtonModule, PageHeader, Problem, ProfileForm, Time],
  template: `
    @if (problem(); as failed) {
      <em-problem [problem]="failed" [retry]="reload" />
    } @else {
      <em-page-header
        [title]="recipient.value()?.email ?? ''"
        [subtitle]="name()"
        backLink="/recipients"
        i18n-backLabel="@@recipients.title"
        backLabel="Recipients"
      >
        @if (recipient.value() && mayWrite()) {
          <button
            mat-button
            type="button"
            class="em-danger"
            [disabled]="removal.pending()"
            (click)="delete()"
          >
            <em-icon [path]="deleteIcon" /><ng-container i18n="@@recipients.delete">Delete…</ng-container>
          </button>
        }
      </em-page-header>
      <div class="columns">
        <section class="em-panel em-stack" [attr.aria-busy]="!shown()">
          <h2 i18n="@@recipients.profile">Profile</h2>
          @if (shown(); as loaded) {
            <em-profile-form
              [recipient]="loaded.recipient"
              [fields]="loaded.fields"
              [editable]="mayWrite()"
              (saved)="keep($event)"
            />
            <p class="em-muted dates">
              <ng-container i18n="@@recipients.addedOn">Added</ng-container>&ngsp;<em-time
                [value]="loaded.recipient.createdAt"
              />
              · <ng-container i18n="@@recipients.changedOn">changed</ng-container>&ngsp;<em-time
                [value]="loaded.recipient.updatedAt"
              />
            </p>
          } @else {
            <div class="wait"></div>
          }
        </section>
        <div class="em-stack">
          <em-bindings [recipientId]="id()" [editable]="mayWrite()" (changed)="version.set(version() + 1)" />
          <em-history [recipientId]="id()" [version]="version()" />
        </div>
      </div>
    }
  `,
  styles: `
    .columns {
      display: grid;
      grid-template-columns: minmax(0, 5fr) minmax(0, 6fr);
      align-items: start;
      gap: 16px;
    }
    .wait {
      min-height: 320px;
    }
    .dates {
      margin: 0;
      font-size: 0.8125rem;
    }
    @media (max-width: 1099px) {
      .columns {
        grid-template-columns: minmax(0, 1fr);
      }
    }
  `,
})
export class RecipientPage {
  private readonly api = inject(RecipientsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly session = inject(Session);
  private readonly title = inject(PageTitle);
  private readonly confirm = inject(Confirm);
  private readonly toasts = inject(Toasts);
  private readonly router = inject(Router);
  private readonly profile = viewChild(ProfileForm);

  readonly id = input.required({ transform: numberAttribute });

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

  protected async delete(): Promise<void> {
    const email = this.recipient.value()?.email ?? '';
    const sure = await this.confirm.ask({
      title: $localize`:@@recipients.deleteAsk:Delete ${email}:email:?`,
      text: $localize`:@@recipients.deleteText:The profile, the entries in mailing lists and the history are gone for good. Numbers in statistics stay. An unsubscription is forgotten too: to make sure that this address never gets mail again, put it on the blocklist instead.`,
      confirm: $localize`:@@recipients.deleteConfirm:Delete recipient`,
      danger: true,
    });
    if (!sure) return;
    if (await this.removal.run(this.id())) {
      this.profile()?.forget();
      this.toasts.success($localize`:@@recipients.deleted:${email}:email: was deleted`);
      await this.router.navigateByUrl('/recipients');
      return;
    }
    const problem = this.removal.problem();
    if (problem) this.toasts.error(problem);
  }
}
