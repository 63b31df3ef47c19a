import { checkEmailAddress } from '../../contract/recipients/email-address.js';
import { InvalidInput } from '../../core/errors/domain-error.js';

/** Characters besides wildcards that a pattern needs, so that a slip does not block everybody. */
const LEAST_TEXT = 3;
const ATOM = /^[a-z0-9.!#$%&'*+/=?^_`{|}~@-]+$/;

export interface AddressPattern {
  readonly pattern: string;
  readonly wildcard: boolean;
}

/**
 * What a person enters for the blocklist: one address, or a pattern with `*` (any text, also none) and `?` (one
 * character). `%` and `_` are characters of addresses like others and mean themselves.
 * @throws InvalidInput `pattern`
 */
export function readAddressPattern(raw: string): AddressPattern {
  const pattern = raw.trim().toLowerCase();
  if (!/[*?]/.test(pattern)) {
    const check = checkEmailAddress(pattern);
    if (!check.ok) throw new InvalidInput({ pattern: { code: check.code, params: check.params } });
    return { pattern: check.address, wildcard: false };
  }
  if (pattern.length > 254)
    throw new InvalidInput({ pattern: { code: 'input.too-long', params: { max: 254 } } });
  if (!ATOM.test(pattern) || pattern.split('@').length > 2) {
    throw new InvalidInput({ pattern: { code: 'blocklist.pattern-format' } });
  }
  if (pattern.replace(/[*?@.]/g, '').length < LEAST_TEXT) {
    throw new InvalidInput({ pattern: { code: 'blocklist.pattern-too-wide', params: { min: LEAST_TEXT } } });
  }
  return { pattern: pattern.replace(/\*{2,}/g, '*'), wildcard: true };
}

/** Whether the whole of `address` fits the pattern. Takes pattern × address steps at most, whatever the pattern. */
export function matchesPattern(pattern: string, address: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let place = 0;
  while (at < address.length) {
    const wanted = pattern[place];
    if (wanted === '*') {
      star = place;
      place += 1;
      resume = at;
    } else if (wanted === '?' || wanted === address[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      resume += 1;
      at = resume;
    } else {
      return false;
    }
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}

/** Ends a LIKE whose pattern was made by one of the functions below. */
export const LIKE_ESCAPE = "ESCAPE '!'";

/** The text as a LIKE pattern that means only itself. */
export function literalLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}

/** The LIKE pattern for `*` and `?`. */
export function wildcardLike(pattern: string): string {
  return literalLike(pattern).replaceAll('*', '%').replaceAll('?', '_');
}

/** `wildcardLike` in SQL, for a column. */
export function wildcardLikeSql(column: string): string {
  const steps = [['!', '!!'], ['%', '!%'], ['_', '!_'], ['*', '%'], ['?', '_']] as const; // prettier-ignore
  return steps.reduce((sql, [from, to]) => `REPLACE(${sql}, '${from}', '${to}')`, column);
}
