import { provideHttpClient, withXhr } from '@angular/common/http';
import {
  type ApplicationConfig,
  ErrorHandler,
  LOCALE_ID,
  inject,
  provideBrowserGlobalErrorListeners,
  provideZonelessChangeDetection,
} from '@angular/core';
import {
  TitleStrategy,
  provideRouter,
  withComponentInputBinding,
  withInMemoryScrolling,
} from '@angular/router';
import type { Language } from '../i18n/language';
import { routes } from './app.routes';
import { SESSION_RENEWAL } from './core/api/api-client';
import { UnexpectedErrors } from './core/errors/unexpected-errors';
import { PageTitle } from './core/routing/page-title';
import { Session } from './core/session/session';
import { SessionRenewal } from './core/session/session-renewal';
import { TIME_ZONE } from './shared/format/formats';

export function appConfig(language: Language): ApplicationConfig {
  return {
    providers: [
      provideBrowserGlobalErrorListeners(),
      provideZonelessChangeDetection(),
      // XMLHttpRequest, because fetch reports no upload progress.
      provideHttpClient(withXhr()),
      provideRouter(
        routes,
        withComponentInputBinding(),
        withInMemoryScrolling({ scrollPositionRestoration: 'enabled', anchorScrolling: 'enabled' }),
      ),
      { provide: LOCALE_ID, useValue: language },
      { provide: ErrorHandler, useClass: UnexpectedErrors },
      { provide: TitleStrategy, useExisting: PageTitle },
      {
        provide: SESSION_RENEWAL,
        useFactory: () => {
          const renewal = inject(SessionRenewal);
          return () => renewal.renew();
        },
      },
      { provide: TIME_ZONE, useFactory: () => inject(Session).timezone },
    ],
  };
}
