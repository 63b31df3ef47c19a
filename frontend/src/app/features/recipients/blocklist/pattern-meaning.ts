import { readAddressPattern } from '@contract/recipients/address-pattern';

export type PatternMeaning =
  | { kind: 'empty' }
  | { kind: 'address'; address: string }
  | { kind: 'domain'; domain: string }
  | { kind: 'subdomains'; domain: string }
  | { kind: 'pattern'; example: string }
  | { kind: 'tooWide' }
  | { kind: 'notYet' };

/** What an entry of the blocklist matches, by the server's own reading. */
export function meaningOf(raw: string): PatternMeaning {
  if (raw.trim() === '') return { kind: 'empty' };
  const read = readAddressPattern(raw);
  if (!read.ok) return { kind: read.code === 'blocklist.pattern-too-wide' ? 'tooWide' : 'notYet' };
  const { pattern, wildcard, domain } = read;
  if (!wildcard) return { kind: 'address', address: pattern };
  if (domain) return { kind: 'domain', domain };
  const [, parent] = /^\*(?:@\*)?\.([^*?@]+)$/.exec(pattern) ?? [];
  if (parent) return { kind: 'subdomains', domain: parent };
  return { kind: 'pattern', example: pattern.replaceAll('*', 'abc').replaceAll('?', 'x') };
}
