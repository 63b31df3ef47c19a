/**
 * Upper and lower case beyond ASCII, for SQLite, which knows only A–Z. Only letters whose lower case is one
 * character, and no ASCII one, take part; MariaDB's LOWER agrees with JavaScript on those.
 */

interface Letters {
  /** All capitals of a small letter. */
  readonly capitals: ReadonlyMap<string, readonly string[]>;
  /** Every capital with its small letter, by code point. */
  readonly pairs: readonly (readonly [capital: string, small: string])[];
}

/** Behind this code point there are no letters of two cases. */
const LAST = 0x1e943;
const ASCII_END = 0x7f;

let known: Letters | undefined;

function letters(): Letters {
  if (known) return known;
  const capitals = new Map<string, string[]>();
  const pairs: (readonly [string, string])[] = [];
  for (let code = ASCII_END + 1; code <= LAST; code += 1) {
    const capital = String.fromCodePoint(code);
    const small = smallOf(capital);
    if (small === capital) continue;
    pairs.push([capital, small]);
    capitals.set(small, [...(capitals.get(small) ?? []), capital]);
  }
  known = { capitals, pairs };
  return known;
}

function smallOf(letter: string): string {
  const small = letter.toLowerCase();
  const code = small.codePointAt(0) ?? 0;
  const single = small.length === (code > 0xffff ? 2 : 1);
  return single && (code > ASCII_END || letter <= '\x7f') ? small : letter;
}

/** The text in lower case, letter by letter. */
export function folded(text: string): string {
  return Array.from(text, smallOf).join('');
}

/**
 * Every way to write a folded text with capitals beyond ASCII.
 * @returns undefined if there are more than `most`
 */
export function spellings(text: string, most: number): string[] | undefined {
  let found = [''];
  for (const letter of text) {
    const choices = [letter, ...(letters().capitals.get(letter) ?? [])];
    if (found.length * choices.length > most) return undefined;
    found = found.flatMap((start) => choices.map((choice) => start + choice));
  }
  return found;
}

/** The capitals, with their small letters, that stand for a letter of the folded text. */
export function capitalsIn(text: string): (readonly [capital: string, small: string])[] {
  return Array.from(new Set(text)).flatMap((small) =>
    (letters().capitals.get(small) ?? []).map((capital) => [capital, small] as const),
  );
}

/**
 * The capitals that compare otherwise with some letter of the folded text than their small letters do: an order by
 * code points is right once these are replaced.
 */
export function capitalsAround(text: string): (readonly [capital: string, small: string])[] {
  const beyond = Array.from(new Set(text)).filter((letter) => letter > '\x7f');
  const code = (letter: string): number => letter.codePointAt(0) ?? 0;
  return letters().pairs.filter(([capital, small]) => {
    const [low, high] = [Math.min(code(capital), code(small)), Math.max(code(capital), code(small))];
    return beyond.some((letter) => low <= code(letter) && code(letter) <= high);
  });
}

/** Capitals of the Latin, Greek and Cyrillic letters in use, for comparing two columns. */
export function commonCapitals(): (readonly [capital: string, small: string])[] {
  return letters().pairs.filter(([capital]) => (capital.codePointAt(0) ?? 0) < 0x480);
}
