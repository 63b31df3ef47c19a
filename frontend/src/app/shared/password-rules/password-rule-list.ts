import { Component, computed, input } from '@angular/core';
import { type PasswordOwner, type PasswordRule, passwordRules } from '@contract/password-rules';
import { mdiCheckCircle, mdiCircleOutline } from '@mdi/js';
import { Icon } from '../icon/icon';

/** The password rules, ticked while typing; the same rules that the server checks. */
@Component({
  selector: 'em-password-rule-list',
  imports: [Icon],
  template: `
    <ul>
      @for (state of states(); track state.rule) {
        <li [class.met]="state.met">
          <em-icon [path]="state.met ? met : open" [size]="16" />
          {{ texts[state.rule] }}
          @if (state.met) {
            <span class="em-visually-hidden" i18n="@@shared.passwordRule.met">(met)</span>
          }
        </li>
      }
    </ul>
    <p class="em-muted" i18n="@@shared.passwordRule.long">
      From 12 characters on, any kind of character will do.
    </p>
  `,
  styles: `
    ul {
      display: grid;
      grid-template-columns: repeat(auto-fill, minmax(min(260px, 100%), 1fr));
      gap: 2px 12px;
      margin: 8px 0 4px;
      padding: 0;
      list-style: none;
      font-size: 0.8125rem;
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
      margin: 0;
      font-size: 0.8125rem;
    }
  `,
})
export class PasswordRuleList {
  readonly password = input.required<string>();
  readonly owner = input<PasswordOwner>({});

  protected readonly met = mdiCheckCircle;
  protected readonly open = mdiCircleOutline;
  protected readonly states = computed(() => passwordRules(this.password(), this.owner()));
  protected readonly texts: Record<PasswordRule, string> = {
    length: $localize`:@@shared.passwordRule.length:8 or more characters`,
    'lower-case': $localize`:@@shared.passwordRule.lower:a lower-case letter`,
    'upper-case': $localize`:@@shared.passwordRule.upper:an upper-case letter`,
    digit: $localize`:@@shared.passwordRule.digit:a digit`,
    special: $localize`:@@shared.passwordRule.special:a special character`,
    uncommon: $localize`:@@shared.passwordRule.uncommon:not widely used or easy to guess`,
    impersonal: $localize`:@@shared.passwordRule.impersonal:not your name or address`,
  };
}
