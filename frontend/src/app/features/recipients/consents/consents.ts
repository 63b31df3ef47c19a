import { Component, inject, input, signal } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { type ConsentView, RecipientsApi } from '../../../core/api/recipients-api';
import { Problem } from '../../../core/errors/problem';
import { remote } from '../../../core/state/remote';
import { Time } from '../../../shared/format/time';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { ConsentForm } from './consent-form';
import { METHOD_WORDS } from './consent-words';

/** What a person agreed to, when, how and to which text; it can be added to, never changed. */
@Component({
  selector: 'em-consents',
  imports: [ConsentForm, MatButtonModule, Problem, StatusChip, Time],
  template: `
    <section class="em-panel">
      <div class="em-row head">
        <p class="em-muted em-grow" i18n="@@recipients.consent.intro">
          The proof that this person agreed to get mail. Entries are only added, never changed.
        </p>
        @if (editable() && !adding()) {
          <button mat-stroked-button type="button" (click)="adding.set(true)" i18n="@@recipients.consent.add">
            Add entry
          </button>
        }
      </div>
      @if (adding()) {
        <em-consent-form [recipientId]="recipientId()" (saved)="take($event)" (closed)="adding.set(false)" />
      }
      @if (consents.problem(); as problem) {
        <em-problem [problem]="problem" [retry]="consents.reload" />
      } @else if (consents.value(); as items) {
        <ul>
          @for (item of items; track item.id) {
            <li>
              <div class="em-row">
                @if (item.kind === 'granted') {
                  <em-status-chip i18n-label="@@recipients.consent.granted" label="Agreed" tone="good" />
                } @else {
                  <em-status-chip i18n-label="@@recipients.consent.withdrawn" label="Withdrawn" tone="warn" />
                }
                <b>{{ item.mailingListName ?? everything }}</b>
                <em-time [value]="item.at" />
              </div>
              <p>
                {{ methods[item.method] }}
                @if (item.source) {
                  · {{ item.source }}
                }
                @if (item.textVersion) {
                  · <ng-container i18n="@@recipients.consent.text">Text:</ng-container> {{ item.textVersion }}
                }
              </p>
              <p class="em-muted">
                @if (item.address) {
                  IP {{ item.address }} ·
                }
                @if (item.note) {
                  {{ item.note }} ·
                }
                <ng-container i18n="@@recipients.consent.recorded">recorded</ng-container>&ngsp;<em-time
                  [value]="item.createdAt"
                />
                @if (item.createdByName) {
                  · {{ item.createdByName }}
                }
              </p>
            </li>
          } @empty {
            <li class="em-muted" i18n="@@recipients.consent.none">No consent is recorded for this person.</li>
          }
        </ul>
      } @else {
        <div class="wait" aria-busy="true"></div>
      }
    </section>
  `,
  styles: `
    .head {
      margin-bottom: 8px;
    }
    .head p {
      margin: 0;
    }
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      padding: 10px 0;
      border-top: 1px solid var(--em-border);
    }
    li p {
      margin: 4px 0 0;
      overflow-wrap: anywhere;
    }
    .wait {
      min-height: 80px;
    }
  `,
})
export class Consents {
  private readonly api = inject(RecipientsApi);

  readonly recipientId = input.required<number>();
  readonly editable = input(true);

  protected readonly adding = signal(false);
  protected readonly consents = remote(
    () => this.recipientId(),
    (id, abort) => this.api.consents(id, abort),
  );
  protected readonly methods = METHOD_WORDS;
  protected readonly everything = $localize`:@@recipients.consent.everything:All mails`;

  protected take(saved: ConsentView): void {
    const all = [saved, ...(this.consents.value() ?? [])];
    this.consents.set(all.toSorted((a, b) => b.at.localeCompare(a.at)));
    this.adding.set(false);
  }
}
