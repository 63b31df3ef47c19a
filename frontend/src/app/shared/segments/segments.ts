import { Component, input, model } from '@angular/core';

export interface Segment {
  key: string;
  label: string;
}

/** A few views of one thing beside each other, one of them shown. */
@Component({
  selector: 'em-segments',
  host: { role: 'group', '[attr.aria-label]': 'label()' },
  template: `
    @for (option of options(); track option.key) {
      <button type="button" [attr.aria-pressed]="value() === option.key" (click)="value.set(option.key)">
        {{ option.label }}
      </button>
    }
  `,
  styles: `
    :host {
      display: inline-flex;
      flex-wrap: wrap;
      max-width: 100%;
      border: 1px solid var(--em-border-strong);
      border-radius: var(--em-radius);
      overflow: hidden;
    }
    button {
      min-height: 30px;
      padding: 2px 12px;
      border: 0;
      background: var(--em-surface);
      color: var(--em-text);
      font: inherit;
      font-size: 0.8125rem;
      cursor: pointer;
    }
    button + button {
      border-inline-start: 1px solid var(--em-border);
    }
    button:hover {
      background: var(--em-hover);
    }
    button[aria-pressed='true'] {
      background: var(--em-selected);
      color: var(--em-primary);
      font-weight: 600;
    }
    button:focus-visible {
      outline-offset: -2px;
    }
    @media (forced-colors: active) {
      button[aria-pressed='true'] {
        background: Highlight;
        color: HighlightText;
      }
    }
  `,
})
export class Segments {
  readonly options = input.required<readonly Segment[]>();
  readonly value = model.required<string>();
  /** What is chosen, for screen readers. */
  readonly label = input.required<string>();
}
