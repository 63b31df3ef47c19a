import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { permitted } from '../../core/session/session.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@target-groups.title:Target groups`,
    loadComponent: () => import('./list/target-group-list').then((file) => file.TargetGroupList),
  },
  {
    path: 'new',
    title: $localize`:@@target-groups.new:New target group`,
    canActivate: [permitted('targets.write')],
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./editor/target-group-page').then((file) => file.TargetGroupPage),
  },
  {
    path: ':id',
    title: $localize`:@@target-groups.one:Target group`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./editor/target-group-page').then((file) => file.TargetGroupPage),
  },
];
