import { Component, input } from '@angular/core';
import { Icon } from '../icon/icon';

/** Says what would stand here, why nothing does, and what to do next (buttons as content). */
@Component({
  selector: 'em-empty-state',
  imports: [Icon],
  template: `
    @if (icon()) {
      <em-icon [path]="icon()" [size]="32" />
    }
    <h2>{{ title() }}</h2>
    <p>{{ text() }}</p>
    <div class="em-row"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-direction: column;
      align-items: center;
      gap: 8px;
      max-width: 52ch;
      margin: 0 auto;
      padding: 40px 16px;
      text-align: center;
    }
    em-icon {
      color: var(--em-accent);
    }
    p {
      margin: 0;
      color: var(--em-muted);
    }
    p:empty {
      display: none;
    }
    .em-row {
      justify-content: center;
      margin-top: 8px;
    }
  `,
})
export class EmptyState {
  readonly title = input.required<string>();
  readonly text = input('');
  readonly icon = input('');
}
