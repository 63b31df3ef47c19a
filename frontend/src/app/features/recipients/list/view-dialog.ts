import { Component, inject, signal } from '@angular/core';
import { FormField, form, maxLength, required } from '@angular/forms/signals';
import { MatButtonModule } from '@angular/material/button';
import { MAT_DIALOG_DATA, MatDialogModule, MatDialogRef } from '@angular/material/dialog';
import { type SavedView, SavedViewsApi, type ViewState } from '../../../core/api/saved-views-api';
import { submitForm } from '../../../core/forms/submit-form';
import { action } from '../../../core/state/remote';
import { Field } from '../../../shared/field/field';

export interface ViewQuestion {
  area: string;
  /** null to make a new one. */
  view: SavedView | null;
  state: ViewState;
}

/** Name of a view and who sees it. Closes with its id, or 'deleted'. */
@Component({
  selector: 'em-view-dialog',
  imports: [Field, FormField, MatButtonModule, MatDialogModule],
  template: `
    <form novalidate (submit)="save($event)">
      <h2 mat-dialog-title>
        @if (question.view) {
          <ng-container i18n="@@recipients.views.editTitle">View</ng-container>
        } @else {
          <ng-container i18n="@@recipients.views.newTitle">Save as a view</ng-container>
        }
      </h2>
      <mat-dialog-content class="em-stack">
        <em-field
          i18n-label="@@recipients.views.name"
          label="Name"
          i18n-hint="@@recipients.views.nameHint"
          hint="It keeps the filter, the columns and the sorting."
          [for]="form.name"
        >
          <input class="em-input" autocomplete="off" [formField]="form.name" />
        </em-field>
        <label class="em-checkbox">
          <input type="checkbox" [formField]="form.isDefault" />
          <span i18n="@@recipients.views.default">My list opens with it</span>
        </label>
        <label class="em-checkbox">
          <input type="checkbox" [formField]="form.shared" />
          <span i18n="@@recipients.views.shared">Colleagues can use it, too</span>
        </label>
        @if (problem() || removal.problem()?.message; as message) {
          <p class="em-note bad" role="alert">{{ message }}</p>
        }
      </mat-dialog-content>
      <mat-dialog-actions align="end">
        @if (question.view; as view) {
          <button
            mat-button
            type="button"
            class="em-danger"
            [disabled]="removal.pending()"
            (click)="removal.run(view.id)"
            i18n="@@recipients.views.delete"
          >
            Delete view
          </button>
          <span class="em-grow"></span>
        }
        <button mat-button type="button" mat-dialog-close i18n="@@shared.cancel">Cancel</button>
        <button mat-flat-button type="submit" [disabled]="form().submitting()">
          <ng-container i18n="@@recipients.save">Save</ng-container>
        </button>
      </mat-dialog-actions>
    </form>
  `,
})
export class ViewDialog {
  private readonly api = inject(SavedViewsApi);
  private readonly dialog = inject<MatDialogRef<ViewDialog, number | 'deleted'>>(MatDialogRef);
  protected readonly question = inject<ViewQuestion>(MAT_DIALOG_DATA);

  protected readonly problem = signal('');
  protected readonly form = form(
    signal({
      name: this.question.view?.name ?? '',
      shared: this.question.view?.shared ?? false,
      isDefault: this.question.view?.isDefault ?? false,
    }),
    (path) => {
      required(path.name, { message: $localize`:@@recipients.views.nameMissing:Give the view a name` });
      maxLength(path.name, 100);
    },
  );
  protected readonly removal = action(async (id: number) => {
    await this.api.delete(id);
    this.dialog.close('deleted');
  });

  protected async save(event: Event): Promise<void> {
    event.preventDefault();
    const { area, view, state } = this.question;
    const problem = await submitForm(this.form, async (value) => {
      const wanted = { ...value, name: value.name.trim(), state };
      const saved = view ? await this.api.change(view.id, wanted) : await this.api.create(area, wanted);
      this.dialog.close(saved.id);
    });
    this.problem.set(problem ?? '');
  }
}
