import { Component, input } from '@angular/core';
import { RouterLink } from '@angular/router';

/** Head of a page: title, one line of explanation, actions at the end (content). */
@Component({
  selector: 'em-page-header',
  imports: [RouterLink],
  template: `
    <div class="text">
      @if (backLink(); as link) {
        <a class="back" [routerLink]="link">{{ backLabel() }}</a>
      }
      <h1>{{ title() }} <ng-content select="[emTitleExtra]" /></h1>
      @if (subtitle()) {
        <p>{{ subtitle() }}</p>
      }
    </div>
    <div class="actions"><ng-content /></div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      align-items: flex-end;
      justify-content: space-between;
      gap: 8px 24px;
      margin-bottom: 16px;
    }
    .text {
      min-width: 0;
    }
    h1 {
      display: flex;
      flex-wrap: wrap;
      align-items: center;
      gap: 8px;
      overflow-wrap: anywhere;
    }
    p {
      max-width: 72ch;
      margin: 4px 0 0;
      color: var(--em-muted);
    }
    .back {
      display: inline-block;
      margin-bottom: 4px;
      font-size: 0.8125rem;
    }
    .back::before {
      content: '‹ ';
    }
    .actions {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .actions:empty {
      display: none;
    }
  `,
})
export class PageHeader {
  readonly title = input.required<string>();
  readonly subtitle = input('');
  readonly backLink = input<string | readonly unknown[] | null>(null);
  readonly backLabel = input('');
}
