import { Component, inject, signal, viewChild } from '@angular/core';
import { Router } from '@angular/router';
import { UserStatus, UserType } from '@contract/recipients/codes';
import { MailingListsApi } from '../../core/api/mailing-lists-api';
import { ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { Problem } from '../../core/errors/problem';
import { remote } from '../../core/state/remote';
import { Field } from '../../shared/field/field';
import { PageHeader } from '../../shared/page-header/page-header';
import { Toasts } from '../../shared/toast/toasts';
import { ProfileForm } from './profile/profile-form';

@Component({
  selector: 'em-new-recipient',
  imports: [Field, PageHeader, Problem, ProfileForm],
  template: `
    <em-page-header
      i18n-title="@@recipients.new.title"
      title="New recipient"
      backLink="/recipients"
      i18n-backLabel="@@recipients.title"
      backLabel="Recipients"
    />
    @if (fields.problem(); as problem) {
      <em-problem [problem]="problem" [retry]="fields.reload" />
    } @else if (fields.value(); as known) {
      <div class="em-panel em-stack">
        <em-field
          i18n-label="@@recipients.new.list"
          label="Add to mailing list"
          i18n-hint="@@recipients.new.listHint"
          hint="Only do this with the person’s consent."
        >
          <select #choice class="em-select" (change)="list.set(choice.value)">
            <option value="" i18n="@@recipients.new.noList">None for now</option>
            @for (entry of lists.value(); track entry.id) {
              <option [value]="entry.id">{{ entry.name }}</option>
            }
          </select>
        </em-field>
        <em-profile-form [fields]="known" (saved)="open($event)" />
      </div>
    } @else {
      <div class="em-panel wait" aria-busy="true"></div>
    }
  `,
  styles: `
    .em-panel {
      max-width: 720px;
    }
    .wait {
      min-height: 320px;
    }
  `,
})
export class NewRecipient {
  private readonly api = inject(RecipientsApi);
  private readonly fieldsApi = inject(ProfileFieldsApi);
  private readonly listsApi = inject(MailingListsApi);
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly profile = viewChild(ProfileForm);

  protected readonly list = signal('');
  protected readonly fields = remote(
    () => true,
    (_, abort) => this.fieldsApi.all(abort),
  );
  protected readonly lists = remote(
    () => true,
    (_, abort) => this.listsApi.all(abort),
  );

  hasUnsavedChanges(): boolean {
    return this.profile()?.hasChanges() ?? false;
  }

  protected async open({ id, email }: RecipientView): Promise<void> {
    this.toasts.success($localize`:@@recipients.added:${email}:email: was added`);
    if (this.list()) {
      const binding = { status: UserStatus.Active, userType: UserType.World };
      // The recipient is there all the same; the page that opens shows the lists and offers to add one.
      await this.api
        .saveBinding(id, Number(this.list()), binding)
        .catch((error: Error) => this.toasts.error(error));
    }
    await this.router.navigate(['/recipients', id]);
  }
}
