import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, applyEach, form, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { Gender, MailType, STANDARD_TEXT_LENGTH } from '@contract/recipients/codes';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type RecipientView, RecipientsApi } from '../../../core/api/recipients-api';
import { submitForm } from '../../../core/forms/submit-form';
import { ValueMessages } from '../../../core/forms/value-messages';
import { Field } from '../../../shared/field/field';
import { changesIn, draftOf } from './profile-draft';

/** Standard and profile fields of a recipient, or of one to be. */
@Component({
  selector: 'em-profile-form',
  imports: [Field, FormField, MatButtonModule, RouterLink],
  templateUrl: './profile-form.html',
  styleUrl: './profile-form.scss',
})
export class ProfileForm {
  private readonly api = inject(RecipientsApi);
  private readonly messages = inject(ValueMessages);

  /** null to make a new one. */
  readonly recipient = input<RecipientView | null>(null);
  readonly fields = input<readonly ProfileFieldView[]>([]);
  readonly editable = input(true);
  readonly saved = output<RecipientView>();

  protected readonly maxLength = STANDARD_TEXT_LENGTH;
  protected readonly problem = signal('');
  /** Who has the address already. */
  protected readonly owner = signal<{ id: number; email: string } | null>(null);
  private readonly model = linkedSignal(() =>
    draftOf(this.recipient(), this.fields(), this.messages.decimalSeparator),
  );
  protected readonly form = form(this.model, (path) => {
    required(path.email, { message: $localize`:@@recipients.emailMissing:Enter an e-mail address` });
    validate(path.email, ({ value }) => (value().trim() ? this.messages.forEmail(value()) : null));
    for (const name of [path.title, path.firstname, path.lastname]) {
      validate(name, ({ value }) => this.messages.forValue('text', value(), STANDARD_TEXT_LENGTH));
    }
    applyEach(path.fields, (item) => {
      validate(item, ({ value, key }) => {
        const field = this.fields().find(({ name }) => name === key());
        if (!field) return null;
        return this.messages.forValue(field.type, value(), field.type === 'text' ? field.length : undefined);
      });
    });
  });
  protected readonly controls = computed(() =>
    this.fields().flatMap((field) => {
      const control = this.form.fields[field.name];
      return control ? [{ field, control }] : [];
    }),
  );

  protected readonly genders = [
    { code: Gender.Unknown, label: $localize`:@@recipients.gender.unknown:Unknown` },
    { code: Gender.Female, label: $localize`:@@recipients.gender.female:Female` },
    { code: Gender.Male, label: $localize`:@@recipients.gender.male:Male` },
    { code: Gender.Practice, label: $localize`:@@recipients.gender.practice:Practice` },
    { code: Gender.Company, label: $localize`:@@recipients.gender.company:Company` },
  ];
  protected readonly mailTypes = [
    { code: MailType.Html, label: $localize`:@@recipients.mailtype.html:HTML and text` },
    { code: MailType.Text, label: $localize`:@@recipients.mailtype.text:Text only` },
    {
      code: MailType.OfflineHtml,
      label: $localize`:@@recipients.mailtype.offline:HTML with pictures inside`,
    },
  ];

  hasChanges(): boolean {
    return this.form().dirty() && !this.form().submitting();
  }

  /** Gives up what was not saved, because the recipient is gone. */
  forget(): void {
    this.form().reset();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.owner.set(null);
    const problem = await submitForm(this.form, async (draft) => {
      const before = this.recipient();
      const changes = changesIn(draft, before, this.fields(), this.messages.decimalSeparator);
      const saved = await this.store(before, { email: draft.email.trim(), ...changes });
      this.form().reset();
      this.saved.emit(saved);
    });
    this.problem.set(problem ?? '');
  }

  protected discard(): void {
    this.model.set(draftOf(this.recipient(), this.fields(), this.messages.decimalSeparator));
    this.form().reset();
    this.problem.set('');
    this.owner.set(null);
  }

  private async store(
    before: RecipientView | null,
    data: Parameters<RecipientsApi['create']>[0],
  ): Promise<RecipientView> {
    try {
      return before ? await this.api.change(before.id, data) : await this.api.create(data);
    } catch (error) {
      const { code, params } = ApiProblem.from(error);
      if (code === 'recipient.email-taken' && Number(params['id']) > 0) {
        this.owner.set({ id: Number(params['id']), email: String(params['email']) });
      }
      throw error;
    }
  }
}
