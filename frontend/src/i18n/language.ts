import { registerLocaleData } from '@angular/common';
import { loadTranslations } from '@angular/localize';

/** Interface languages; English is the source text in the code. */
export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

const STORAGE_KEY = 'emm.language';

export function isLanguage(value: unknown): value is Language {
  return LANGUAGES.some((language) => language === value);
}

/** The language chosen on this device, or null when the user never chose one here. */
export function storedLanguage(): Language | null {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return isLanguage(stored) ? stored : null;
  } catch {
    return null;
  }
}

export function storeLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // Without storage the choice lasts as long as the user's setting on the server says so.
  }
}

/** Picks the language for this page load and loads its texts. */
export async function loadLanguage(): Promise<Language> {
  const language = storedLanguage() ?? preferredLanguage(navigator.languages);
  document.documentElement.lang = language;
  if (language === 'de') {
    const [{ germanTexts }, { default: germanFormats }] = await Promise.all([
      import('./de'),
      import('@angular/common/locales/de'),
    ]);
    registerLocaleData(germanFormats);
    loadTranslations(germanTexts);
  }
  return language;
}

/** First of the browser's languages that the interface speaks; `de-AT` counts as `de`. */
export function preferredLanguage(wanted: readonly string[]): Language {
  for (const tag of wanted) {
    const language = tag.split('-')[0]?.toLowerCase();
    if (isLanguage(language)) return language;
  }
  return 'en';
}
