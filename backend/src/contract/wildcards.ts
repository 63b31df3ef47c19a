/**
 * Whether the whole text fits the pattern: `*` is any characters, also none, `?` is one; case counts. Takes
 * pattern × text steps at most, whatever the pattern.
 */
export function matchesWildcards(pattern: string, text: string): boolean {
  let at = 0;
  let star = -1;
  let resume = 0;
  let place = 0;
  while (at < text.length) {
    const wanted = pattern[place];
    if (wanted === '*') {
      star = place;
      place += 1;
      resume = at;
    } else if (wanted === '?' || wanted === text[at]) {
      place += 1;
      at += 1;
    } else if (star >= 0) {
      place = star + 1;
      resume += 1;
      at = resume;
    } else {
      return false;
    }
  }
  while (pattern[place] === '*') place += 1;
  return place === pattern.length;
}
