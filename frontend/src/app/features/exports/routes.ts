import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { permitted } from '../../core/session/session.guard';

export const routes: Routes = [
  {
    path: 'log',
    title: $localize`:@@exports.log.title:Imports and exports`,
    canActivate: [permitted('recipients.read')],
    loadComponent: () => import('./log/report-log').then((file) => file.ReportLog),
  },
  {
    path: '',
    canActivate: [permitted('recipients.export')],
    children: [
      {
        path: '',
        pathMatch: 'full',
        title: $localize`:@@exports.title:Exports`,
        loadComponent: () => import('./export-list').then((file) => file.ExportList),
      },
      {
        path: 'profiles',
        title: $localize`:@@exports.profiles.title:Export profiles`,
        loadComponent: () => import('./profiles/profile-list').then((file) => file.ProfileList),
      },
      {
        path: 'profiles/:id',
        title: $localize`:@@exports.profiles.one:Export profile`,
        canDeactivate: [unsavedChanges],
        loadComponent: () => import('./profiles/profile-page').then((file) => file.ProfilePage),
      },
      {
        path: 'automatic',
        title: $localize`:@@exports.automatic.title:Automatic exports`,
        loadComponent: () => import('./automatic/automatic-list').then((file) => file.AutomaticList),
      },
      {
        path: 'automatic/:id',
        title: $localize`:@@exports.automatic.one:Automatic export`,
        canDeactivate: [unsavedChanges],
        loadComponent: () => import('./automatic/automatic-page').then((file) => file.AutomaticPage),
      },
      {
        path: ':id',
        title: $localize`:@@exports.one:Export`,
        loadComponent: () => import('./export-page').then((file) => file.ExportPage),
      },
    ],
  },
];
