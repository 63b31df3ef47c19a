import { inject } from '@angular/core';
import { type CanActivateFn, Router, type Routes } from '@angular/router';
import { SendsApi } from '../../core/api/sends-api';
import { saveBeforeLeaving } from './editor/save-before-leaving.guard';

/** A mailing has one real send: its address leads to that send's progress, or to the review while there is none. */
const toLatestSend: CanActivateFn = async (route) => {
  const router = inject(Router);
  const sends = inject(SendsApi);
  const id = route.paramMap.get('id') ?? '';
  const { items } = await sends.list({ mailingId: Number(id), kind: 'world', limit: 1 });
  const [send] = items;
  return router.createUrlTree(send ? ['/sends', send.id] : ['/mailings', id, 'review']);
};

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@mailings.title:Mailings`,
    loadComponent: () => import('./mailing-list').then((file) => file.MailingList),
  },
  {
    path: 'new',
    title: $localize`:@@mailings.new.title:New mailing`,
    loadComponent: () => import('./new-mailing').then((file) => file.NewMailing),
  },
  {
    path: ':id',
    title: $localize`:@@mailings.one:Mailing`,
    canDeactivate: [saveBeforeLeaving],
    loadComponent: () => import('./editor/mailing-editor').then((file) => file.MailingEditor),
  },
  {
    path: ':id/review',
    title: $localize`:@@sends.review.title:Review and send`,
    loadComponent: () => import('./review/review').then((file) => file.Review),
  },
  { path: ':id/send', canActivate: [toLatestSend], children: [] },
];

export const sendRoutes: Routes = [
  {
    path: ':id',
    title: $localize`:@@sends.progress.title:Sending`,
    loadComponent: () => import('./progress/send-progress').then((file) => file.SendProgress),
  },
];
