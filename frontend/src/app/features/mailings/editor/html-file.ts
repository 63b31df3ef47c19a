/** Largest HTML that the server takes, in bytes. */
export const MAX_HTML_BYTES = 2_000_000;

/**
 * The text of an HTML file: in the encoding of its byte order mark, else UTF-8, else the one it declares, else
 * Windows-1252, which every byte sequence is valid in. Null for a file that is no text.
 */
export function htmlFromFile(bytes: Uint8Array): string | null {
  const text = decoded(bytes);
  return text.includes('\0') ? null : text.replace(/\r\n?/g, '\n');
}

function decoded(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const head = new TextDecoder('windows-1252').decode(bytes.subarray(0, 2048));
    const declared = /<meta[^>]+charset\s*=\s*["']?([\w-]+)/i.exec(head)?.[1];
    return decoderFor(declared).decode(bytes);
  }
}

function decoderFor(encoding: string | undefined): TextDecoder {
  try {
    // It declares UTF-8 and is not: a byte is lost either way, so the single-byte encoding loses less.
    if (encoding && !/^utf-?8$/i.test(encoding)) return new TextDecoder(encoding);
  } catch {
    // A name that nobody knows says nothing.
  }
  return new TextDecoder('windows-1252');
}
