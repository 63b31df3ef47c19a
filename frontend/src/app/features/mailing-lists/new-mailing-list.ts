import { Component, inject } from '@angular/core';
import { MatButtonModule } from '@angular/material/button';
import { Router, RouterLink } from '@angular/router';
import { type MailingListView } from '../../core/api/mailing-lists-api';
import { PageHeader } from '../../shared/page-header/page-header';
import { ListForm } from './list-form';

@Component({
  selector: 'em-new-mailing-list',
  imports: [ListForm, MatButtonModule, PageHeader, RouterLink],
  template: `
    <em-page-header
      i18n-title="@@mailing-lists.new.title"
      title="New mailing list"
      backLink="/mailing-lists"
      i18n-backLabel="@@mailing-lists.title"
      backLabel="Mailing lists"
    />
    <div class="em-panel">
      <em-list-form (saved)="open($event)">
        <a mat-button routerLink="/mailing-lists" i18n="@@shared.cancel">Cancel</a>
      </em-list-form>
    </div>
  `,
  styles: `
    .em-panel {
      max-width: 560px;
    }
  `,
})
export class NewMailingList {
  private readonly router = inject(Router);

  protected open({ id }: MailingListView): void {
    void this.router.navigate(['/mailing-lists', id]);
  }
}
