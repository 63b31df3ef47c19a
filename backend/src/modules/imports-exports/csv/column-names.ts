/** Standard columns that a file can fill; `customer_id` only finds recipients, `reason` is that of the blocklist. */
export const STANDARD_TARGETS = [
  'email', 'title', 'firstname', 'lastname', 'gender', 'mailtype', 'customer_id', 'reason',
] as const; // prettier-ignore
export type StandardTarget = (typeof STANDARD_TARGETS)[number];

/** How files call the standard columns, in English and German; compared by {@link normaliseHeader}. */
const SYNONYMS: Record<StandardTarget, string> = {
  email:
    'email mail emailaddress mailaddress emailadresse mailadresse epost eml contactemail emailprivat emailprivate ' +
    'emailgeschaeftlich emailbusiness primaryemail useremail kontaktemail emailaddresse subscriberemail',
  title: 'title titel akademischertitel academictitle namenszusatz nameprefix akadtitel',
  firstname: 'firstname vorname forename givenname fname first rufname christianname vornamen',
  lastname: 'lastname nachname surname familyname lname last familienname name zuname secondname',
  gender: 'gender geschlecht sex anrede salutation anredecode herrfrau anredekennzeichen',
  // Too common as names of a column for other things: people choose them.
  customer_id: '',
  reason: '',
  mailtype: 'mailtype mailformat emailformat emailtype format mailtyp emailtyp newsletterformat',
};

const targets = new Map<string, StandardTarget>();
for (const target of STANDARD_TARGETS)
  for (const word of SYNONYMS[target].split(' ').filter((one) => one !== '')) targets.set(word, target);

/** Other names that are plainly a column's name and not a value: evidence that the first line is a header. */
const OTHER_HEADERS = new Set(
  (
    'id customerid kundennummer kundennr customernumber city stadt ort wohnort street strasse plz zip zipcode ' +
    'postcode postalcode postleitzahl country land company firma unternehmen phone telefon telephone mobile ' +
    'mobil handy birthday geburtstag geburtsdatum birthdate dateofbirth language sprache date datum status ' +
    'comment bemerkung remark created createdat registered house hausnummer region state bundesland points'
  ).split(' '),
);

/** Codes with leading zeros or signs that must not be read as numbers: postcodes, telephone numbers, accounts. */
const TEXT_HEADER = /plz|zip|post|tel|phone|fax|mobil|handy|iban|bic|konto|hausn|housen/;

/** Lower case, umlauts spelt out, without blanks and punctuation: 'E-Mail Adresse' → 'emailadresse'. */
export function normaliseHeader(header: string): string {
  return spellOut(header.trim().toLowerCase()).replace(/[^a-z0-9]/g, '');
}

/** Umlauts as two letters, other accents dropped. */
export function spellOut(text: string): string {
  return text
    .normalize('NFC')
    .replace(/ä/g, 'ae')
    .replace(/ö/g, 'oe')
    .replace(/ü/g, 'ue')
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '');
}

/** The standard column that a header names, if it does. */
export function standardTargetOf(header: string): StandardTarget | undefined {
  return targets.get(normaliseHeader(header));
}

export function isKnownHeader(header: string): boolean {
  const word = normaliseHeader(header);
  return targets.has(word) || OTHER_HEADERS.has(word);
}

export function isTextHeader(header: string): boolean {
  return TEXT_HEADER.test(normaliseHeader(header));
}
