import type { ConversionOptions } from './csv/converted-row.js';
import type { ConversionSettings, NullHandling } from './import-settings.js';

/** An import's settings as the conversion of its rows wants them. */
export function conversionOf(
  settings: ConversionSettings & { readonly nullHandling: NullHandling },
  now: Date,
): ConversionOptions {
  const { decimalSeparator, dateFormats, timeZone, genderWords, nullHandling } = settings;
  return {
    decimalSeparator,
    dateFormats,
    timeZone,
    blankOverwrites: nullHandling === 'overwrite',
    now,
    genderWords: new Map(genderWords.map(({ text, gender }) => [text.trim().toLowerCase(), gender])),
  };
}
