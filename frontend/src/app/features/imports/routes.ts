import { type Routes } from '@angular/router';

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
    path: ':id',
    title: $localize`:@@imports.one:Import`,
    loadComponent: () => import('./import-page').then((file) => file.ImportPage),
  },
];
