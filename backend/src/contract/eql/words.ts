/** Words that cannot be the bare name of a field (spec/eql.md §1); back-quoted they can. TIMESTAMP may stand bare. */
export const RESERVED_WORDS: ReadonlySet<string> = new Set(
  (
    'IS IN LIKE NOT EMPTY AND OR CONTAINS STARTS HAS BINDING OPENED RECEIVED CLICKED LINK MAILING MAILINGLIST ' +
    'OF TYPE WITH STATUS BY REVENUE TODAY DATEFORMAT REFERENCES HAVING ON DEVICE OS CLASS CLIENT FINISHED ' +
    'AUTOIMPORT ACTIVE OPTOUT BLACKLISTED WAIT_FOR_DOI_CONFIRM BOUNCED ADMIN TEST REGULAR FOR MEDIATYPE EMAIL ' +
    'SMS POST TIMESTAMP REMARK'
  ).split(' '),
);

/** Words of our extensions: they mean something only where nothing else can stand, and are field names elsewhere. */
export const CONTEXTUAL_WORDS = ['ANY', 'LAST', 'DAYS', 'BETWEEN', 'TARGET', 'GROUP', 'SUSPENDED'] as const;

const IDENTIFIER = /^[A-Za-z_][A-Za-z_0-9]*$/;

/** Whether a field of that name has to stand in back-quotes. */
export function needsQuotes(name: string): boolean {
  const word = name.toUpperCase();
  return !IDENTIFIER.test(name) || (RESERVED_WORDS.has(word) && word !== 'TIMESTAMP');
}

/** Limits that keep a rule readable, its SQL within what both databases take, and the stack flat. */
export const MAX_EQL_LENGTH = 100_000;
export const MAX_DEPTH = 100;
export const MAX_CONDITIONS = 500;
export const MAX_CALCULATIONS = 200;
export const MAX_LIST_ITEMS = 5000;
/** More digits than that are not kept exactly. */
export const MAX_DIGITS = 15;
/** A hundred years. */
export const MAX_LAST_DAYS = 36_525;
