import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { permitted } from '../../core/session/session.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@fields.title:Profile fields`,
    loadComponent: () => import('./field-list').then((file) => file.FieldList),
  },
  {
    path: 'new',
    title: $localize`:@@fields.new:New profile field`,
    canActivate: [permitted('fields.write')],
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./new-field').then((file) => file.NewField),
  },
  {
    path: ':id',
    title: $localize`:@@fields.one:Profile field`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./field-page').then((file) => file.FieldPage),
  },
];
