import { Component, effect, inject, signal } from '@angular/core';
import { FormField, disabled, email, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { SettingsApi } from '../../core/api/settings-api';
import { Problem } from '../../core/errors/problem';
import { submitForm } from '../../core/forms/submit-form';
import { type MayHaveUnsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { Session } from '../../core/session/session';
import { remote } from '../../core/state/remote';
import { Field } from '../../shared/field/field';
import { Toasts } from '../../shared/toast/toasts';

/** Who new mailings come from. */
@Component({
  selector: 'em-sender',
  imports: [Field, FormField, MatButtonModule, Problem],
  templateUrl: './sender.html',
  styleUrl: './section.scss',
})
export class Sender implements MayHaveUnsavedChanges {
  private readonly api = inject(SettingsApi);
  private readonly toasts = inject(Toasts);
  protected readonly mayWrite = inject(Session).can('settings.write');

  protected readonly problem = signal('');
  protected readonly saved = remote(
    () => true,
    () => this.api.sender(),
  );
  private readonly model = signal({ senderName: '', senderEmail: '', replyEmail: '' });
  protected readonly form = form(this.model, (path) => {
    disabled(path, () => !this.mayWrite || this.saved.firstLoad());
    required(path.senderName, { message: $localize`:@@settings.sender.nameMissing:Enter a sender name` });
    required(path.senderEmail, {
      message: $localize`:@@settings.sender.emailMissing:Enter a sender address`,
    });
    const message = $localize`:@@settings.emailWrong:This does not look like an e-mail address`;
    email(path.senderEmail, { message });
    email(path.replyEmail, { message });
  });

  constructor() {
    effect(() => {
      const saved = this.saved.value();
      if (saved && !this.form().dirty()) this.model.set({ ...saved });
    });
  }

  hasUnsavedChanges(): boolean {
    return this.form().dirty();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (sender) => {
      const saved = await this.api.saveSender(sender);
      this.form().reset({ ...saved });
    });
    this.problem.set(problem ?? '');
    if (problem === null) this.toasts.success($localize`:@@settings.sender.saved:Sender saved`);
  }
}
