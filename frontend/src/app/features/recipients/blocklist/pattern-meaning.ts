import { checkEmailAddress } from '@contract/recipients/email-address';

export type PatternMeaning =
  | { kind: 'empty' }
  | { kind: 'address'; address: string }
  | { kind: 'domain'; domain: string }
  | { kind: 'subdomains'; domain: string }
  | { kind: 'pattern'; example: string }
  | { kind: 'tooWide' }
  | { kind: 'notYet' };

/** Letters besides wildcards that the server asks for, so that a slip does not block everybody. */
const LEAST_TEXT = 3;
const ATOM = /^[a-z0-9.!#$%&'*+/=?^_`{|}~@-]+$/;

/** What an entry of the blocklist would match; the server decides in the end. */
export function meaningOf(raw: string): PatternMeaning {
  const pattern = raw.trim().toLowerCase();
  if (pattern === '') return { kind: 'empty' };
  if (!/[*?]/.test(pattern)) {
    const check = checkEmailAddress(pattern);
    return check.ok ? { kind: 'address', address: check.address } : { kind: 'notYet' };
  }
  if (!ATOM.test(pattern) || pattern.split('@').length > 2) return { kind: 'notYet' };
  if (pattern.replace(/[*?@.]/g, '').length < LEAST_TEXT) return { kind: 'tooWide' };
  const [, subdomains, domain] = /^\*+@(\*\.)?([^*?@]+)$/.exec(pattern) ?? [];
  if (domain) return { kind: subdomains ? 'subdomains' : 'domain', domain };
  return { kind: 'pattern', example: pattern.replace(/\*+/g, 'abc').replaceAll('?', 'x') };
}
