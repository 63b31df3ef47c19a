import { Component, computed, inject, input } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { mdiRefresh, mdiStop } from '@mdi/js';
import { type ComplexityView } from '../../../core/api/target-groups-api';
import { Formats } from '../../../shared/format/formats';
import { Icon } from '../../../shared/icon/icon';
import { StatusChip } from '../../../shared/status-chip/status-chip';
import { COMPLEXITY_WORDS } from '../complexity-words';
import { LiveCount } from './live-count';
import { RuleDraft } from './rule-draft';

/** How many belong to the group right now, and what counting them costs. */
@Component({
  selector: 'em-count-panel',
  imports: [Icon, MatButtonModule, StatusChip],
  template: `
    <section class="em-panel">
      <h2 i18n="@@target-groups.count.title">Recipients</h2>
      <p class="count em-number" [class.old]="live.state() !== 'done'">{{ count() }}</p>
      <p class="em-muted state" role="status">{{ stateText() }}</p>
      <div class="em-row">
        @if (live.state() === 'counting') {
          <button mat-stroked-button type="button" (click)="live.stop()">
            <em-icon [path]="icons.stop" /><ng-container i18n="@@target-groups.count.stop">Stop</ng-container>
          </button>
        } @else {
          <button mat-button type="button" [disabled]="draft.eql() === null" (click)="live.again()">
            <em-icon [path]="icons.again" /><ng-container i18n="@@target-groups.count.again"
              >Count again</ng-container
            >
          </button>
        }
      </div>
      @if (lists().length > 0) {
        <label class="list">
          <span i18n="@@target-groups.count.in">Only those in</span>
          <select #list class="em-select" (change)="live.mailingListId.set(list.value ? +list.value : null)">
            <option value="" i18n="@@target-groups.count.everywhere">all recipients</option>
            @for (choice of lists(); track choice.id) {
              <option [value]="choice.id">{{ choice.name }}</option>
            }
          </select>
        </label>
      }
      @if (grade(); as words) {
        <div class="grade">
          <em-status-chip [label]="words.label" [tone]="words.tone" />
          <p class="em-muted">{{ words.advice }}</p>
        </div>
      }
    </section>
  `,
  styles: `
    .count {
      margin: 4px 0 0;
      font-size: 2rem;
      font-weight: 650;
      line-height: 1.2;
    }
    .count.old {
      color: var(--em-muted);
    }
    .state {
      min-height: 21px;
      margin: 0 0 8px;
    }
    .list {
      display: block;
      margin-top: 8px;
      font-size: 0.8125rem;
    }
    .grade {
      margin-top: 16px;
      padding-top: 12px;
      border-top: 1px solid var(--em-border);
    }
    .grade p {
      margin: 4px 0 0;
      font-size: 0.8125rem;
    }
  `,
})
export class CountPanel {
  protected readonly live = inject(LiveCount);
  protected readonly draft = inject(RuleDraft);
  private readonly formats = inject(Formats);

  readonly complexity = input<ComplexityView | null>(null);

  protected readonly icons = { stop: mdiStop, again: mdiRefresh };
  protected readonly lists = computed(() => this.draft.vocabulary()?.mailingLists ?? []);
  protected readonly count = computed(() => {
    const count = this.live.count();
    return count === null ? '–' : this.formats.number(count);
  });
  protected readonly grade = computed(() => {
    const complexity = this.complexity();
    return complexity && COMPLEXITY_WORDS[complexity.grade];
  });
  protected readonly stateText = computed(() => {
    switch (this.live.state()) {
      case 'counting':
        return $localize`:@@target-groups.count.counting:Counting…`;
      case 'stopped':
        return $localize`:@@target-groups.count.stopped:Stopped. The number is of an earlier rule.`;
      case 'failed':
        return this.live.problem()?.message ?? '';
      case 'idle':
        return $localize`:@@target-groups.count.idle:Counted as soon as the rule is complete.`;
      case 'done': {
        const seconds = this.formats.number(this.live.took() / 1000, 2);
        return $localize`:@@target-groups.count.done:Counted exactly, in ${seconds}:seconds: s`;
      }
    }
  });
}
