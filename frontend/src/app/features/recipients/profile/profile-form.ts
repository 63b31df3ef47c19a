import { Component, computed, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, applyEach, form, readonly, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { RouterLink } from '@angular/router';
import { STANDARD_TEXT_LENGTH } from '@contract/recipients/codes';
import { ApiProblem } from '../../../core/api/api-problem';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { type RecipientView, RecipientsApi } from '../../../core/api/recipients-api';
import { submitForm } from '../../../core/forms/submit-form';
import { ValueMessages } from '../../../core/forms/value-messages';
import { Field } from '../../../shared/field/field';
import { ValueInput } from '../../../shared/value-input/value-input';
import { valueStyle } from '../../../shared/value-input/value-text';
import { GENDERS, MAIL_TYPES } from '../field-words';
import { changesIn, draftOf } from './profile-draft';

/** Standard and profile fields of a recipient, or of one to be. */
@Component({
  selector: 'em-profile-form',
  imports: [Field, FormField, MatButtonModule, RouterLink, ValueInput],
  templateUrl: './profile-form.html',
  styleUrl: './profile-form.scss',
})
export class ProfileForm {
  private readonly api = inject(RecipientsApi);
  private readonly messages = inject(ValueMessages);
  private readonly style = valueStyle();

  /** null to make a new one. */
  readonly recipient = input<RecipientView | null>(null);
  readonly fields = input<readonly ProfileFieldView[]>([]);
  readonly editable = input(true);
  readonly saved = output<RecipientView>();

  private readonly visible = computed(() =>
    this.fields().filter(({ visibility }) => visibility !== 'hidden'),
  );
  protected readonly problem = signal('');
  private readonly changeable = computed(() =>
    this.visible().filter(({ visibility }) => visibility === 'editable'),
  );
  /** Who has the address already. */
  protected readonly owner = signal<{ id: number; email: string } | null>(null);
  private readonly model = linkedSignal(() => draftOf(this.recipient(), this.fields(), this.style()));
  protected readonly form = form(this.model, (path) => {
    required(path.email, { message: $localize`:@@recipients.emailMissing:Enter an e-mail address` });
    validate(path.email, ({ value }) => (value().trim() ? this.messages.forEmail(value()) : null));
    for (const name of [path.title, path.firstname, path.lastname]) {
      validate(name, ({ value }) => this.messages.forValue('text', value(), STANDARD_TEXT_LENGTH));
    }
    applyEach(path.fields, (item) => {
      readonly(
        item,
        ({ key }) => this.fields().find(({ name }) => name === key())?.visibility === 'read-only',
      );
      validate(item, ({ value, key }) => {
        const field = this.fields().find(({ name }) => name === key());
        if (!field || field.visibility !== 'editable') return null;
        if (!field.nullable && value().trim() === '') {
          const message = $localize`:@@recipients.valueMissing:A value is needed here`;
          return { kind: 'value-required', message };
        }
        return this.messages.forValue(field.type, value(), field.type === 'text' ? field.length : undefined);
      });
    });
  });
  protected readonly controls = computed(() =>
    this.visible().flatMap((field) => {
      const control = this.form.fields[field.name];
      return control ? [{ field, control }] : [];
    }),
  );

  protected readonly genders = GENDERS;
  protected readonly mailTypes = MAIL_TYPES;
  protected readonly zone = computed(() => this.style().timeZone);

  hasChanges(): boolean {
    return this.form().dirty() && !this.form().submitting();
  }

  /** Gives up what was not saved, because the recipient is gone. */
  forget(): void {
    this.form().reset();
  }

  protected hintOf({ type, description, visibility }: ProfileFieldView): string {
    const parts = [description];
    if (visibility === 'read-only') parts.push($localize`:@@recipients.readOnly:Cannot be changed by hand.`);
    else if (type === 'datetime') parts.push($localize`:@@recipients.inZone:Time in ${this.zone()}:zone:`);
    return parts.filter(Boolean).join(' · ');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    this.owner.set(null);
    const problem = await submitForm(this.form, async (draft) => {
      const before = this.recipient();
      const changes = changesIn(draft, before, this.changeable(), this.style());
      const saved = await this.store(before, { email: draft.email.trim(), ...changes });
      this.form().reset();
      this.saved.emit(saved);
    });
    this.problem.set(problem ?? '');
  }

  protected discard(): void {
    this.model.set(draftOf(this.recipient(), this.fields(), this.style()));
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
