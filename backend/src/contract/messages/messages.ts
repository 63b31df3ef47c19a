import { coreMessages } from './core.js';

export const LANGUAGES = ['en', 'de'] as const;
export type Language = (typeof LANGUAGES)[number];

type Catalogue = Readonly<Record<Language, Readonly<Record<string, string>>>>;

const catalogues: Catalogue[] = [coreMessages];

/** Placeholders whose numbers are amounts and are grouped for readers; ids, ports, codes, years and positions are not. */
const AMOUNTS: ReadonlySet<string> = new Set([
  'actual', 'columns', 'count', 'expected', 'found', 'hours', 'kilobytes', 'length', 'lines', 'max', 'megabytes', 'min',
  'seconds', 'shown',
]); // prettier-ignore

const FORMATS: Readonly<Record<Language, Intl.NumberFormat>> = {
  en: new Intl.NumberFormat('en'),
  de: new Intl.NumberFormat('de'),
};

/**
 * Text of a code in a language with `{placeholders}` filled; the code itself where no text is known.
 * `{count:error|errors}` is the first word for 1 and the second for all other numbers.
 */
export function message(
  code: string,
  params: Readonly<Record<string, string | number>> = {},
  language: Language = 'en',
): string {
  const text = textOf(code, language);
  if (text === undefined) return code;
  const chosen = text.replace(
    /\{(\w+):([^|{}]*)\|([^{}]*)\}/g,
    (_whole, name: string, one: string, many: string) => (params[name] === 1 ? one : many),
  );
  return chosen.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = params[name];
    if (value === undefined) return whole;
    if (name === 'what') return textOf(`object.${value}`, language) ?? String(value);
    return typeof value === 'number' && AMOUNTS.has(name) ? FORMATS[language].format(value) : String(value);
  });
}

function textOf(code: string, language: Language): string | undefined {
  return catalogues.map((catalogue) => catalogue[language][code]).find((found) => found !== undefined);
}

/** Adds the messages of one area. Each area's file is registered in `contract/messages/index.ts`. */
export function register(...areas: Catalogue[]): void {
  catalogues.push(...areas);
}

export function allCatalogues(): readonly Catalogue[] {
  return catalogues;
}

/** The language of `Accept-Language` that is understood, by its order of preference (RFC 9110 §12.5.4). */
export function preferredLanguage(header: string | undefined): Language {
  const wanted = (header ?? '')
    .split(',')
    .map((part) => {
      const [tag = '', ...options] = part.trim().split(';');
      const quality = options.map((option) => /^\s*q=([\d.]+)/.exec(option)?.[1]).find(Boolean);
      return { tag: tag.toLowerCase().slice(0, 2), quality: Number(quality ?? 1) };
    })
    .sort((a, b) => b.quality - a.quality);
  for (const { tag, quality } of wanted) {
    const found = LANGUAGES.find((language) => language === tag && quality > 0);
    if (found) return found;
  }
  return 'en';
}
