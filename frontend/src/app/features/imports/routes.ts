import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@imports.title:Imports`,
    loadComponent: () => import('./import-list').then((file) => file.ImportList),
  },
  {
    path: 'new',
    title: $localize`:@@imports.new.title:Import recipients`,
    loadComponent: () => import('./import-upload').then((file) => file.ImportUpload),
  },
  {
    path: 'profiles',
    title: $localize`:@@imports.profiles.title:Import profiles`,
    loadComponent: () => import('./profiles/profile-list').then((file) => file.ProfileList),
  },
  {
    path: 'profiles/:id',
    title: $localize`:@@imports.profiles.one:Import profile`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./profiles/profile-page').then((file) => file.ProfilePage),
  },
  {
    path: 'automatic',
    title: $localize`:@@imports.automatic.title:Automatic imports`,
    loadComponent: () => import('./automatic/automatic-list').then((file) => file.AutomaticList),
  },
  {
    path: 'automatic/:id',
    title: $localize`:@@imports.automatic.one:Automatic import`,
    canDeactivate: [unsavedChanges],
    loadComponent: () => import('./automatic/automatic-page').then((file) => file.AutomaticPage),
  },
  {
    path: ':id',
    title: $localize`:@@imports.one:Import`,
    loadComponent: () => import('./import-page').then((file) => file.ImportPage),
  },
];
