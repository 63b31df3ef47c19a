import { isAscii as onlyAsciiBytes } from 'node:buffer';
import { domainToASCII } from 'node:url';

const CR = 13;
const LF = 10;
const DOT = 46;
const ONE_DOT = Buffer.from('.');
const CRLF = Buffer.from('\r\n');

/**
 * The message as it goes over the wire: lines that start with a dot get a second one (RFC 5321 §4.5.2), and the
 * last line is ended. The terminating dot is not part of it, because sending it is the moment of no return.
 * @returns undefined if a CR or LF stands alone: servers disagree on such bytes, which lets content pose as SMTP
 *   commands ("SMTP smuggling"; spec/deliverability.md M2)
 */
export function wireFormat(message: Buffer): Buffer | undefined {
  const parts: Buffer[] = [];
  let written = 0;
  let lineStart = 0;
  while (lineStart < message.length) {
    if (message[lineStart] === DOT) {
      parts.push(message.subarray(written, lineStart), ONE_DOT);
      written = lineStart;
    }
    // Each search is one call into the engine; a loop over the bytes takes three times as long.
    const cr = message.indexOf(CR, lineStart);
    const lf = message.indexOf(LF, lineStart);
    if (cr === -1 && lf === -1) break;
    if (cr === -1 || lf !== cr + 1) return undefined;
    lineStart = lf + 1;
  }
  parts.push(message.subarray(written));
  if (lineStart < message.length) parts.push(CRLF);
  return parts.length === 1 ? message : Buffer.concat(parts);
}

/** Most domains; those with `xn--` are looked at more closely. */
const PLAIN_DOMAIN = /^(?!.*xn--)[a-z0-9-]+(\.[a-z0-9-]+)*\.[a-z][a-z0-9-]*$/;

/** An envelope address ready for the command line, or why it cannot be one. */
export type EnvelopeAddress = { path: string; smtpUtf8: boolean } | { problem: string };

/**
 * Makes an address safe inside `MAIL FROM:<…>`/`RCPT TO:<…>`: no control characters, angle brackets or unquoted
 * spaces, so that nothing in an address can become a parameter or a second command. International domains become
 * IDNA; a local part outside ASCII needs SMTPUTF8 (RFC 6531), which only the server can grant.
 */
export function envelopeAddress(address: string): EnvelopeAddress {
  if (/\p{Cc}|[<>]/u.test(address))
    return { problem: 'the address contains characters that are not allowed' };
  const at = address.lastIndexOf('@');
  const local = address.slice(0, at);
  const domain = address.slice(at + 1);
  if (at < 1 || domain === '') return { problem: 'the address has no "@" between a name and a domain' };
  const quoted = /^"(?:[^"\\]|\\.)*"$/.test(local);
  if (!quoted && /[\s"]/.test(local)) return { problem: 'the address contains an unquoted space or quote' };
  const ascii = domain.startsWith('[') || PLAIN_DOMAIN.test(domain) ? domain : domainToASCII(domain);
  if (ascii === '' || /[\s"@]/.test(ascii)) return { problem: 'the domain of the address is not valid' };
  return { path: `${local}@${isAscii(domain) ? domain : ascii}`, smtpUtf8: !isAscii(local) };
}

function isAscii(text: string): boolean {
  return /^[ -~]*$/.test(text);
}

/** Whether the message has bytes above 127, which the server must be told (RFC 6152). */
export function hasEightBit(message: Buffer): boolean {
  return !onlyAsciiBytes(message);
}
