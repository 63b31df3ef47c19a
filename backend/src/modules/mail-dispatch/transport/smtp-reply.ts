/** Longest reply kept, in characters. */
export const MAX_REPLY_LENGTH = 500;

/** A complete answer of the server; `text` is cleaned, with the code, all lines joined. */
export interface SmtpReply {
  code: number;
  text: string;
  /** The lines without code, as sent; what EHLO's answer is read from. */
  lines: string[];
}

/** A server that sends more than this without ending its answer is not talking SMTP (bytes). */
const MAX_PENDING_BYTES = 65_536;

/** Cuts a server's words to {@link MAX_REPLY_LENGTH} and removes what could disturb a log, a page or a terminal. */
export function cleanReply(text: string): string {
  const clean = text
    .replace(/[\p{Cc}\p{Cf}\u2028\u2029]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim();
  if (clean.length <= MAX_REPLY_LENGTH) return clean;
  // Half of a surrogate pair is no character and a database may refuse it.
  return `${clean.slice(0, MAX_REPLY_LENGTH - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** Puts the server's bytes together to replies (RFC 5321 §4.2.1). */
export class ReplyReader {
  private rest: Buffer = Buffer.alloc(0);
  private lines: { code: number; text: string }[] = [];
  private size = 0;

  /**
   * @returns the replies that these bytes complete, or undefined if the other side does not talk SMTP
   */
  push(bytes: Buffer): SmtpReply[] | undefined {
    const data = this.rest.length === 0 ? bytes : Buffer.concat([this.rest, bytes]);
    const replies: SmtpReply[] = [];
    let start = 0;
    for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10, start)) {
      const line = data.toString('utf8', start, end).replace(/\r$/, '');
      this.size += end - start;
      start = end + 1;
      const match = /^([2-5]\d\d)(?:([ -])(.*))?$/s.exec(line);
      if (!match) return undefined;
      const [, code, separator, text] = match;
      this.lines.push({ code: Number(code), text: text ?? '' });
      if (separator === '-') continue;
      replies.push(this.complete());
    }
    this.rest = data.subarray(start);
    return this.size + this.rest.length > MAX_PENDING_BYTES ? undefined : replies;
  }

  /** Whether bytes of an unfinished answer wait. */
  get partial(): boolean {
    return this.rest.length > 0 || this.lines.length > 0;
  }

  private complete(): SmtpReply {
    const lines = this.lines.map((line) => line.text);
    const code = this.lines.at(-1)?.code ?? 0;
    this.lines = [];
    this.size = 0;
    const enhanced = /^[245]\.\d{1,3}\.\d{1,3} /.exec(lines[0] ?? '')?.[0];
    // Servers repeat the enhanced code on each line (RFC 2034 §4); once is enough for a reader.
    const words = lines.map((line, index) =>
      index > 0 && enhanced && line.startsWith(enhanced) ? line.slice(enhanced.length) : line,
    );
    return { code, text: cleanReply(`${code} ${words.join(' ')}`), lines };
  }
}
