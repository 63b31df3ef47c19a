import {
  type ColumnMapping,
  type FileFormat,
  type ImportPreview,
  type ImportSettings,
} from '../../../core/api/imports-api';

/** What a column may say besides its target. */
export type ColumnExtras = Pick<ColumnMapping, 'mandatory' | 'defaultValue'>;

/** Only the settings of an import. */
export function settingsOf(view: ImportSettings): ImportSettings {
  const {
    mode, nullHandling, keys, duplicates, updateAllMatches, mailingListIds, userType, decimalSeparator, dateFormats,
    timeZone, genderWords, defaultMailType, reportAddresses, errorAddresses, reportLanguage,
  } = view; // prettier-ignore
  return {
    mode, nullHandling, keys, duplicates, updateAllMatches, mailingListIds, userType, decimalSeparator, dateFormats,
    timeZone, genderWords, defaultMailType, reportAddresses, errorAddresses, reportLanguage,
  }; // prettier-ignore
}

/** What a profile says of a column of the file. */
export function named(mapping: readonly ColumnMapping[], header: string): ColumnMapping | undefined {
  const wanted = header.trim().toLowerCase();
  return mapping.find(({ name, constant }) => constant !== true && name.trim().toLowerCase() === wanted);
}

export function formatOnly({ kind, encoding, separator, quote, header, sheet }: FileFormat): FileFormat {
  return { kind, encoding, separator, quote, header, sheet };
}

export function sameColumns(before: ImportPreview, after: ImportPreview): boolean {
  return (
    before.columns.length === after.columns.length &&
    before.columns.every(({ header }, index) => header === after.columns[index]?.header)
  );
}
