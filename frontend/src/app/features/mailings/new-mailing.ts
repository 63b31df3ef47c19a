import { Component, inject, signal } from '@angular/core';
import { FormField, form, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { MailingListsApi } from '../../core/api/mailing-lists-api';
import { MailingsApi } from '../../core/api/mailings-api';
import { submitForm } from '../../core/forms/submit-form';
import { remote } from '../../core/state/remote';
import { Field } from '../../shared/field/field';
import { PageHeader } from '../../shared/page-header/page-header';

/** Asks only for what cannot be guessed; everything else is written in the editor. */
@Component({
  selector: 'em-new-mailing',
  imports: [Field, FormField, MatButtonModule, PageHeader, RouterLink],
  template: `
    <em-page-header
      i18n-title="@@mailings.new.title"
      title="New mailing"
      backLink="/mailings"
      i18n-backLabel="@@mailings.title"
      backLabel="Mailings"
    />
    <form class="em-panel em-stack" novalidate (submit)="create($event)">
      <em-field
        i18n-label="@@mailings.name"
        label="Name"
        i18n-hint="@@mailings.new.nameHint"
        hint="Only you and your colleagues see it."
        [for]="form.name"
      >
        <input class="em-input" autocomplete="off" [formField]="form.name" />
      </em-field>
      <em-field
        i18n-label="@@mailings.list"
        label="Mailing list"
        i18n-hint="@@mailings.new.listHint"
        hint="Who will receive it. You can still change that later."
        [for]="form.mailingListId"
      >
        <select class="em-select" [formField]="form.mailingListId">
          <option value="" i18n="@@mailings.listLater">Choose later</option>
          @for (list of lists.value(); track list.id) {
            <option [value]="list.id">{{ list.name }}</option>
          }
        </select>
      </em-field>
      @if (problem() || lists.problem()?.message; as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div class="em-row">
        <button mat-flat-button type="submit" [disabled]="form().submitting()" i18n="@@mailings.new.create">
          Create and write
        </button>
        <a mat-button routerLink="/mailings" i18n="@@shared.cancel">Cancel</a>
      </div>
    </form>
  `,
  styles: `
    form {
      max-width: 560px;
    }
  `,
})
export class NewMailing {
  private readonly api = inject(MailingsApi);
  private readonly mailingLists = inject(MailingListsApi);
  private readonly router = inject(Router);

  protected readonly problem = signal('');
  protected readonly lists = remote(
    () => true,
    (_, abort) => this.mailingLists.all(abort),
  );
  protected readonly form = form(signal({ name: '', mailingListId: '' }), (path) => {
    required(path.name, { message: $localize`:@@mailings.new.nameMissing:Enter a name` });
  });

  protected async create(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async ({ name, mailingListId }) => {
      const list = mailingListId === '' ? {} : { mailingListId: Number(mailingListId) };
      const mailing = await this.api.create({ name, ...list });
      await this.router.navigate(['/mailings', mailing.id]);
    });
    this.problem.set(problem ?? '');
  }
}
