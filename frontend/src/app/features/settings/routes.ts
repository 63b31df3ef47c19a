import { type Routes } from '@angular/router';
import { unsavedChanges } from '../../core/routing/unsaved-changes.guard';
import { permitted } from '../../core/session/session.guard';

export const routes: Routes = [
  {
    path: '',
    title: $localize`:@@settings.title:Settings`,
    loadComponent: () => import('./settings').then((file) => file.SettingsPage),
    children: [
      { path: '', pathMatch: 'full', redirectTo: 'profile' },
      {
        path: 'profile',
        title: $localize`:@@settings.profile:My profile`,
        canDeactivate: [unsavedChanges],
        loadComponent: () => import('./profile').then((file) => file.Profile),
      },
      {
        path: 'sender',
        title: $localize`:@@settings.sender:Sender`,
        canActivate: [permitted('settings.read')],
        canDeactivate: [unsavedChanges],
        loadComponent: () => import('./sender').then((file) => file.Sender),
      },
      {
        path: 'api-tokens',
        title: $localize`:@@settings.tokens:API tokens`,
        canActivate: [permitted('tokens.manage')],
        loadComponent: () => import('./tokens/api-tokens').then((file) => file.ApiTokens),
      },
      {
        path: 'connections',
        title: $localize`:@@settings.connections:Connections`,
        canActivate: [permitted('connections.manage')],
        loadComponent: () => import('./connections/connection-list').then((file) => file.ConnectionList),
      },
      {
        path: 'connections/:id',
        title: $localize`:@@settings.connections.one:Connection`,
        canActivate: [permitted('connections.manage')],
        canDeactivate: [unsavedChanges],
        loadComponent: () => import('./connections/connection-page').then((file) => file.ConnectionPage),
      },
      {
        path: 'reply-rules',
        title: $localize`:@@settings.replies:Reply rules`,
        canActivate: [permitted('settings.read')],
        loadComponent: () => import('./reply-rules/reply-rule-list').then((file) => file.ReplyRuleList),
      },
      {
        path: 'about',
        title: $localize`:@@settings.about:About`,
        loadComponent: () => import('./about').then((file) => file.About),
      },
    ],
  },
];
