import { Component, computed, input } from '@angular/core';
import { mdiAlertOctagonOutline, mdiAlertOutline, mdiCheckCircleOutline } from '@mdi/js';
import { type ReviewCheck } from '../../../core/api/sends-api';
import { Icon } from '../../../shared/icon/icon';

const ORDER: readonly ReviewCheck['severity'][] = ['red', 'amber', 'green'];

/** The checks before a send, the ones that stop it first; colour, sign and word say the same. */
@Component({
  selector: 'em-check-list',
  imports: [Icon],
  template: `
    <ul>
      @for (check of sorted(); track $index) {
        <li [class]="check.severity">
          <em-icon [path]="icons[check.severity]" [label]="words[check.severity]" [size]="20" />
          <span>{{ check.message }}</span>
        </li>
      }
    </ul>
  `,
  styles: `
    ul {
      margin: 0;
      padding: 0;
      list-style: none;
    }
    li {
      display: flex;
      gap: 10px;
      padding: 6px 0;
    }
    li + li {
      border-top: 1px solid var(--em-border);
    }
    em-icon {
      flex: none;
    }
    .red em-icon {
      color: var(--em-bad);
    }
    .amber em-icon {
      color: var(--em-warn);
    }
    .green em-icon {
      color: var(--em-good);
    }
  `,
})
export class CheckList {
  readonly checks = input.required<readonly ReviewCheck[]>();

  protected readonly sorted = computed(() =>
    [...this.checks()].sort((a, b) => ORDER.indexOf(a.severity) - ORDER.indexOf(b.severity)),
  );
  protected readonly icons = {
    red: mdiAlertOctagonOutline,
    amber: mdiAlertOutline,
    green: mdiCheckCircleOutline,
  };
  protected readonly words = {
    red: $localize`:@@sends.check.red:Must be put right`,
    amber: $localize`:@@sends.check.amber:Worth a look`,
    green: $localize`:@@sends.check.green:Fine`,
  };
}
