import { type Routes } from '@angular/router';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@outbox.title:Outbox`,
    loadComponent: () => import('./captured-mail-list').then((file) => file.CapturedMailList),
  },
  {
    path: ':id',
    title: $localize`:@@outbox.one:Captured mail`,
    loadComponent: () => import('./captured-mail').then((file) => file.CapturedMail),
  },
];
