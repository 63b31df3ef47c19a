/** Ends a LIKE whose pattern was made by one of the functions below. */
export const LIKE_ESCAPE = "ESCAPE '!'";

/** The text as a LIKE pattern that means only itself. */
export function literalLike(text: string): string {
  return text.replace(/[!%_]/g, '!$&');
}

/** The LIKE pattern for `*` and `?`. */
export function wildcardLike(pattern: string): string {
  return literalLike(pattern).replaceAll('*', '%').replaceAll('?', '_');
}
