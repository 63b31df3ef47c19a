import { type Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@auth.title:Sign in`,
    loadComponent: () => import('./login').then((file) => file.Login),
  },
];
