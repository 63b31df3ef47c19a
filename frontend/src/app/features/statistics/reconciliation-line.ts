import { Component, computed, input } from '@angular/core';
import { NumberPipe } from '../../shared/format/number.pipe';
import { type MailingStatistics } from '../../core/api/statistics-api';
import { type Outcome, reconcile } from './reconciliation';

/** `20,000 recipients = 19,700 accepted + 180 bounced + …`, and whether that adds up. */
@Component({
  selector: 'em-reconciliation-line',
  imports: [NumberPipe],
  template: `
    <p class="em-number">
      <span class="term">
        <strong>{{ sum().audience | emNumber }}</strong>&ngsp;<ng-container i18n="@@statistics.sum.recipients"
          >recipients</ng-container
        >
      </span>
      @for (part of sum().parts; track part.outcome; let first = $first) {
        <span class="term">
          <span class="sign">{{ first ? '=' : '+' }}</span>&ngsp;<strong>{{ part.count | emNumber }}</strong>
          {{ words[part.outcome] }}
        </span>
      }
      <span class="check" [class.wrong]="sum().difference !== 0">
        <ng-container i18n="@@statistics.sum.difference"
          >difference {{ sum().difference | emNumber }}</ng-container
        >
      </span>
    </p>
  `,
  styles: `
    p {
      display: flex;
      flex-wrap: wrap;
      gap: 4px 8px;
      margin: 0;
    }
    .term {
      white-space: nowrap;
    }
    .sign,
    .check {
      color: var(--em-muted);
    }
    .wrong {
      color: var(--em-bad);
      font-weight: 600;
    }
  `,
})
export class ReconciliationLine {
  readonly figures = input.required<MailingStatistics>();

  protected readonly sum = computed(() => reconcile(this.figures()));
  protected readonly words: Readonly<Record<Outcome, string>> = {
    accepted: $localize`:@@statistics.outcome.accepted:accepted`,
    bounced: $localize`:@@statistics.outcome.bounced:bounced`,
    failed: $localize`:@@statistics.outcome.failed:failed`,
    skipped: $localize`:@@statistics.outcome.skipped:skipped`,
    uncertain: $localize`:@@statistics.outcome.uncertain:uncertain`,
    cancelled: $localize`:@@statistics.outcome.cancelled:cancelled`,
    deferred: $localize`:@@statistics.outcome.deferred:deferred`,
    handing: $localize`:@@statistics.outcome.handing:being handed over`,
    queued: $localize`:@@statistics.outcome.queued:waiting`,
  };
}
