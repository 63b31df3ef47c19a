import { Component, input } from '@angular/core';

/** The frame of pages before the application proper: brand, one box, title. */
@Component({
  selector: 'em-entrance',
  template: `
    <main [class.wide]="wide()">
      <div class="brand"><img src="favicon.svg" alt="" width="36" height="36" /> EMM</div>
      <section class="em-panel" aria-labelledby="em-entrance-title">
        <h1 id="em-entrance-title">{{ title() }}</h1>
        @if (text()) {
          <p class="em-muted">{{ text() }}</p>
        }
        <ng-content />
      </section>
      <ng-content select="[emEntranceFoot]" />
    </main>
  `,
  styles: `
    :host {
      display: grid;
      min-height: 100dvh;
      padding: 24px 16px;
      place-items: start center;
      background: linear-gradient(var(--em-rail) 0 220px, var(--em-page) 220px);
    }
    main {
      width: min(420px, 100%);
      padding-top: max(16px, 8vh);
    }
    main.wide {
      width: min(680px, 100%);
    }
    .brand {
      display: flex;
      align-items: center;
      gap: 12px;
      margin-bottom: 20px;
      color: #ffffff;
      font-size: 1.25rem;
      font-weight: 650;
      letter-spacing: 0.04em;
    }
    .brand img {
      border: 1px solid rgb(255 255 255 / 25%);
      border-radius: 8px;
    }
    .em-panel {
      padding: 24px;
    }
    h1 {
      margin-bottom: 16px;
    }
    h1 + p {
      margin: -8px 0 20px;
    }
    @media (max-width: 479px) {
      .em-panel {
        padding: 20px 16px;
      }
    }
  `,
})
export class Entrance {
  readonly title = input.required<string>();
  readonly text = input('');
  readonly wide = input(false);
}
