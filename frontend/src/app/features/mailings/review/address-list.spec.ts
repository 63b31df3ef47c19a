import { addressesIn, joined } from './address-list';

describe('addressesIn', () => {
  it.each([
    ['a@example.com', ['a@example.com']],
    ['a@example.com, b@example.com;c@example.com\nd@example.com', 4],
    ['"Doe, Jane" <jane@example.com>, Jo <jo@example.com>', ['jane@example.com', 'jo@example.com']],
    ['Jane Doe <jane@example.com>', ['jane@example.com']],
    ['', []],
  ])('finds in %j', (text, expected) => {
    const { addresses, wrong } = addressesIn(text);
    if (typeof expected === 'number') expect(addresses).toHaveLength(expected);
    else expect(addresses).toEqual(expected);
    expect(wrong).toEqual([]);
  });

  it('keeps what is no address apart', () => {
    expect(addressesIn('a@example.com nobody @example.com x@y')).toEqual({
      addresses: ['a@example.com'],
      wrong: ['nobody', '@example.com', 'x@y'],
    });
  });
});

describe('joined', () => {
  it('has every address once', () => {
    expect(joined(['A@example.com'], ['a@Example.com', 'b@example.com'])).toEqual([
      'A@example.com',
      'b@example.com',
    ]);
  });
});
