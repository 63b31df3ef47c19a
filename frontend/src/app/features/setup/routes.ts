import { type Routes } from '@angular/router';

export const setupRoutes: Routes = [
  {
    path: ':token',
    title: $localize`:@@setup.title:First administrator`,
    loadComponent: () => import('./administrator').then((file) => file.Administrator),
  },
];

export const welcomeRoutes: Routes = [
  {
    path: '',
    title: $localize`:@@setup.welcome.title:Welcome`,
    loadComponent: () => import('./welcome').then((file) => file.Welcome),
  },
];
