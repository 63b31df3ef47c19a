import { Component, inject } from '@angular/core';
import { RouterLink } from '@angular/router';
import { Session } from '../../core/session/session';

/** What runs here, and where mails go. */
@Component({
  selector: 'em-about',
  imports: [RouterLink],
  template: `
    <section class="em-panel">
      <h2 i18n="@@settings.about">About</h2>
      <dl>
        <dt i18n="@@settings.about.version">Version</dt>
        <dd class="em-number">{{ session.version() }}</dd>
        <dt i18n="@@settings.about.transport">Where mails go</dt>
        <dd>
          @if (session.captures()) {
            <strong i18n="@@settings.about.capture">Captured: no mail leaves this installation.</strong>
            <p class="em-muted" i18n="@@settings.about.captureText">
              Every mail is kept and can be looked at in the outbox. To really send, the operator sets
              <code>SMTP_URL</code> and starts again.
            </p>
            @if (session.can('outbox.read')) {
              <a routerLink="/outbox" i18n="@@settings.about.outbox">To the outbox</a>
            }
          } @else {
            <strong i18n="@@settings.about.relay">Sent through a mail server (SMTP).</strong>
            <p class="em-muted" i18n="@@settings.about.relayText">
              Mails leave this installation; the operator chose the server with <code>SMTP_URL</code>.
            </p>
          }
        </dd>
        <dt i18n="@@settings.about.api">API for other systems</dt>
        <dd>
          <a href="/api/docs" target="_blank" rel="noopener" i18n="@@settings.about.docs"
            >Documentation of the API</a
          >&ngsp;·&ngsp;<a href="/api/openapi.json" target="_blank" rel="noopener">OpenAPI</a>
        </dd>
      </dl>
    </section>
  `,
  styleUrl: './section.scss',
  styles: `
    dl {
      display: grid;
      grid-template-columns: minmax(120px, auto) 1fr;
      gap: 12px 24px;
      margin: 12px 0 0;
    }
    dt {
      color: var(--em-muted);
    }
    dd {
      margin: 0;
      min-width: 0;
    }
    @media (max-width: 559px) {
      dl {
        grid-template-columns: 1fr;
        gap: 2px;
      }
      dd {
        margin-bottom: 12px;
      }
    }
  `,
})
export class About {
  protected readonly session = inject(Session);
}
