import { Component, input } from '@angular/core';

/** How the mail stands in an inbox, on a desktop and on a phone, cut where such programs cut. */
@Component({
  selector: 'em-inbox-row',
  template: `
    <div class="row desktop" role="img" [attr.aria-label]="description()">
      <strong class="sender">{{ sender() || '–' }}</strong>
      <span class="line"
        ><strong>{{ subject() || '–' }}</strong
        ><span class="em-muted rest">{{ preheader() }}</span></span
      >
    </div>
    <div class="row phone" aria-hidden="true">
      <strong class="sender">{{ sender() || '–' }}</strong>
      <span class="line">{{ subject() || '–' }}</span>
      <span class="two em-muted">{{ preheader() }}</span>
    </div>
  `,
  styles: `
    :host {
      display: flex;
      flex-wrap: wrap;
      gap: 8px;
    }
    .row {
      min-width: 0;
      padding: 8px 12px;
      border: 1px solid var(--em-border);
      border-radius: var(--em-radius);
      background: var(--em-surface-raised);
      font-size: 0.8125rem;
    }
    .desktop {
      display: flex;
      flex: 1 1 100%;
      gap: 12px;
      align-items: center;
      min-height: 40px;
    }
    .desktop .sender {
      flex: 0 0 104px;
    }
    .rest {
      margin-inline-start: 6px;
    }
    .phone {
      display: flex;
      flex: 0 1 240px;
      flex-direction: column;
    }
    .sender,
    .line {
      min-width: 0;
      overflow: hidden;
      text-overflow: ellipsis;
      white-space: nowrap;
    }
    .two {
      display: -webkit-box;
      overflow: hidden;
      -webkit-box-orient: vertical;
      -webkit-line-clamp: 2;
    }
  `,
})
export class InboxRow {
  readonly sender = input.required<string>();
  readonly subject = input.required<string>();
  readonly preheader = input.required<string>();

  protected description(): string {
    const parts = [this.sender(), this.subject(), this.preheader()].filter(Boolean).join(' · ');
    return $localize`:@@mailings.inboxRow:In the inbox: ${parts}:parts:`;
  }
}
