import { type Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@dashboard.title:Dashboard`,
    loadComponent: () => import('./dashboard').then((file) => file.DashboardPage),
  },
];
