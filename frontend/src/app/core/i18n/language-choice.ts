import { Injectable, LOCALE_ID, inject } from '@angular/core';
import { type Language, isLanguage, storeLanguage, storedLanguage } from '../../../i18n/language';

/** Native names, shown the same in every language. */
export const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', de: 'Deutsch' };

/** The interface language. Texts are loaded before the application starts, so a change reloads the page. */
@Injectable({ providedIn: 'root' })
export class LanguageChoice {
  readonly current: Language = toLanguage(inject(LOCALE_ID));

  /** Remembers the language on this device and reloads the page at the same address. */
  use(language: Language): void {
    storeLanguage(language);
    if (language !== this.current) location.reload();
  }

  /** Takes the signed-in user's language, unless another one was chosen on this device. */
  followUser(language: string | undefined): void {
    if (isLanguage(language) && storedLanguage() === null) this.use(language);
  }
}

function toLanguage(locale: string): Language {
  return isLanguage(locale) ? locale : 'en';
}
