import { Component, inject, input, output, signal } from '@angular/core';
import { FormField, form, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { UserStatus, UserType, isUserType } from '@contract/recipients/codes';
import { ApiProblem } from '../../core/api/api-problem';
import { type RecipientView, RecipientsApi } from '../../core/api/recipients-api';
import { submitForm } from '../../core/forms/submit-form';
import { ValueMessages } from '../../core/forms/value-messages';
import { remote } from '../../core/state/remote';
import { Confirm } from '../../shared/confirm/confirm';
import { Field } from '../../shared/field/field';
import { STATUS_WORDS, TYPE_WORDS } from '../../shared/recipient-words/binding-words';
import { Toasts } from '../../shared/toast/toasts';

/** Most that are shown; more test recipients than that would be a mistake. */
const SHOWN = 50;

/** Who gets the test mails of a list, with a quick way to add somebody. */
@Component({
  selector: 'em-test-recipients',
  imports: [Field, FormField, MatButtonModule, RouterLink],
  templateUrl: './test-recipients.html',
  styles: `
    ul {
      margin: 0 0 12px;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 6px 0;
      border-top: 1px solid var(--em-border);
      overflow-wrap: anywhere;
    }
    .add {
      align-items: flex-start;
    }
    .address {
      flex: 1 1 200px;
    }
    .role {
      flex: 0 1 120px;
    }
    .add button {
      margin-top: 24px;
    }
  `,
})
export class TestRecipients {
  private readonly api = inject(RecipientsApi);
  private readonly messages = inject(ValueMessages);
  private readonly toasts = inject(Toasts);
  private readonly confirm = inject(Confirm);

  readonly listId = input.required<number>();
  readonly editable = input(true);
  readonly changed = output<void>();

  protected readonly people = remote(
    () => ({
      mailingListId: this.listId(),
      status: UserStatus.Active,
      testRecipients: true as const,
      limit: SHOWN,
    }),
    (query, abort) => this.api.list(query, abort),
  );
  protected readonly problem = signal('');
  protected readonly types = [UserType.Test, UserType.Admin].map((code) => ({ code, ...TYPE_WORDS[code] }));
  private readonly model = signal<{ email: string; type: string }>({ email: '', type: UserType.Test });
  protected readonly form = form(this.model, (path) => {
    required(path.email, { message: $localize`:@@mailing-lists.tests.emailMissing:Enter an e-mail address` });
    validate(path.email, ({ value }) => (value().trim() ? this.messages.forEmail(value()) : null));
  });

  protected nameOf({ firstname, lastname }: RecipientView): string {
    return [firstname, lastname].filter(Boolean).join(' ');
  }

  protected async add(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ email, type }) => {
      const { id, isNew } = await this.recipientWith(email.trim());
      if (!isNew && !(await this.mayChange(id, email))) return;
      const userType = isUserType(type) ? type : UserType.Test;
      await this.api.saveBinding(id, this.listId(), { status: UserStatus.Active, userType });
      this.toasts.success($localize`:@@mailing-lists.tests.added:${email}:email: gets the test mails now`);
      this.model.set({ email: '', type });
      this.form().reset();
      this.people.reload();
      this.changed.emit();
    });
    this.problem.set(problem ?? '');
  }

  /** Makes one if nobody has the address. */
  private async recipientWith(email: string): Promise<{ id: number; isNew: boolean }> {
    try {
      return { id: (await this.api.create({ email })).id, isNew: true };
    } catch (error) {
      const { code, params } = ApiProblem.from(error);
      const owner = code === 'recipient.email-taken' ? Number(params['id']) : 0;
      if (owner > 0) return { id: owner, isNew: false };
      throw error;
    }
  }

  /** Whoever is in the list as something else would lose the real mailings by it, so that is asked first. */
  private async mayChange(id: number, email: string): Promise<boolean> {
    const bindings = await this.api.bindings(id);
    const entry = bindings.find(({ mailingListId }) => mailingListId === this.listId());
    if (!entry) return true;
    const status = STATUS_WORDS[entry.status].label;
    const type = TYPE_WORDS[entry.userType].label;
    return this.confirm.ask({
      title: $localize`:@@mailing-lists.tests.askTitle:Change the entry of ${email}:email:?`,
      text: $localize`:@@mailing-lists.tests.askText:This address is in the list already (role “${type}:type:”, status “${status}:status:”). Afterwards it is active and gets test mails only.`,
      confirm: $localize`:@@mailing-lists.tests.askConfirm:Change entry`,
    });
  }
}
