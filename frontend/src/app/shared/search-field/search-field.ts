import { Component, DestroyRef, inject, input, output } from '@angular/core';

/** Typing pauses this long (ms) before the list is asked. */
const PAUSE = 250;

/** The search of a list. The shell's `/` finds it by its type. */
@Component({
  selector: 'em-search-field',
  template: `
    <input
      #field
      type="search"
      class="em-input"
      autocomplete="off"
      maxlength="200"
      aria-keyshortcuts="/"
      [attr.aria-label]="label()"
      [placeholder]="placeholder()"
      [value]="value()"
      (input)="later(field.value)"
    />
  `,
  styles: `
    :host {
      flex: 0 1 380px;
      min-width: 180px;
    }
    input {
      width: 100%;
    }
  `,
})
export class SearchField {
  readonly value = input.required<string>();
  readonly label = input.required<string>();
  readonly placeholder = input('');
  readonly valueChange = output<string>();

  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    inject(DestroyRef).onDestroy(() => clearTimeout(this.timer));
  }

  protected later(text: string): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.valueChange.emit(text), PAUSE);
  }
}
