import { checkEmailAddress } from './email-address.js';

/** Characters besides wildcards that a pattern needs, so that a slip does not block everybody. */
export const LEAST_PATTERN_TEXT = 3;
const LONGEST = 254;
const ATOM = /^[a-z0-9.!#$%&'*+/=?^_`{|}~@-]+$/;

/** An entry of the blocklist: an address, or a pattern with `*` (any text, also none) and `?` (one character). */
export interface AddressPattern {
  readonly pattern: string;
  readonly wildcard: boolean;
  /** Of `*@domain`: the domain. */
  readonly domain: string | null;
}

export type AddressPatternReading =
  | ({ readonly ok: true } & AddressPattern)
  | {
      readonly ok: false;
      readonly code: string;
      readonly params: Readonly<Record<string, string | number>>;
    };

/**
 * Reads what a person enters for the blocklist: one address, or a pattern. `*@example.com` is everybody at a domain,
 * `*.example.com` everybody at its subdomains. `%` and `_` are characters of addresses like others.
 */
export function readAddressPattern(raw: string): AddressPatternReading {
  const pattern = raw.trim().toLowerCase();
  if (!/[*?]/.test(pattern)) {
    const check = checkEmailAddress(pattern);
    if (!check.ok) return { ok: false, code: check.code, params: check.params };
    return { ok: true, pattern: check.address, wildcard: false, domain: null };
  }
  if (pattern.length > LONGEST) return { ok: false, code: 'input.too-long', params: { max: LONGEST } };
  if (!ATOM.test(pattern) || pattern.split('@').length > 2) {
    return { ok: false, code: 'blocklist.pattern-format', params: {} };
  }
  if (pattern.replace(/[*?@.]/g, '').length < LEAST_PATTERN_TEXT) {
    return { ok: false, code: 'blocklist.pattern-too-wide', params: { min: LEAST_PATTERN_TEXT } };
  }
  const short = pattern.replace(/\*{2,}/g, '*');
  return { ok: true, pattern: short, wildcard: true, domain: /^\*@([^*?@]+)$/.exec(short)?.[1] ?? null };
}
