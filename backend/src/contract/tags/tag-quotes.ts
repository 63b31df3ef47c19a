export interface QuoteMark {
  /** UTF-16 units in the source; an entity is longer than 1. */
  length: number;
  /** Set for `"` and `'` as typed. Word processors and HTML editors turn them into the others. */
  straight?: '"' | "'";
}

const TYPOGRAPHIC = new Set('„“”‚‘’«»‹›');
const QUOTE_ENTITY =
  /^&(?:quot|apos|ldquo|rdquo|bdquo|lsquo|rsquo|sbquo|laquo|raquo|lsaquo|rsaquo|#0*(?:34|39|171|187|821[678]|822[012]|8249|8250)|#x0*(?:22|27|ab|bb|201[89a]|201[cde]|2039|203a));/i;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: '\u00a0',
};

/** The quotation mark at this place, in any of the forms that spec/personalisation.md §1 takes for a quote. */
export function quoteAt(source: string, at: number): QuoteMark | undefined {
  const char = source[at];
  if (char === '"' || char === "'") return { length: 1, straight: char };
  if (char === undefined) return undefined;
  if (TYPOGRAPHIC.has(char)) return { length: 1 };
  if (char !== '&') return undefined;
  const entity = QUOTE_ENTITY.exec(source.slice(at, at + 12));
  return entity ? { length: entity[0].length } : undefined;
}

/**
 * Decodes the entities an HTML editor writes into a tag's values. Only these: a value is plain text, and the
 * full HTML table is too large for the browser.
 */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(
    /&(?:(amp|lt|gt|quot|apos|nbsp)|#(\d{1,7})|#x([0-9a-f]{1,6}));/gi,
    (whole, name, dec, hex) => {
      if (typeof name === 'string') return NAMED[name.toLowerCase()] ?? whole;
      const code = typeof dec === 'string' ? Number(dec) : Number.parseInt(String(hex), 16);
      return code > 0 && code <= 0x10ffff && (code < 0xd800 || code > 0xdfff)
        ? String.fromCodePoint(code)
        : whole;
    },
  );
}
