import { Component, computed, inject, signal } from '@angular/core';
import { FormField, form, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { isGoodPassword } from '@contract/password-rules';
import { UsersApi } from '../../core/api/users-api';
import { submitForm } from '../../core/forms/submit-form';
import { Session } from '../../core/session/session';
import { Field } from '../../shared/field/field';
import { PasswordRuleList } from '../../shared/password-rules/password-rule-list';
import { Toasts } from '../../shared/toast/toasts';

const EMPTY = { current: '', next: '' };

/** Changes the own password; its rules are ticked while typing. */
@Component({
  selector: 'em-password-form',
  imports: [Field, FormField, MatButtonModule, PasswordRuleList],
  template: `
    <form class="em-stack" novalidate (submit)="change($event)">
      <div>
        <h2 i18n="@@settings.password.title">Change password</h2>
        <p class="em-muted" i18n="@@settings.password.text">
          You stay signed in here and are signed out everywhere else.
        </p>
      </div>
      <input
        class="em-visually-hidden"
        type="text"
        autocomplete="username"
        readonly
        tabindex="-1"
        aria-hidden="true"
        [value]="user()?.email ?? ''"
      />
      <div class="em-grid">
        <em-field i18n-label="@@settings.password.current" label="Current password" [for]="form.current">
          <input
            class="em-input"
            type="password"
            autocomplete="current-password"
            [formField]="form.current"
          />
        </em-field>
        <em-field i18n-label="@@settings.password.next" label="New password" [for]="form.next">
          <input class="em-input" type="password" autocomplete="new-password" [formField]="form.next" />
          <em-password-rule-list emFieldExtra [password]="form.next().value()" [owner]="owner()" />
        </em-field>
      </div>
      @if (problem(); as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div>
        <button mat-stroked-button type="submit" [disabled]="form().submitting()">
          <ng-container i18n="@@settings.password.title">Change password</ng-container>
        </button>
      </div>
    </form>
  `,
  styleUrl: './section.scss',
  styles: `
    :host {
      display: block;
    }
  `,
})
export class PasswordForm {
  private readonly api = inject(UsersApi);
  private readonly toasts = inject(Toasts);
  protected readonly user = inject(Session).user;

  protected readonly owner = computed(() => ({ name: this.user()?.name, email: this.user()?.email }));
  protected readonly problem = signal('');
  protected readonly form = form(signal({ ...EMPTY }), (path) => {
    required(path.current, {
      message: $localize`:@@settings.password.currentMissing:Enter your current password`,
    });
    required(path.next, { message: $localize`:@@settings.password.nextMissing:Choose a new password` });
    validate(path.next, ({ value }) =>
      value() === '' || isGoodPassword(value(), this.owner())
        ? undefined
        : {
            kind: 'weak',
            message: $localize`:@@settings.password.weak:This password does not meet all rules yet`,
          },
    );
  });

  /** Something has been typed that is not saved. */
  started(): boolean {
    return this.form().dirty();
  }

  protected async change(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (passwords) => {
      await this.api.changePassword(passwords);
      this.form().reset({ ...EMPTY });
    });
    this.problem.set(problem ?? '');
    if (problem === null) this.toasts.success($localize`:@@settings.password.changed:Password changed`);
  }
}
