import { Component, inject, input, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { Router } from '@angular/router';
import { submitForm } from '../../core/forms/submit-form';
import { LanguageChoice } from '../../core/i18n/language-choice';
import { LanguageLinks } from '../../core/i18n/language-links';
import { Session } from '../../core/session/session';
import { Entrance } from '../../shared/entrance/entrance';
import { Field } from '../../shared/field/field';

@Component({
  selector: 'em-login',
  imports: [Entrance, Field, FormField, LanguageLinks, MatButtonModule],
  template: `
    <em-entrance i18n-title="@@auth.title" title="Sign in">
      <form class="em-stack" novalidate (submit)="signIn($event)">
        <em-field i18n-label="@@auth.email" label="E-mail address" [for]="form.email">
          <input class="em-input" type="email" autocomplete="username" [formField]="form.email" />
        </em-field>
        <em-field i18n-label="@@auth.password" label="Password" [for]="form.password">
          <input
            class="em-input"
            type="password"
            autocomplete="current-password"
            [formField]="form.password"
          />
        </em-field>
        @if (problem(); as message) {
          <p class="em-note bad" role="alert">{{ message }}</p>
        }
        <button mat-flat-button type="submit" [disabled]="form().submitting()">
          @if (form().submitting()) {
            <ng-container i18n="@@auth.signingIn">Signing in…</ng-container>
          } @else {
            <ng-container i18n="@@auth.signIn">Sign in</ng-container>
          }
        </button>
      </form>
      <em-language-links emEntranceFoot />
    </em-entrance>
  `,
})
export class Login {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly language = inject(LanguageChoice);

  /** Path to go to afterwards, from the query. */
  readonly next = input<string>();

  protected readonly problem = signal('');
  protected readonly form = form(signal({ email: '', password: '' }), (path) => {
    required(path.email, { message: $localize`:@@auth.emailMissing:Enter your e-mail address` });
    required(path.password, { message: $localize`:@@auth.passwordMissing:Enter your password` });
  });

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    this.problem.set('');
    const problem = await submitForm(this.form, async ({ email, password }) => {
      const { user, setupDone } = await this.session.signIn(email.trim(), password);
      await this.router.navigateByUrl(setupDone ? localPath(this.next()) : '/welcome');
      this.language.followUser(user.language);
    });
    this.problem.set(problem ?? '');
  }
}

/** Only paths of this application: `//evil.example` would leave it. */
function localPath(next: string | undefined): string {
  return next && /^\/(?![/\\])/.test(next) ? next : '/';
}
