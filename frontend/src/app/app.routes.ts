import { type Routes } from '@angular/router';
import { permitted, signedIn } from './core/session/session.guard';

/**
 * One line per area: `features/<area>/routes.ts` exports its `routes` with titles. Pages inside the
 * shell need a session; the ones before it do not.
 */
export const routes: Routes = [
  { path: 'login', loadChildren: () => import('./features/auth/routes').then((area) => area.routes) },
  { path: 'setup', loadChildren: () => import('./features/setup/routes').then((area) => area.setupRoutes) },
  {
    path: 'welcome',
    canActivate: [signedIn],
    loadChildren: () => import('./features/setup/routes').then((area) => area.welcomeRoutes),
  },
  {
    path: '',
    canActivate: [signedIn],
    loadComponent: () => import('./core/layout/shell').then((file) => file.Shell),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'dashboard' },
      {
        path: 'dashboard',
        loadChildren: () => import('./features/dashboard/routes').then((area) => area.routes),
      },
      {
        path: 'statistics',
        loadChildren: () => import('./features/statistics/routes').then((area) => area.routes),
      },
      {
        path: 'settings',
        loadChildren: () => import('./features/settings/routes').then((area) => area.routes),
      },
      {
        path: 'mailings',
        loadChildren: () => import('./features/mailings/routes').then((area) => area.routes),
      },
      {
        path: 'sends',
        loadChildren: () => import('./features/mailings/routes').then((area) => area.sendRoutes),
      },
      { path: 'outbox', loadChildren: () => import('./features/outbox/routes').then((area) => area.routes) },
      {
        path: 'recipients/fields',
        loadChildren: () => import('./features/profile-fields/routes').then((area) => area.routes),
      },
      {
        path: 'recipients',
        loadChildren: () => import('./features/recipients/routes').then((area) => area.routes),
      },
      {
        path: 'mailing-lists',
        loadChildren: () => import('./features/mailing-lists/routes').then((area) => area.routes),
      },
      {
        path: 'target-groups',
        canActivate: [permitted('targets.read')],
        loadChildren: () => import('./features/target-groups/routes').then((area) => area.routes),
      },
      {
        path: 'imports',
        canActivate: [permitted('recipients.import')],
        loadChildren: () => import('./features/imports/routes').then((area) => area.routes),
      },
      {
        path: 'exports',
        loadChildren: () => import('./features/exports/routes').then((area) => area.routes),
      },
      {
        path: 'forbidden',
        title: $localize`:@@shell.forbidden.pageTitle:No access`,
        loadComponent: () => import('./core/errors/forbidden').then((file) => file.Forbidden),
      },
      {
        path: '**',
        title: $localize`:@@shell.notFound.pageTitle:Page not found`,
        loadComponent: () => import('./core/errors/not-found').then((file) => file.NotFound),
      },
    ],
  },
];
