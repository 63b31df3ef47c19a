import { type Routes } from '@angular/router';
import { permitted } from '../../core/session/session.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@statistics.title:Statistics`,
    canActivate: [permitted('mailings.read')],
    loadComponent: () => import('./statistics-list').then((file) => file.StatisticsList),
  },
  {
    path: 'mailings/:id',
    title: $localize`:@@statistics.one:Mailing statistics`,
    canActivate: [permitted('statistics.read')],
    loadComponent: () => import('./mailing-statistics').then((file) => file.MailingStatisticsPage),
  },
];
