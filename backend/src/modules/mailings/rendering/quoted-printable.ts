const HEX = Buffer.from('0123456789ABCDEF', 'latin1');
/** RFC 2045 §6.7 rule 5 allows 76 characters with the `=` of a soft break. */
const MAX_CONTENT = 75;
const CR = 13;
const LF = 10;
const TAB = 9;
const SPACE = 32;
const EQUALS = 61;
const DOT = 46;
const FROM = Buffer.from('From ', 'latin1');

/**
 * How a segment ends: `soft` leaves the output at column 0 by a soft line break, so that whatever follows is
 * encoded independently; `final` is for the last segment of a part, which RFC 2045 forbids to end softly.
 */
export type SegmentEnd = 'soft' | 'final';

/**
 * Encodes one segment of a text part, which begins at column 0, as quoted-printable (RFC 2045 §6.7).
 * Line ends of any kind become CRLF. Blanks before a line end are encoded, UTF-8 sequences are not torn, and a
 * dot or `From ` at the beginning of a line is encoded so that no relay stumbles over it.
 */
export function encodeQuotedPrintable(text: string, end: SegmentEnd): Buffer {
  const plain = end === 'soft' ? plainSegment(text) : undefined;
  if (plain) return plain;
  const bytes = Buffer.from(text, 'utf8');
  const out = Buffer.allocUnsafe(bytes.length * 3 + Math.ceil((bytes.length * 3) / 70) * 3 + 8);
  let at = 0;
  let column = 0;
  const room = (width: number): void => {
    if (column + width <= MAX_CONTENT) return;
    out[at++] = EQUALS;
    out[at++] = CR;
    out[at++] = LF;
    column = 0;
  };
  const escaped = (byte: number): void => {
    out[at++] = EQUALS;
    out[at++] = HEX[byte >> 4] ?? 0;
    out[at++] = HEX[byte & 15] ?? 0;
    column += 3;
  };
  for (let index = 0; index < bytes.length; index += 1) {
    const byte = bytes[index] ?? 0;
    if (byte === LF || byte === CR) {
      if (byte === CR && bytes[index + 1] === LF) index += 1;
      out[at++] = CR;
      out[at++] = LF;
      column = 0;
    } else if (byte >= 0x80) {
      const length = Math.min(sequenceLength(byte), bytes.length - index);
      room(3 * length);
      for (let part = 0; part < length; part += 1) escaped(bytes[index + part] ?? 0);
      index += length - 1;
    } else if (byte === SPACE || byte === TAB) {
      const next = bytes[index + 1];
      const lineEnds = next === LF || next === CR || (next === undefined && end === 'final');
      room(lineEnds || byte === TAB ? 3 : 1);
      if (lineEnds) escaped(byte);
      else {
        out[at++] = byte;
        column += 1;
      }
    } else if (byte < SPACE || byte === EQUALS || byte === 127) {
      room(3);
      escaped(byte);
    } else {
      room(1);
      if (column === 0 && (byte === DOT || startsWithFrom(bytes, index))) escaped(byte);
      else {
        out[at++] = byte;
        column += 1;
      }
    }
  }
  if (end === 'soft' && column > 0) {
    out[at++] = EQUALS;
    out[at++] = CR;
    out[at++] = LF;
  }
  return out.subarray(0, at);
}

const PLAIN = /^[!-\-/-<>-~][ -<>-~]*$/;

/** Most values are a short word of ASCII: they need no look at each byte. */
function plainSegment(text: string): Buffer | undefined {
  if (text === '') return EMPTY;
  if (text.length > MAX_CONTENT || !PLAIN.test(text) || text.startsWith('From ')) return undefined;
  return Buffer.from(`${text}=\r\n`, 'latin1');
}

const EMPTY = Buffer.alloc(0);

function sequenceLength(lead: number): number {
  if (lead >= 0xf0) return 4;
  if (lead >= 0xe0) return 3;
  return lead >= 0xc0 ? 2 : 1;
}

function startsWithFrom(bytes: Buffer, index: number): boolean {
  return bytes[index] === FROM[0] && FROM.equals(bytes.subarray(index, index + FROM.length));
}
