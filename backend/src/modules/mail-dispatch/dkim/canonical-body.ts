const CR = 13;
const LF = 10;
const TAB = 9;
const SPACE = 32;

/**
 * A body as a relaxed signature sees it (RFC 6376 §3.4.4): blanks at the end of lines and empty lines at the end of
 * the body do not count, several blanks count as one. An empty body has no bytes at all.
 * @param body lines ended by CRLF
 */
export function canonicalBody(body: Uint8Array): Buffer {
  const out = Buffer.allocUnsafe(body.length + 2);
  const { length } = body;
  let at = 0;
  let line = 0;
  /** Behind the last line that is not empty. */
  let end = 0;
  let blank = false;
  for (let index = 0; index < length; index += 1) {
    const byte = body[index] ?? 0;
    if (byte === SPACE || byte === TAB) {
      blank = true;
    } else if (byte === CR && body[index + 1] === LF) {
      const empty = at === line;
      out[at++] = CR;
      out[at++] = LF;
      index += 1;
      line = at;
      if (!empty) end = at;
      blank = false;
    } else {
      if (blank) out[at++] = SPACE;
      blank = false;
      out[at++] = byte;
    }
  }
  if (at > line) {
    out[at++] = CR;
    out[at++] = LF;
    end = at;
  }
  return out.subarray(0, end);
}
