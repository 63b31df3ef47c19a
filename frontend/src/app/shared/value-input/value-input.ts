import { Component, ElementRef, computed, inject, input, model, output } from '@angular/core';
import { type FormValueControl } from '@angular/forms/signals';
import { Formats } from '../format/formats';
import { type TypedField, textOf, valueStyle } from './value-text';

/** Texts longer than this get several lines. */
const LONG = 300;

/** What of a profile field its control goes by. */
export interface InputField extends TypedField {
  /** Characters a text may have. */
  length: number;
  nullable: boolean;
  fixedValues: readonly (string | number | boolean)[] | null;
}

interface Choice {
  text: string;
  label: string;
}

/**
 * The control that fits a profile field: a choice where its values are fixed, else one of its type. The value is the
 * text as `value-text.ts` makes and reads it.
 */
@Component({
  selector: 'em-value-input',
  template: `
    @if (choices(); as known) {
      <select
        #control
        class="em-select"
        [disabled]="disabled() || readonly()"
        (change)="value.set(control.value)"
        (blur)="touch.emit()"
      >
        @if (field().nullable || value() === '') {
          <option value="" [selected]="value() === ''">{{ none }}</option>
        }
        @for (choice of known; track choice.text) {
          <option [value]="choice.text" [selected]="choice.text === value()">{{ choice.label }}</option>
        }
      </select>
    } @else if (lines()) {
      <textarea
        #control
        class="em-textarea"
        [disabled]="disabled()"
        [readonly]="readonly()"
        [value]="value()"
        (input)="value.set(control.value)"
        (blur)="touch.emit()"
      ></textarea>
    } @else {
      <input
        #control
        class="em-input"
        autocomplete="off"
        [type]="type()"
        [attr.inputmode]="inputMode()"
        [disabled]="disabled()"
        [readonly]="readonly()"
        [value]="value()"
        (input)="value.set(control.value)"
        (blur)="touch.emit()"
      />
    }
  `,
})
export class ValueInput implements FormValueControl<string> {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);
  private readonly formats = inject(Formats);
  private readonly style = valueStyle();

  readonly value = model('');
  readonly field = input.required<InputField>();
  readonly disabled = input(false);
  /** Shown only, and still reached by keyboards and screen readers. */
  readonly readonly = input(false);
  readonly touch = output<void>();

  protected readonly none = $localize`:@@shared.value.none:Not known`;
  protected readonly lines = computed(() => this.field().type === 'text' && this.field().length > LONG);
  protected readonly type = computed(() => {
    const { type } = this.field();
    return type === 'date' ? 'date' : type === 'datetime' ? 'datetime-local' : 'text';
  });
  protected readonly inputMode = computed(() => {
    const { type } = this.field();
    return type === 'integer' ? 'numeric' : type === 'decimal' ? 'decimal' : null;
  });
  protected readonly choices = computed<readonly Choice[] | null>(() => {
    const { type, fixedValues } = this.field();
    const values = fixedValues ?? (type === 'boolean' ? [true, false] : null);
    if (!values) return null;
    const known = values.map((value) => ({
      text: textOf(value, this.field(), this.style()),
      label: this.labelOf(value),
    }));
    const current = this.value();
    // A value from before the values were fixed stays until another one is chosen.
    const odd = current !== '' && !known.some(({ text }) => text === current);
    return odd ? [...known, { text: current, label: current }] : known;
  });

  focus(): void {
    this.host.nativeElement.querySelector<HTMLElement>('input, select, textarea')?.focus();
  }

  private labelOf(value: string | number | boolean): string {
    if (value === true) return $localize`:@@shared.value.yes:Yes`;
    if (value === false) return $localize`:@@shared.value.no:No`;
    if (typeof value === 'number') return this.formats.number(value, 10);
    if (this.field().type === 'date') return this.formats.day(value);
    return this.field().type === 'datetime' ? this.formats.dateTime(value) : value;
  }
}
