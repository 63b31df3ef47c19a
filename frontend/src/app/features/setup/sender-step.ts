import { Component, effect, inject, output, signal } from '@angular/core';
import { FormField, email, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { SettingsApi } from '../../core/api/settings-api';
import { submitForm } from '../../core/forms/submit-form';
import { remote } from '../../core/state/remote';
import { Field } from '../../shared/field/field';

/** Who the mails come from; the default for every new mailing. */
@Component({
  selector: 'em-sender-step',
  imports: [Field, FormField, MatButtonModule],
  template: `
    <form class="em-stack" novalidate (submit)="save($event)">
      <p i18n="@@setup.sender.text">Who are your mails from? Every new mailing starts with this sender.</p>
      <div class="em-grid">
        <em-field i18n-label="@@setup.sender.name" label="Sender name" [for]="form.senderName">
          <input class="em-input" autocomplete="organization" [formField]="form.senderName" />
        </em-field>
        <em-field i18n-label="@@setup.sender.email" label="Sender address" [for]="form.senderEmail">
          <input class="em-input" type="email" autocomplete="off" [formField]="form.senderEmail" />
        </em-field>
      </div>
      <em-field
        i18n-label="@@setup.sender.reply"
        label="Reply address"
        [optional]="true"
        i18n-hint="@@setup.sender.replyHint"
        hint="Where answers go; the sender address when empty."
        [for]="form.replyEmail"
      >
        <input class="em-input" type="email" autocomplete="off" [formField]="form.replyEmail" />
      </em-field>
      @if (problem() || current.problem()?.message; as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div class="em-row">
        <button mat-flat-button type="submit" [disabled]="form().submitting()" i18n="@@setup.saveNext">
          Save and go on
        </button>
        <button mat-button type="button" (click)="done.emit()" i18n="@@setup.skip">Skip for now</button>
      </div>
    </form>
  `,
})
export class SenderStep {
  private readonly api = inject(SettingsApi);

  readonly done = output<void>();

  protected readonly problem = signal('');
  protected readonly current = remote(
    () => true,
    () => this.api.sender(),
  );
  private readonly model = signal({ senderName: '', senderEmail: '', replyEmail: '' });
  protected readonly form = form(this.model, (path) => {
    required(path.senderName, { message: $localize`:@@setup.sender.nameMissing:Enter a sender name` });
    required(path.senderEmail, { message: $localize`:@@setup.sender.emailMissing:Enter a sender address` });
    const message = $localize`:@@setup.emailWrong:This does not look like an e-mail address`;
    email(path.senderEmail, { message });
    email(path.replyEmail, { message });
  });

  constructor() {
    effect(() => {
      const saved = this.current.value();
      // What the user typed meanwhile wins over a late answer.
      if (saved && !this.form().dirty()) this.model.set({ ...saved });
    });
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, (sender) => this.api.saveSender(sender));
    this.problem.set(problem ?? '');
    if (problem === null) this.done.emit();
  }
}
