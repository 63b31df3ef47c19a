import { bootstrapApplication } from '@angular/platform-browser';
import { App } from './app/app';
import { appConfig } from './app/app.config';
import type { Language } from './i18n/language';

/** Starts the application; the language's texts are loaded by now (see main.ts). */
export async function start(language: Language): Promise<void> {
  await bootstrapApplication(App, appConfig(language));
}
