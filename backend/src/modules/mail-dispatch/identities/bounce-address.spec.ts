import { describe, expect, it } from 'vitest';
import { BounceAddresses } from './bounce-address.js';

const addresses = new BounceAddresses('a secret of at least thirty-two characters');
const DOMAIN = 'bounce.example.com';

describe('BounceAddresses', () => {
  it.each([0, 1, 35, 36, 123_456_789, Number.MAX_SAFE_INTEGER])('finds mail %i again', (id) => {
    const address = addresses.of(id, DOMAIN);
    expect(address).toMatch(/^b-[0-9a-z]+-[a-z2-7]{16}@bounce\.example\.com$/);
    expect(address.indexOf('@')).toBeLessThanOrEqual(32);
    expect(addresses.read(address)).toBe(id);
  });

  it.each<[string, (address: string) => string]>([
    ['capitals', (address) => address.toUpperCase()],
    ['angle brackets and spaces', (address) => ` <${address}> `],
    ['percent signs', (address) => address.replaceAll('-', '%2D').replace('@', '%40')],
    ['SRS', (address) => `SRS0=hHh4=TT=bounce.example.com=${address.split('@')[0] ?? ''}@forwarder.example`],
    ['BATV', (address) => `prvs=1234abcdef=${address}`],
    ['a tag behind it', (address) => address.replace('@', '+tag@')],
  ])('survives %s', (_name, mangle) => {
    expect(addresses.read(mangle(addresses.of(4711, DOMAIN)))).toBe(4711);
  });

  it('takes no address that was not signed, or for another mail, or with another secret', () => {
    const address = addresses.of(4711, DOMAIN);
    const other = new BounceAddresses('another secret of thirty-two characters or more');
    expect(other.read(address)).toBeUndefined();
    expect(addresses.read(address.replace('b-3mv-', 'b-3mw-'))).toBeUndefined();
    expect(addresses.read(address.replace(/.@/, '@'))).toBeUndefined();
    expect(addresses.read('news@example.com')).toBeUndefined();
    expect(addresses.read(`b-zzzzzzzzzzzzz-${'a'.repeat(16)}@${DOMAIN}`)).toBeUndefined();
    expect(address).toContain('b-3mv-');
  });

  it('differs in every mail by more than its number', () => {
    const signatures = Array.from({ length: 100 }, (_, id) => addresses.of(id, DOMAIN).split('-')[2]);
    expect(new Set(signatures).size).toBe(100);
  });
});
