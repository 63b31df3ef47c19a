import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** One key figure: label, value, a line of context; the whole tile links when `link` is set. */
@Component({
  selector: 'em-stat-tile',
  imports: [RouterLink],
  template: `
    <span class="label">{{ label() }}</span>
    @if (loading()) {
      <span class="skeleton" aria-hidden="true"></span>
    } @else if (link(); as target) {
      <a class="value" [routerLink]="target" [attr.aria-label]="label() + ': ' + value()">{{ value() }}</a>
    } @else {
      <span class="value">{{ value() }}</span>
    }
    <span class="context">{{ context() }}<ng-content /></span>
  `,
  styles: `
    :host {
      position: relative;
      display: flex;
      flex-direction: column;
      gap: 2px;
      min-width: 0;
      padding: 12px 16px;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius-large);
      background: var(--em-surface);
    }
    .label,
    .context {
      color: var(--em-muted);
      font-size: 0.8125rem;
    }
    .context:empty {
      display: none;
    }
    .value {
      color: var(--em-text);
      font-size: 1.5rem;
      font-weight: 600;
      font-variant-numeric: tabular-nums;
      letter-spacing: -0.02em;
      line-height: 1.3;
      text-decoration: none;
    }
    a.value::after {
      position: absolute;
      inset: 0;
      content: '';
    }
    :host:has(a:hover) {
      border-color: var(--em-border-strong);
    }
    .skeleton {
      width: 5ch;
      height: 1.9rem;
      border-radius: 4px;
      background: var(--em-surface-sunken);
    }
  `,
})
export class StatTile {
  readonly label = input.required<string>();
  readonly value = input<string | number | null>('');
  readonly context = input('');
  readonly link = input<string | readonly unknown[] | null>(null);
  readonly loading = input(false);
}
