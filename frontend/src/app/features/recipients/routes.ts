import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@recipients.title:Recipients`,
    loadComponent: () => import('./list/recipient-list').then((file) => file.RecipientList),
  },
  {
    path: 'new',
    title: $localize`:@@recipients.new.title:New recipient`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./new-recipient').then((file) => file.NewRecipient),
  },
  {
    path: 'blocklist',
    title: $localize`:@@recipients.blocklist.title:Blocklist`,
    loadComponent: () => import('./blocklist/blocklist').then((file) => file.Blocklist),
  },
  {
    path: 'bin',
    title: $localize`:@@recipients.bin.title:Recycle bin`,
    loadComponent: () => import('./bin/recycle-bin').then((file) => file.RecycleBin),
  },
  {
    path: 'sources',
    title: $localize`:@@recipients.sources.title:Data sources`,
    loadComponent: () => import('./sources/data-sources').then((file) => file.DataSources),
  },
  {
    path: ':id',
    title: $localize`:@@recipients.one:Recipient`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./recipient-page').then((file) => file.RecipientPage),
  },
];
