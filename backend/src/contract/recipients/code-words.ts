import { Gender, MailType } from './codes.js';

/**
 * Words for a recipient's gender, after spec/import_export.md §4 (built-in words and the values of
 * `gender.unknown.defaultValues`), in the languages of its report locales.
 */
const GENDER_WORDS: readonly [Gender, string][] = [
  [
    Gender.Male,
    '0 m male man mr mister sir herr herrn männlich maennlich mann monsieur homme señor sr hombre',
  ],
  [Gender.Male, 'signor signore sig uomo heer dhr meneer senhor'],
  [
    Gender.Female,
    '1 f w female woman ms mrs miss madam frau fräulein fraeulein weiblich madame mademoiselle mme',
  ],
  [Gender.Female, 'femme señora sra mujer signora sig.ra donna mevrouw mevr senhora'],
  [Gender.Unknown, '2 d x u unknown diverse divers diverso kein keine none other unbekannt andere neutral'],
  [Gender.Practice, '4 practice praxis'],
  [Gender.Company, '5 company firma unternehmen'],
];

const MAIL_TYPE_WORDS: readonly [MailType, string][] = [
  [MailType.Text, '0 text plain txt text/plain nur-text'],
  [MailType.Html, '1 html text/html'],
  [MailType.OfflineHtml, '2 offline offline-html offlinehtml'],
];

const genders = new Map<string, Gender>([
  ['keine angabe', Gender.Unknown],
  ['not specified', Gender.Unknown],
  ['unspecified', Gender.Unknown],
  ['nicht angegeben', Gender.Unknown],
]);
for (const [gender, words] of GENDER_WORDS) for (const word of words.split(' ')) genders.set(word, gender);

const mailTypes = new Map<string, MailType>([['offline html', MailType.OfflineHtml]]);
for (const [type, words] of MAIL_TYPE_WORDS) for (const word of words.split(' ')) mailTypes.set(word, type);

/** Code or word for a gender, in any case, with or without a final full stop; undefined if it is neither. */
export function parseGender(raw: string): Gender | undefined {
  return genders.get(normalise(raw));
}

/** Code or word for a mail type; undefined if it is neither. */
export function parseMailType(raw: string): MailType | undefined {
  return mailTypes.get(normalise(raw));
}

function normalise(raw: string): string {
  return raw.trim().toLowerCase().normalize('NFC').replace(/\.$/, '').replace(/\s+/g, ' ');
}
