/** As many test addresses as one sensibly types. */
export const MAX_ADDRESSES = 50;

/** The addresses in a typed or pasted text, separated by commas, semicolons, blanks or lines; `Name <a@b>` counts too. */
export function addressesIn(text: string): { addresses: string[]; wrong: string[] } {
  const withoutNames = text.replace(/"[^"]*"/g, ' ').replace(/[^,;\n<>]*<([^<>]*)>/g, ' $1 ');
  const words = withoutNames.split(/[\s,;]+/).filter(Boolean);
  const addresses = words.filter(looksLikeAddress);
  return { addresses, wrong: words.filter((word) => !looksLikeAddress(word)) };
}

/** Adds what is new; the same address in other letters counts as the same. */
export function joined(addresses: readonly string[], more: readonly string[]): string[] {
  const seen = new Set<string>();
  return [...addresses, ...more].filter((address) => {
    const key = address.toLowerCase();
    return !seen.has(key) && !!seen.add(key);
  });
}

function looksLikeAddress(text: string): boolean {
  return /^[^@\s]+@[^@\s]+\.[^@\s.]+$/.test(text) && text.length <= 254;
}
