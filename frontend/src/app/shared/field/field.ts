import { Component, ElementRef, afterRenderEffect, computed, inject, input } from '@angular/core';
import { type FieldTree } from '@angular/forms/signals';

let lastId = 0;

/**
 * Label, hint and error around one native control (`em-input`, `em-select`, `em-textarea`) or any
 * element with `emControl`. With `[for]` bound to the control's field it shows that field's errors once
 * the user has left it or tried to submit; without, errors come from `[error]`.
 */
@Component({
  selector: 'em-field',
  template: `
    <label [attr.for]="id">
      {{ label() }}
      @if (optional()) {
        <span class="optional" i18n="@@shared.field.optional">(optional)</span>
      }
    </label>
    <ng-content />
    @if (hint()) {
      <p class="hint" [id]="id + '-hint'">{{ hint() }}</p>
    }
    @if (message(); as text) {
      <p class="error" [id]="id + '-error'" role="alert">{{ text }}</p>
    }
    <ng-content select="[emFieldExtra]" />
  `,
  styles: `
    :host {
      display: block;
      min-width: 0;
    }
    label {
      display: block;
      margin-bottom: 4px;
      font-size: 0.8125rem;
      font-weight: 550;
    }
    .optional {
      color: var(--em-muted);
      font-weight: 400;
    }
    .hint,
    .error {
      margin: 4px 0 0;
      font-size: 0.8125rem;
    }
    .hint {
      color: var(--em-muted);
    }
    .error {
      color: var(--em-bad);
    }
  `,
})
export class Field {
  private readonly host = inject<ElementRef<HTMLElement>>(ElementRef);

  readonly label = input.required<string>();
  readonly hint = input('');
  readonly optional = input(false);
  readonly for = input<FieldTree<unknown> | null>(null);
  readonly error = input('');

  protected readonly id = `em-field-${++lastId}`;
  protected readonly message = computed(() => {
    const state = this.for()?.();
    if (!state?.touched()) return this.error();
    const first = state.errors()[0];
    if (!first) return this.error();
    return first.message ?? $localize`:@@shared.field.invalid:This is not valid`;
  });

  constructor() {
    afterRenderEffect(() => {
      const control = this.host.nativeElement.querySelector('input, select, textarea, [emControl]');
      if (!control) return;
      const described = [this.hint() && `${this.id}-hint`, this.message() && `${this.id}-error`];
      control.id = this.id;
      toggle(control, 'aria-describedby', described.filter(Boolean).join(' '));
      toggle(control, 'aria-invalid', this.message() ? 'true' : '');
    });
  }
}

function toggle(element: Element, attribute: string, value: string): void {
  if (value) element.setAttribute(attribute, value);
  else element.removeAttribute(attribute);
}
