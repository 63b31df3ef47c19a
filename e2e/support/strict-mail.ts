/** Reads a mail strictly: whatever RFC 5322, 2045 or 2046 does not allow is an error, not something to be lenient with. */
export interface StrictMail {
  /** Unfolded; names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

export function readStrictly(raw: Buffer): StrictMail {
  const source = raw.toString('latin1');
  if (/[\x80-\xff]/.test(source)) throw new Error('a byte above 127 in a mail that says it has none');
  if (/(^|[^\r])\n|\r(?!\n)/.test(source)) throw new Error('a line does not end with CRLF');
  for (const line of source.split('\r\n')) {
    if (line.length > 998) throw new Error(`a line has ${line.length} bytes`);
  }
  const { headers, body } = split(source);
  const type = headers.get('content-type') ?? '';
  const boundary = /boundary="([^"]+)"/.exec(type)?.[1];
  if (!type.startsWith('multipart/alternative') || !boundary)
    throw new Error(`not multipart/alternative: ${type}`);
  const parts = body.split(`--${boundary}`);
  if (parts.length !== 4 || !parts[3]?.startsWith('--'))
    throw new Error(`${parts.length - 2} parts instead of 2`);
  const [text, html] = parts
    .slice(1, 3)
    .map((part) => decodePart(part.replace(/^\r\n/, '').replace(/\r\n$/, '')));
  if (!text?.type.startsWith('text/plain') || !html?.type.startsWith('text/html'))
    throw new Error('parts in the wrong order');
  return { headers, text: text.content, html: html.content };
}

function split(source: string): { headers: Map<string, string>; body: string } {
  const end = source.indexOf('\r\n\r\n');
  if (end < 0) throw new Error('no empty line after the headers');
  const headers = new Map<string, string>();
  for (const field of source
    .slice(0, end)
    .replace(/\r\n(?=[ \t])/g, '')
    .split('\r\n')) {
    const match = /^([!-9;-~]+):[ \t]?(.*)$/.exec(field);
    if (!match) throw new Error(`not a header field: ${field}`);
    const name = (match[1] ?? '').toLowerCase();
    if (headers.has(name)) throw new Error(`the header ${name} stands twice`);
    headers.set(name, match[2] ?? '');
  }
  return { headers, body: source.slice(end + 4) };
}

function decodePart(part: string): { type: string; content: string } {
  const { headers, body } = split(part);
  const type = headers.get('content-type') ?? '';
  if (headers.get('content-transfer-encoding') !== 'quoted-printable')
    throw new Error('not quoted-printable');
  if (!/charset="?utf-8"?/i.test(type)) throw new Error(`charset: ${type}`);
  return { type, content: quotedPrintable(body) };
}

/** RFC 2045 §6.7 without any leniency. */
export function quotedPrintable(body: string): string {
  const lines = body.split('\r\n').map((line) => {
    if (line.length > 76) throw new Error(`quoted-printable line of ${line.length}: ${line}`);
    if (/[ \t]$/.test(line)) throw new Error(`blank at the end of a line: ${line}`);
    return line;
  });
  const joined = lines.join('\r\n').replace(/=\r\n/g, '');
  const bytes: number[] = [];
  for (let index = 0; index < joined.length; index += 1) {
    if (joined[index] !== '=') {
      bytes.push(joined.charCodeAt(index));
      continue;
    }
    const code = joined.slice(index + 1, index + 3);
    if (!/^[0-9A-F]{2}$/.test(code)) throw new Error(`wrong escape =${code}`);
    bytes.push(Number.parseInt(code, 16));
    index += 2;
  }
  return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(bytes));
}

/** RFC 2047 encoded words, base64 or Q. */
export function decodeWords(header: string): string {
  return header
    .replace(/(=\?[^?]+\?[BbQq]\?[^?]*\?=)\s+(?==\?)/g, '$1')
    .replace(/=\?utf-8\?([BbQq])\?([^?]*)\?=/gi, (_whole, kind: string, data: string) =>
      kind.toUpperCase() === 'B'
        ? Buffer.from(data, 'base64').toString('utf8')
        : Buffer.from(
            data
              .replace(/_/g, ' ')
              .replace(/=([0-9A-F]{2})/gi, (_escape, code: string) =>
                String.fromCharCode(parseInt(code, 16)),
              ),
            'latin1',
          ).toString('utf8'),
    );
}
