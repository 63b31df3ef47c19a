import { Component, computed, inject, input, linkedSignal, output, signal, untracked } from '@angular/core';
import { FormField, disabled, form, maxLength, minLength, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { FIELD_VISIBILITIES } from '@contract/recipients/field-rules';
import { FIELD_TYPES, TEXT_FIELD_MAX_LENGTH, checkFieldName } from '@contract/recipients/fields';
import { type ProfileFieldView, ProfileFieldsApi } from '../../core/api/profile-fields-api';
import { submitForm } from '../../core/forms/submit-form';
import { ValueMessages } from '../../core/forms/value-messages';
import { Field } from '../../shared/field/field';
import { ValueInput } from '../../shared/value-input/value-input';
import { valueStyle } from '../../shared/value-input/value-text';
import { type FieldDraft, draftOf, fixedTexts, rulesOf } from './field-draft';
import { TYPE_LABELS, VISIBILITY_WORDS } from './field-words';

/** Every property of a profile field, or of one to be; name, type and length are chosen once. */
@Component({
  selector: 'em-field-form',
  imports: [Field, FormField, MatButtonModule, ValueInput],
  templateUrl: './field-form.html',
  styleUrl: './field-form.scss',
})
export class FieldForm {
  private readonly api = inject(ProfileFieldsApi);
  private readonly messages = inject(ValueMessages);
  private readonly style = valueStyle();

  /** null to make a new one. */
  readonly field = input<ProfileFieldView | null>(null);
  readonly editable = input(true);
  readonly saved = output<ProfileFieldView>();

  protected readonly problem = signal('');
  /** Starts anew when the field was saved, but not when only its index went on. */
  private readonly model = linkedSignal<string, FieldDraft>({
    source: () => JSON.stringify(draftOf(this.field(), this.style())),
    computation: () => untracked(() => draftOf(this.field(), this.style())),
  });
  protected readonly form = form(this.model, (path) => {
    for (const part of [path.name, path.type, path.length]) disabled(part, () => this.field() !== null);
    validate(path.name, ({ value }) => {
      const wrong = this.field() ? undefined : checkFieldName(value().trim());
      return wrong ? this.messages.problem(wrong.code, wrong.params) : null;
    });
    required(path.label, { message: $localize`:@@fields.labelMissing:Enter a name` });
    minLength(path.label, 3, { message: $localize`:@@fields.labelShort:Use at least 3 characters` });
    maxLength(path.label, 100);
    maxLength(path.description, 500);
    validate(path.length, ({ value, valueOf }) => {
      if (valueOf(path.type) !== 'text') return null;
      const length = Number(value());
      if (Number.isInteger(length) && length >= 1 && length <= TEXT_FIELD_MAX_LENGTH) return null;
      const max = TEXT_FIELD_MAX_LENGTH;
      return { kind: 'length', message: $localize`:@@fields.lengthWrong:A number from 1 to ${max}:max:` };
    });
    validate(path.fixedText, ({ value, valueOf }) => {
      if (!valueOf(path.fixed)) return null;
      const texts = fixedTexts({ fixedText: value() });
      if (texts.length === 0)
        return { kind: 'missing', message: $localize`:@@fields.fixedMissing:Enter at least one value` };
      const [type, length] = [valueOf(path.type), Number(valueOf(path.length)) || undefined];
      const wrong = texts.map((text) => ({ text, problem: this.messages.forValue(type, text, length) }));
      const first = wrong.find(({ problem }) => problem);
      return first?.problem ? { kind: 'value', message: `${first.text}: ${first.problem.message}` } : null;
    });
    validate(path.defaultText, ({ value, valueOf }) => {
      if (valueOf(path.defaultKind) !== 'value') return null;
      if (value().trim() === '')
        return { kind: 'missing', message: $localize`:@@fields.defaultMissing:Enter the value` };
      const length = Number(valueOf(path.length)) || undefined;
      return this.messages.forValue(valueOf(path.type), value(), length);
    });
    validate(path.defaultKind, ({ value, valueOf }) =>
      !valueOf(path.nullable) && value() === 'none'
        ? {
            kind: 'needed',
            message: $localize`:@@fields.defaultNeeded:Without empty values, new recipients need one to start with`,
          }
        : null,
    );
  });

  protected readonly isDate = computed(() => ['date', 'datetime'].includes(this.model().type));
  /** The default is chosen among the fixed values, if there are any. */
  protected readonly defaultField = computed(() => {
    const draft = this.model();
    const rules = rulesOf(draft, this.style());
    return { ...rules, type: draft.type, length: Number(draft.length) || 0 };
  });
  protected readonly types = FIELD_TYPES.map((code) => ({ code, label: TYPE_LABELS[code] }));
  protected readonly visibilities = FIELD_VISIBILITIES.map((code) => ({ code, ...VISIBILITY_WORDS[code] }));
  protected readonly visibilityMeaning = computed(() => VISIBILITY_WORDS[this.model().visibility].meaning);

  hasChanges(): boolean {
    return this.form().dirty() && !this.form().submitting();
  }

  /** Gives up what was not saved, because the field is gone. */
  forget(): void {
    this.form().reset();
  }

  protected discard(): void {
    this.model.set(draftOf(this.field(), this.style()));
    this.form().reset();
    this.problem.set('');
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (draft) => {
      const field = this.field();
      const rules = rulesOf(draft, this.style());
      const length = draft.type === 'text' ? { length: Number(draft.length) } : {};
      const saved = field
        ? await this.api.change(field.id, rules)
        : await this.api.create({ ...rules, ...length, name: draft.name.trim(), type: draft.type });
      this.form().reset();
      this.saved.emit(saved);
    });
    this.problem.set(problem ?? '');
  }
}
