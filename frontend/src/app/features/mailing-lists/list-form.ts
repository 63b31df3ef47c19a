import { Component, inject, input, linkedSignal, output, signal } from '@angular/core';
import { FormField, form, maxLength, minLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { type MailingListView, MailingListsApi } from '../../core/api/mailing-lists-api';
import { submitForm } from '../../core/forms/submit-form';
import { Field } from '../../shared/field/field';

/** Name and description of a mailing list, or of one to be. */
@Component({
  selector: 'em-list-form',
  imports: [Field, FormField, MatButtonModule],
  template: `
    <form class="em-stack" novalidate (submit)="save($event)">
      <em-field i18n-label="@@mailing-lists.name" label="Name" [for]="form.name">
        <input class="em-input" autocomplete="off" [formField]="form.name" />
      </em-field>
      <em-field
        i18n-label="@@mailing-lists.description"
        label="Description"
        [optional]="true"
        i18n-hint="@@mailing-lists.descriptionHint"
        hint="What people on this list signed up for. Only colleagues see it."
        [for]="form.description"
      >
        <textarea class="em-textarea" [formField]="form.description"></textarea>
      </em-field>
      @if (problem(); as message) {
        <p class="em-note bad" role="alert">{{ message }}</p>
      }
      <div class="em-row">
        @if (list()) {
          <button
            mat-flat-button
            type="submit"
            [disabled]="form().submitting() || !form().dirty()"
            i18n="@@mailing-lists.save"
          >
            Save
          </button>
        } @else {
          <button
            mat-flat-button
            type="submit"
            [disabled]="form().submitting()"
            i18n="@@mailing-lists.new.create"
          >
            Create list
          </button>
        }
        <ng-content />
      </div>
    </form>
  `,
})
export class ListForm {
  private readonly api = inject(MailingListsApi);

  /** null to make a new one. */
  readonly list = input<MailingListView | null>(null);
  readonly saved = output<MailingListView>();

  protected readonly problem = signal('');
  protected readonly form = form(
    linkedSignal(() => ({ name: this.list()?.name ?? '', description: this.list()?.description ?? '' })),
    (path) => {
      required(path.name, { message: $localize`:@@mailing-lists.nameMissing:Enter a name` });
      maxLength(path.name, 100);
      maxLength(path.description, 500);
      minLength(path.name, 3, { message: $localize`:@@mailing-lists.nameShort:Use at least 3 characters` });
    },
  );

  hasChanges(): boolean {
    return this.form().dirty() && !this.form().submitting();
  }

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const problem = await submitForm(this.form, async (value) => {
      const list = this.list();
      const saved = list ? await this.api.change(list.id, value) : await this.api.create(value);
      this.form().reset();
      this.saved.emit(saved);
    });
    this.problem.set(problem ?? '');
  }
}
