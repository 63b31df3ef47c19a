/** Fields whose change or addition on the way would change what the mail means or who answers for it. */
const SIGNED_FIELDS = [
  'From',
  'To',
  'Cc',
  'Subject',
  'Date',
  'Reply-To',
  'Message-ID',
  'MIME-Version',
  'Content-Type',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
  'List-Id',
  'List-Help',
  'Feedback-ID',
  'CFBL-Address',
  'X-CSA-Complaints',
] as const;

const KEYS = SIGNED_FIELDS.map((name) => name.toLowerCase());
const KNOWN: ReadonlySet<string> = new Set(KEYS);

export interface SignedHeaders {
  /**
   * Of the tag `h=`. Each field stands there once more than in the mail: one that somebody adds later breaks the
   * signature (RFC 6376 §8.15).
   */
  readonly names: readonly string[];
  /** What is signed of them, each field ended by CRLF. */
  readonly canonical: string;
}

/** @param head the fields of a mail, each byte one character (latin1) */
export function signedHeaders(head: string): SignedHeaders {
  const found = new Map<string, string[]>();
  // A line that begins with a blank goes on with the field before it.
  for (const field of head.split(/\r\n(?![ \t])/)) {
    const colon = field.indexOf(':');
    if (colon < 1) continue;
    const name = field.slice(0, colon).trimEnd().toLowerCase();
    if (!KNOWN.has(name)) continue;
    const value = relaxedValue(field.slice(colon + 1));
    const others = found.get(name);
    if (others) others.push(value);
    else found.set(name, [value]);
  }
  const names: string[] = [];
  let canonical = '';
  for (const [index, name] of SIGNED_FIELDS.entries()) {
    const key = KEYS[index] ?? '';
    const values = found.get(key) ?? [];
    // RFC 6376 §5.4.2: of several with one name, the last one is the first that is signed.
    for (const value of values.toReversed()) {
      names.push(name);
      canonical += `${key}:${value}\r\n`;
    }
    names.push(name);
  }
  return { names, canonical };
}

/** The text behind a field's colon as a relaxed signature sees it (RFC 6376 §3.4.2). */
export function relaxedValue(text: string): string {
  return text
    .replaceAll('\r\n', '')
    .replace(/[ \t]+/g, ' ')
    .replace(/^ | $/g, '');
}
