import { Component, computed, inject, input, output, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule } from '@angular/material/dialog';
import { type FieldValue } from '@contract/recipients/fields';
import { mdiClose } from '@mdi/js';
import { type ApiProblem } from '../../../core/api/api-problem';
import { type ProfileFieldView } from '../../../core/api/profile-fields-api';
import { ValueMessages } from '../../../core/forms/value-messages';
import { Field } from '../../../shared/field/field';
import { Icon } from '../../../shared/icon/icon';
import { type InputField, ValueInput } from '../../../shared/value-input/value-input';
import { valueOf, valueStyle } from '../../../shared/value-input/value-text';
import { MAIL_TYPES, STANDARD_LABELS } from '../field-words';

interface Target {
  name: string;
  label: string;
  field: InputField;
}

interface Entry extends Target {
  text: string;
}

/** Standard fields that may be set for many; their codes are given as they are. */
const STANDARD: readonly Target[] = [
  {
    name: 'mailtype',
    label: STANDARD_LABELS['mailtype'] ?? '',
    field: { type: 'integer', length: 0, nullable: false, fixedValues: MAIL_TYPES.map(({ code }) => code) },
  },
  {
    name: 'trackingVeto',
    label: STANDARD_LABELS['trackingVeto'] ?? '',
    field: { type: 'boolean', length: 0, nullable: false, fixedValues: null },
  },
];

/** Which fields get which values; an empty control empties the field. */
@Component({
  selector: 'em-edit-form',
  imports: [Field, Icon, MatButtonModule, MatDialogModule, ValueInput],
  templateUrl: './edit-form.html',
  styles: `
    .entry {
      display: grid;
      grid-template-columns: minmax(0, 1fr) auto;
      align-items: start;
      gap: 8px;
    }
    .entry button {
      margin-top: 22px;
    }
    .em-note {
      margin: 0;
    }
  `,
})
export class EditForm {
  private readonly messages = inject(ValueMessages);
  private readonly style = valueStyle();

  readonly fields = input.required<readonly ProfileFieldView[]>();
  /** What the server refused. */
  readonly problem = input<ApiProblem | null>(null);
  readonly busy = input(false);
  /** Values by field, null to empty it. */
  readonly wanted = output<Record<string, FieldValue>>();

  protected readonly entries = signal<readonly Entry[]>([]);
  protected readonly tried = signal(false);
  private readonly targets = computed<Target[]>(() => [
    ...this.fields()
      .filter(({ visibility }) => visibility === 'editable')
      .map((field) => ({ name: field.name, label: field.label, field })),
    ...STANDARD,
  ]);
  protected readonly rest = computed(() =>
    this.targets().filter(({ name }) => !this.entries().some((entry) => entry.name === name)),
  );
  protected readonly mailTypes = MAIL_TYPES;
  protected readonly icon = mdiClose;

  protected add(name: string): void {
    const target = this.targets().find((one) => one.name === name);
    if (!target) return;
    const text = target.field.nullable ? '' : target.name === 'mailtype' ? '1' : 'true';
    this.entries.update((entries) => [...entries, { ...target, text }]);
  }

  protected remove(name: string): void {
    this.entries.update((entries) => entries.filter((entry) => entry.name !== name));
  }

  protected set(name: string, text: string): void {
    this.entries.update((entries) => entries.map((one) => (one.name === name ? { ...one, text } : one)));
  }

  protected complaint({ name, field, text }: Entry): string {
    const refused = this.problem()?.fields[`set.${name}`]?.message;
    if (refused) return refused;
    if (!this.tried()) return '';
    if (text.trim() === '' && !field.nullable)
      return $localize`:@@recipients.valueMissing:A value is needed here`;
    return this.messages.forValue(field.type, text, field.length || undefined)?.message ?? '';
  }

  protected hintOf({ field, text }: Entry): string {
    return field.nullable && text === '' ? $localize`:@@recipients.bulk.edit.empties:Empties the field.` : '';
  }

  protected removeLabel({ label }: Entry): string {
    return $localize`:@@recipients.bulk.edit.leave:Leave ${label}:field: as it is`;
  }

  protected submit(event: Event): void {
    event.preventDefault();
    this.tried.set(true);
    if (this.entries().length === 0 || this.entries().some((entry) => this.complaint(entry) !== '')) return;
    this.wanted.emit(
      Object.fromEntries(
        this.entries().map(({ name, field, text }) => [name, valueOf(text, field, this.style())]),
      ),
    );
  }
}
