import { checkPassword } from './password-rules';

describe('checkPassword', () => {
  it.each([
    ['', false],
    ['Ab1!xyz', false],
    ['Ab1!xyzq', true],
    ['ab1!xyzq', false],
    ['AB1!XYZQ', false],
    ['Abc!xyzq', false],
    ['Ab1cxyzq', false],
    ['Ab1 xyzq', false],
    ['aaaaaaaaaaa', false],
    ['aaaaaaaaaaaa', true],
    ['Äö1€ßßßß', true],
    ['😀😀😀😀😀😀', false],
  ])('%j is fine: %s', (password, fine) => {
    expect(checkPassword(password).fine).toBe(fine);
  });

  it('ticks the rules one by one', () => {
    const met = checkPassword('Ab').rules.filter((rule) => rule.met);
    expect(met.map((rule) => rule.key)).toEqual(['lower', 'upper']);
  });
});
