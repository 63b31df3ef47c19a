import { inject } from '@angular/core';
import { type CanActivateFn, Router } from '@angular/router';
import type { Permission } from '@contract/permissions';
import { LanguageChoice } from '../i18n/language-choice';
import { Session } from './session';

/** Lets signed-in users pass; sends others to the login page and back again afterwards. */
export const signedIn: CanActivateFn = async (_route, state) => {
  const session = inject(Session);
  const language = inject(LanguageChoice);
  const router = inject(Router);
  const view = session.signedIn() ? true : await session.load();
  if (!view) return router.createUrlTree(['/login'], { queryParams: { next: state.url } });
  language.followUser(session.user()?.language);
  return true;
};

/** Hides a route from users without any of the permissions; they land on the start page. */
export function permitted(...anyOf: Permission[]): CanActivateFn {
  return () => inject(Session).can(...anyOf) || inject(Router).createUrlTree(['/forbidden']);
}
