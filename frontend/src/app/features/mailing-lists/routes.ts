import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@mailing-lists.title:Mailing lists`,
    loadComponent: () => import('./mailing-list-table').then((file) => file.MailingListTable),
  },
  {
    path: 'new',
    title: $localize`:@@mailing-lists.new.title:New mailing list`,
    loadComponent: () => import('./new-mailing-list').then((file) => file.NewMailingList),
  },
  {
    path: ':id',
    title: $localize`:@@mailing-lists.one:Mailing list`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./mailing-list-page').then((file) => file.MailingListPage),
  },
];
