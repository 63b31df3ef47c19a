import { describe, expect, it } from 'vitest';
import { ByteSearch } from './byte-search.js';

describe('ByteSearch', () => {
  it('finds what indexOf finds, forwards and backwards', () => {
    for (const text of ['', 'aaaa', 'xaaxaxxaaaaxa', 'aaaaaaax']) {
      const buffer = Buffer.from(text);
      const search = new ByteSearch(0x78);
      for (let step = 0; step < 300; step++) {
        const from = (step * 7 + (step >> 3) * 5) % (buffer.length + 1);
        const index = buffer.indexOf(0x78, from);
        const expected = index < 0 || from >= buffer.length ? Infinity : index;
        expect(search.next(buffer, from), `${text} from ${from}`).toBe(expected);
      }
    }
  });

  it('starts anew when the buffer changes', () => {
    const search = new ByteSearch(0x78);
    expect(search.next(Buffer.from('aaa'), 0)).toBe(Infinity);
    search.forget();
    expect(search.next(Buffer.from('aaax'), 0)).toBe(3);
  });
});
