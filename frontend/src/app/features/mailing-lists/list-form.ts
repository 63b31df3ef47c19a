import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import {
  type MailingListData,
  type MailingListView,
  MailingListsApi,
} from '../../core/api/mailing-lists-api';
import { submitForm } from '../../core/forms/submit-form';
import { ValueMessages } from '../../core/forms/value-messages';
import { Field } from '../../shared/field/field';

/** What is said about a mailing list, or about one to be. */
@Component({
  selector: 'em-list-form',
  imports: [Field, FormField, MatButtonModule],
  templateUrl: './list-form.html',
  styles: `
    .means {
      margin: 2px 0 0 24px;
      font-size: 0.8125rem;
    }
    summary {
      font-weight: 550;
      cursor: pointer;
    }
    details p {
      margin: 4px 0 8px;
    }
  `,
})
export class ListForm {
  private readonly api = inject(MailingListsApi);
  private readonly messages = inject(ValueMessages);

  /** null to make a new one. */
  readonly list = input<MailingListView | null>(null);
  readonly saved = output<MailingListView>();

  protected readonly problem = signal('');
  protected readonly form = form(
    linkedSignal(() => dataOf(this.list())),
    (path) => {
      required(path.name, { message: $localize`:@@mailing-lists.nameMissing:Enter a name` });
      maxLength(path.name, 100);
      maxLength(path.description, 500);
      for (const name of [path.senderName, path.replyName]) maxLength(name, 255);
      for (const address of [path.senderEmail, path.replyEmail]) {
        validate(address, ({ value }) => (value().trim() ? this.messages.forEmail(value()) : null));
      }
      minLength(path.name, 3, { message: $localize`:@@mailing-lists.nameShort:Use at least 3 characters` });
    },
  );

  protected readonly hasSender = computed(() => {
    const { senderName, senderEmail, replyName, replyEmail } = dataOf(this.list());
    return [senderName, senderEmail, replyName, replyEmail].some((text) => text !== '');
  });

  hasChanges(): boolean {
    return this.form().dirty() && !this.form().submitting();
  }

  /** Gives up what was not saved, because the list is gone. */
  forget(): void {
    this.form().reset();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (value) => {
      const list = this.list();
      const saved = list ? await this.api.change(list.id, value) : await this.api.create(value);
      this.form().reset();
      this.saved.emit(saved);
    });
    this.problem.set(problem ?? '');
  }
}

function dataOf(list: MailingListView | null): MailingListData {
  return {
    name: list?.name ?? '',
    description: list?.description ?? '',
    senderName: list?.senderName ?? '',
    senderEmail: list?.senderEmail ?? '',
    replyName: list?.replyName ?? '',
    replyEmail: list?.replyEmail ?? '',
    doubleOptIn: list?.doubleOptIn ?? false,
  };
}
