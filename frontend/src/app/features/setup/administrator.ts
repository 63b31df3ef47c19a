import { isGoodPassword } from '@contract/password-rules';
import { Component, inject, input, signal } from '@angular/core';
import { FormField, email, form, required, validate } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { SetupApi } from '../../core/api/setup-api';
import type { AdministratorBody } from '../../core/api/types';
import { Problem } from '../../core/errors/problem';
import { submitForm } from '../../core/forms/submit-form';
import { LANGUAGE_NAMES, LanguageChoice } from '../../core/i18n/language-choice';
import { LanguageLinks } from '../../core/i18n/language-links';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Entrance } from '../../shared/entrance/entrance';
import { Field } from '../../shared/field/field';
import { PasswordRuleList } from '../../shared/password-rules/password-rule-list';

/** Creates the first administrator; reached only by the one-time link that the server prints. */
@Component({
  selector: 'em-administrator',
  imports: [
    Entrance,
    Field,
    FormField,
    LanguageLinks,
    MatButtonModule,
    PasswordRuleList,
    Problem,
    RouterLink,
  ],
  templateUrl: './administrator.html',
})
export class Administrator {
  private readonly api = inject(SetupApi);
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly language = inject(LanguageChoice);

  /** One-time token from the path. */
  readonly token = input.required<string>();

  protected readonly link = remote(
    () => this.token(),
    (token) => this.api.link(token),
  );
  protected readonly languages = Object.entries(LANGUAGE_NAMES);
  private readonly ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  /** Browsers leave some valid names out of the list, `UTC` above all. */
  protected readonly timezones = [
    ...new Set(['UTC', this.ownZone, ...Intl.supportedValuesOf('timeZone')]),
  ].sort();
  protected readonly problem = signal('');
  protected readonly form = form(
    signal<AdministratorBody>({
      name: '',
      email: '',
      password: '',
      language: this.language.current,
      timezone: this.ownZone,
    }),
    (path) => {
      required(path.name, { message: $localize`:@@setup.nameMissing:Enter your name` });
      required(path.email, { message: $localize`:@@setup.emailMissing:Enter your e-mail address` });
      email(path.email, {
        message: $localize`:@@setup.emailWrong:This does not look like an e-mail address`,
      });
      required(path.password, { message: $localize`:@@setup.passwordMissing:Choose a password` });
      validate(path.password, ({ value, valueOf }) =>
        value() === '' || isGoodPassword(value(), { name: valueOf(path.name), email: valueOf(path.email) })
          ? undefined
          : {
              kind: 'weak',
              message: $localize`:@@setup.passwordWeak:This password does not meet all rules yet`,
            },
      );
    },
  );

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    const problem = await submitForm(this.form, async (administrator) => {
      this.session.adopt(await this.api.createAdministrator(this.token(), administrator));
      await this.router.navigateByUrl('/welcome');
      this.language.followUser(administrator.language);
    });
    this.problem.set(problem ?? '');
  }
}
