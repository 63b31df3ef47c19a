import { Component, computed, input } from '@angular/core';
import { mdiCheckCircle, mdiCircleOutline } from '@mdi/js';
import { Icon } from '../../shared/icon/icon';
import { PasswordRule, checkPassword } from './password-rules';

/** The password rules, ticked while typing. */
@Component({
  selector: 'em-password-rule-list',
  imports: [Icon],
  template: `
    <ul class="one">
      <li [class.met]="check().long">
        <em-icon [path]="mark(check().long)" [size]="16" />
        <ng-container i18n="@@setup.rule.long">12 or more characters of any kind</ng-container>
      </li>
    </ul>
    <p class="em-muted" i18n="@@setup.rule.or">or all of these:</p>
    <ul>
      @for (rule of check().rules; track rule.key) {
        <li [class.met]="rule.met"><em-icon [path]="mark(rule.met)" [size]="16" />{{ texts[rule.key] }}</li>
      }
    </ul>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(170px, 1fr));
      gap: 2px 12px;
      margin: 0;
      padding: 0;
      list-style: none;
      font-size: 0.8125rem;
    }
    .one {
      grid-template-columns: 1fr;
      margin-top: 6px;
    }
    li {
      display: flex;
      align-items: center;
      gap: 6px;
      color: var(--em-muted);
    }
    .met {
      color: var(--em-good);
    }
    p {
      margin: 4px 0;
      font-size: 0.8125rem;
    }
  `,
})
export class PasswordRuleList {
  readonly password = input.required<string>();

  protected readonly check = computed(() => checkPassword(this.password()));
  protected readonly texts: Record<PasswordRule['key'], string> = {
    length: $localize`:@@setup.rule.length:8 or more characters`,
    lower: $localize`:@@setup.rule.lower:a lower-case letter`,
    upper: $localize`:@@setup.rule.upper:an upper-case letter`,
    digit: $localize`:@@setup.rule.digit:a digit`,
    special: $localize`:@@setup.rule.special:a special character`,
  };

  protected mark(met: boolean): string {
    return met ? mdiCheckCircle : mdiCircleOutline;
  }
}
