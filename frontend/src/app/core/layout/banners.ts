import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { mdiCloudOffOutline, mdiInboxArrowDownOutline } from '@mdi/js';
import { Icon } from '../../shared/icon/icon';
import { Connection } from '../connection/connection';
import { Session } from '../session/session';

/** What holds on every page: mails are captured; the server cannot be reached. */
@Component({
  selector: 'em-banners',
  imports: [Icon, RouterLink],
  template: `
    @if (session.captures()) {
      <div class="banner capture">
        <em-icon [path]="icons.capture" [size]="16" />
        <span class="text">
          <span i18n="@@shell.capture.text">Mails are captured, nothing leaves this machine.</span>
          <a routerLink="/outbox" i18n="@@shell.capture.open">Open the outbox</a>
        </span>
      </div>
    }
    <div role="status">
      @if (connection.offline()) {
        <div class="banner offline">
          <em-icon [path]="icons.offline" [size]="16" />
          <span i18n="@@shell.offline.text"
            >No connection to the server. Your input stays here; we keep trying.</span
          >
          <button type="button" (click)="connection.check()" i18n="@@shell.offline.retry">Try now</button>
        </div>
      }
    </div>
  `,
  styles: `
    .banner {
      display: flex;
      align-items: center;
      gap: 8px;
      padding: 4px 24px;
      border-bottom: 1px solid var(--em-border);
      font-size: 0.8125rem;
    }
    .text {
      display: flex;
      flex-wrap: wrap;
      gap: 0 8px;
    }
    .capture {
      background: var(--em-accent-soft);
    }
    .capture em-icon {
      color: var(--em-accent);
    }
    .offline {
      background: var(--em-bad-soft);
    }
    a,
    button {
      padding: 0;
      border: 0;
      background: none;
      color: inherit;
      font: inherit;
      font-weight: 600;
      text-decoration: underline;
      cursor: pointer;
    }
    @media (max-width: 719px) {
      .banner {
        padding-inline: 16px;
      }
    }
  `,
})
export class Banners {
  protected readonly session = inject(Session);
  protected readonly connection = inject(Connection);
  protected readonly icons = { capture: mdiInboxArrowDownOutline, offline: mdiCloudOffOutline };
}
