import { genderWordsOf, genderWordsText } from './gender-words';

describe('words for genders', () => {
  it('reads a word and its number a line', () => {
    expect(genderWordsOf('Sig. = 0\n\n a = b =1 \n')).toEqual([
      { text: 'Sig.', gender: 0 },
      { text: 'a = b', gender: 1 },
    ]);
  });

  it('marks lines without a known number', () => {
    expect(genderWordsOf('Sig.\nX = 3').map(({ gender }) => gender)).toEqual([-1, -1]);
  });

  it('writes what it reads', () => {
    const text = 'Sig. = 0\nSig.ra = 1';
    expect(genderWordsText(genderWordsOf(text))).toBe(text);
  });
});
