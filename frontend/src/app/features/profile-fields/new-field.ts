import { Component, inject, viewChild } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type ProfileFieldView } from '../../core/api/profile-fields-api';
import { PageHeader } from '../../shared/page-header/page-header';
import { Toasts } from '../../shared/toast/toasts';
import { FieldForm } from './field-form';

@Component({
  selector: 'em-new-field',
  imports: [FieldForm, MatButtonModule, PageHeader, RouterLink],
  template: `
    <em-page-header
      i18n-title="@@fields.new"
      title="New profile field"
      backLink="/recipients/fields"
      i18n-backLabel="@@fields.title"
      backLabel="Profile fields"
    />
    <div class="em-panel">
      <em-field-form (saved)="open($event)">
        <a mat-button routerLink="/recipients/fields" i18n="@@shared.cancel">Cancel</a>
      </em-field-form>
    </div>
  `,
  styles: `
    .em-panel {
      max-width: 720px;
    }
  `,
})
export class NewField {
  private readonly router = inject(Router);
  private readonly toasts = inject(Toasts);
  private readonly form = viewChild(FieldForm);

  hasUnsavedChanges(): boolean {
    return this.form()?.hasChanges() ?? false;
  }

  protected async open({ label }: ProfileFieldView): Promise<void> {
    this.toasts.success($localize`:@@fields.created:The field “${label}:name:” was created`);
    await this.router.navigateByUrl('/recipients/fields');
  }
}
