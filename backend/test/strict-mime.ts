/** A reader of mails that forgives nothing: what mail programs repair silently is an error here. */

export interface StrictPart {
  headers: ReadonlyMap<string, string>;
  /** Transfer encoding undone; line ends are CRLF. Empty for a multipart. */
  content: string;
  parts: readonly StrictPart[];
}

/** @throws Error naming the rule of RFC 5322, 2045 or 2046 that is broken */
export function readStrictly(mail: Buffer): StrictPart {
  const source = mail.toString('latin1');
  if (/\r(?!\n)|(?<!\r)\n/.test(source)) throw new Error('bare CR or LF (RFC 5322 §2.3)');
  for (const line of source.split('\r\n')) {
    if (line.length > 998) throw new Error(`line of ${line.length} bytes (RFC 5322 §2.1.1)`);
    if (/[^\t\x20-\x7e]/.test(line)) throw new Error(`8-bit or control character: ${line}`);
  }
  return readPart(source);
}

/** @throws Error naming the rule of RFC 2045 §6.7 that is broken */
export function decodeQuotedPrintableStrictly(encoded: string): string {
  const lines = encoded.split('\r\n');
  let decoded = '';
  for (const [index, line] of lines.entries()) {
    if (line.length > 76) throw new Error(`encoded line of ${line.length} characters`);
    if (/[ \t]$/.test(line)) throw new Error('blank at the end of an encoded line');
    if (/[^\t\x20-\x7e]/.test(line)) throw new Error('character that must be encoded');
    const last = index === lines.length - 1;
    const soft = line.endsWith('=');
    // A part may end with CRLF, which leaves one empty line behind: a soft break before it ends the part as well.
    if (soft && (last || (index === lines.length - 2 && lines.at(-1) === '')))
      throw new Error('soft break at the end');
    const body = soft ? line.slice(0, -1) : line;
    for (const [escape] of body.matchAll(/=.{0,2}/g)) {
      if (!/^=[0-9A-F]{2}$/.test(escape)) throw new Error(`bad escape ${escape}`);
    }
    decoded += body.replace(/=([0-9A-F]{2})/g, (_, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    );
    if (!soft && !last) decoded += '\r\n';
  }
  return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(Buffer.from(decoded, 'latin1'));
}

function readPart(source: string): StrictPart {
  const blank = source.indexOf('\r\n\r\n');
  if (blank < 0) throw new Error('no blank line between headers and body');
  const headers = readHeaders(source.slice(0, blank));
  const body = source.slice(blank + 4);
  const type = headers.get('content-type') ?? 'text/plain';
  const boundary = /^multipart\/[a-z]+;\s*boundary="([^"]+)"$/i.exec(type)?.[1];
  if (boundary === undefined) {
    const encoding = headers.get('content-transfer-encoding');
    if (encoding !== 'quoted-printable') throw new Error(`unexpected encoding ${encoding}`);
    return { headers, content: decodeQuotedPrintableStrictly(body), parts: [] };
  }
  if (boundary.length > 70 || boundary.endsWith(' ')) throw new Error('bad boundary (RFC 2046 §5.1.1)');
  const pieces = `\r\n${body}`.split(`\r\n--${boundary}`);
  if (pieces.pop() !== '--\r\n') throw new Error('no closing boundary');
  if (pieces.shift() !== '') throw new Error('text before the first boundary');
  const parts = pieces.map((piece) => {
    if (!piece.startsWith('\r\n')) throw new Error('boundary inside content');
    return readPart(piece.slice(2));
  });
  return { headers, content: '', parts };
}

function readHeaders(block: string): Map<string, string> {
  const headers = new Map<string, string>();
  for (const line of block.split('\r\n')) {
    if (line.trim() === '') throw new Error('header line of blanks only (RFC 5322 §3.2.2)');
  }
  for (const line of block.replace(/\r\n(?=[ \t])/g, '').split('\r\n')) {
    const match = /^([!-9;-~]+):[ \t]*(.*)$/.exec(line);
    if (!match) throw new Error(`not a header: ${line}`);
    const name = (match[1] ?? '').toLowerCase();
    if (headers.has(name)) throw new Error(`header ${name} twice`);
    headers.set(name, match[2] ?? '');
  }
  return headers;
}
