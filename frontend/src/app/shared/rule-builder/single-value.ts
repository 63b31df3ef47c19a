import { Component, computed, input, output } from '@angular/core';
import { type SingleValue } from '@contract/eql/rule-tree';
import { fieldClass } from '@contract/eql/schema';
import { DateChoice } from './date-choice';
import { valueChoices } from './rule-words';
import { type RuleField } from './vocabulary';

let lastId = 0;

/** One value of a field: a text, a number, one of its fixed values, or a date. */
@Component({
  selector: 'em-single-value',
  imports: [DateChoice],
  template: `
    @if (type() === 'date') {
      <em-date-choice
        [value]="value()"
        [format]="format()"
        [label]="label()"
        [readonly]="readonly()"
        (valueChange)="valueChange.emit($event)"
      />
    } @else if (choices(); as list) {
      <select
        #choice
        class="em-select"
        [attr.aria-label]="label()"
        [disabled]="readonly()"
        (change)="put(choice.value)"
      >
        @if (!isAmong(list)) {
          <option [value]="text()" selected>{{ text() }}</option>
        }
        @for (option of list; track option.key) {
          <option [value]="option.key" [selected]="option.key === text()">{{ option.label }}</option>
        }
      </select>
    } @else {
      <input
        #input
        class="em-input"
        autocomplete="off"
        [attr.inputmode]="type() === 'number' ? 'decimal' : null"
        [attr.list]="id"
        [attr.aria-label]="label()"
        [attr.aria-invalid]="invalid() || null"
        [value]="text()"
        [readonly]="readonly()"
        (input)="put(input.value)"
      />
      <datalist [id]="id">
        @for (sample of field().sampleValues; track sample) {
          <option [value]="sample"></option>
        }
      </datalist>
    }
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
  `,
})
export class SingleValueInput {
  readonly value = input.required<SingleValue>();
  readonly field = input.required<RuleField>();
  readonly format = input('');
  readonly label = input.required<string>();
  readonly readonly = input(false);
  readonly invalid = input(false);
  readonly valueChange = output<SingleValue>();

  protected readonly id = `em-samples-${++lastId}`;
  protected readonly type = computed(() => fieldClass(this.field().type));
  protected readonly choices = computed(() => valueChoices(this.field()));
  protected readonly text = computed(() => {
    const value = this.value();
    if (value.kind === 'text') return value.text;
    return value.kind === 'number' ? value.number : '';
  });

  protected isAmong(list: readonly { key: string }[]): boolean {
    return list.some(({ key }) => key === this.text());
  }

  protected put(text: string): void {
    // People type a comma where their language has one.
    if (this.type() === 'number')
      this.valueChange.emit({ kind: 'number', number: text.trim().replace(',', '.') });
    else this.valueChange.emit({ kind: 'text', text });
  }
}
