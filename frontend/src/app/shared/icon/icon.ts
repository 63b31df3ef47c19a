import { Component, input } from '@angular/core';

/** An icon of `@mdi/js`. Decorative unless it gets a label. */
@Component({
  selector: 'em-icon',
  template: `
    <svg
      viewBox="0 0 24 24"
      [attr.width]="size()"
      [attr.height]="size()"
      [attr.role]="label() ? 'img' : null"
      [attr.aria-label]="label() || null"
      [attr.aria-hidden]="label() ? null : 'true'"
      focusable="false"
    >
      <path [attr.d]="path()" fill="currentColor" />
    </svg>
  `,
  styles: `
    :host {
      display: inline-flex;
      flex: none;
      line-height: 0;
    }
  `,
})
export class Icon {
  readonly path = input.required<string>();
  /** Edge length in px. */
  readonly size = input(20);
  readonly label = input('');
}
