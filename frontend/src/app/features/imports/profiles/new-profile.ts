import { type ImportProfileSettings } from '../../../core/api/import-profiles-api';

/** What a new profile begins with: a German or English Excel's CSV, known by the e-mail address. */
export function newProfileSettings(timeZone: string): ImportProfileSettings {
  return {
    format: { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true, sheet: '' },
    mapping: [],
    autoMapping: true,
    mode: 'add-and-update',
    nullHandling: 'keep',
    keys: ['email'],
    duplicates: 'check',
    updateAllMatches: true,
    mailingListIds: [],
    userType: 'W',
    decimalSeparator: '.',
    dateFormats: ['yyyy-MM-dd', 'dd.MM.yyyy', 'MM/dd/yyyy'],
    timeZone,
    genderWords: [],
    defaultMailType: 1,
    reportAddresses: [],
    errorAddresses: [],
    reportLanguage: 'en',
    consent: null,
  };
}
