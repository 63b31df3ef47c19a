import { Component, inject, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { Router } from '@angular/router';
import { Field } from '../../shared/field/field';
import { submitForm } from '../forms/submit-form';
import { Session } from './session';

/** Signs in again without leaving the page, so that what was typed there stays. */
@Component({
  selector: 'em-sign-in-again-dialog',
  imports: [Field, FormField, MatButtonModule, MatDialogModule],
  template: `
    <h2 mat-dialog-title i18n="@@shell.renew.title">Your session has ended</h2>
    <form (submit)="signIn($event)" novalidate>
      <mat-dialog-content class="em-stack">
        <p i18n="@@shell.renew.text">Sign in again to go on. Everything on this page stays as it is.</p>
        <em-field i18n-label="@@shell.renew.email" label="E-mail address" [for]="form.email">
          <input class="em-input" type="email" autocomplete="username" [formField]="form.email" />
        </em-field>
        <em-field i18n-label="@@shell.renew.password" label="Password" [for]="form.password">
          <input
            class="em-input"
            type="password"
            autocomplete="current-password"
            cdkFocusInitial
            [formField]="form.password"
          />
        </em-field>
        @if (problem(); as message) {
          <p class="em-note bad" role="alert">{{ message }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        <button mat-button type="button" (click)="leave()" i18n="@@shell.renew.leave">Leave</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()" i18n="@@shell.renew.signIn">
          Sign in
        </button>
      </mat-dialog-actions>
    </form>
  `,
})
export class SignInAgainDialog {
  private readonly session = inject(Session);
  private readonly router = inject(Router);
  private readonly dialog = inject<MatDialogRef<SignInAgainDialog, boolean>>(MatDialogRef);
  private readonly account = this.session.user()?.email ?? '';

  protected readonly problem = signal('');
  protected readonly form = form(signal({ email: this.account, password: '' }), (path) => {
    required(path.email, { message: $localize`:@@shell.renew.emailMissing:Enter your e-mail address` });
    required(path.password, { message: $localize`:@@shell.renew.passwordMissing:Enter your password` });
  });

  protected async signIn(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ email, password }) => {
      const view = await this.session.signIn(email, password);
      // Another person must not inherit what stands on this page.
      if (this.account && view.user.email.toLowerCase() !== this.account.toLowerCase()) location.assign('/');
      this.dialog.close(true);
    });
    this.problem.set(problem ?? '');
  }

  protected leave(): void {
    this.dialog.close(false);
    void this.router.navigate(['/login'], { queryParams: { next: this.router.url } });
  }
}
