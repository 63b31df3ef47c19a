import { readStrictly as readPartsStrictly, type StrictPart } from '../../backend/test/strict-mime.js';

/** A newsletter as it must arrive: text and HTML, both quoted-printable UTF-8, in this order. */
export interface StrictMail {
  /** Unfolded; names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
  readonly html: string;
}

/** @throws Error for whatever RFC 5322, 2045 or 2046 does not allow, and for any other structure */
export function readStrictly(raw: Buffer): StrictMail {
  const { headers, parts } = readPartsStrictly(raw);
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith('multipart/alternative')) throw new Error(`not multipart/alternative: ${type}`);
  const [text, html] = parts;
  if (parts.length !== 2 || !text || !html) throw new Error(`${parts.length} parts instead of 2`);
  return { headers, text: contentOf(text, 'text/plain'), html: contentOf(html, 'text/html') };
}

function contentOf({ headers, content }: StrictPart, wanted: string): string {
  const type = headers.get('content-type') ?? '';
  if (!type.startsWith(wanted)) throw new Error(`${type} where ${wanted} belongs`);
  if (!/charset="?utf-8"?/i.test(type)) throw new Error(`charset: ${type}`);
  return content;
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
