import { type Gender } from '@contract/recipients/codes';
import { type ImportSettings } from '../../../core/api/imports-api';

type GenderWords = ImportSettings['genderWords'];

/** One `word = number` a line. A line without a known number gets -1, for its author to see that it is wrong. */
export function genderWordsOf(text: string): GenderWords {
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => {
      const at = line.lastIndexOf('=');
      const number = line.slice(at + 1).trim();
      const known = at > 0 && /^[01245]$/.test(number);
      return {
        text: (at > 0 ? line.slice(0, at) : line).trim(),
        gender: (known ? Number(number) : -1) as Gender,
      };
    });
}

export function genderWordsText(words: GenderWords): string {
  return words.map(({ text, gender }) => `${text} = ${gender < 0 ? '' : gender}`).join('\n');
}
