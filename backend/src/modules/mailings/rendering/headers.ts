import { domainToASCII } from 'node:url';

/** RFC 5322 §2.1.1: lines should have at most 78 characters; RFC 2047 §2 asks for 76 with encoded words. */
const MAX_LINE = 76;
const ENCODED_WORD_OVERHEAD = '=?UTF-8?B??='.length;
const CONTROLS = /[\p{Cc}\u2028\u2029]+/gu;
const LOCAL_PART = /^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN =
  /^(?=.{1,253}$)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/i;

/** The address cannot stand in a mail header; this recipient is to be skipped, the others are not concerned. */
export class UnsendableAddressError extends Error {
  readonly code = 'mailing.address-unsendable';

  constructor(readonly address: string) {
    super('The address cannot be written into a mail.');
    this.name = 'UnsendableAddressError';
  }
}

/** One line of text: a line end or another control character in a profile field can never start a header. */
export function singleLine(text: string): string {
  return text.replace(CONTROLS, ' ').trim();
}

/**
 * The address as it goes over SMTP without SMTPUTF8: the domain in punycode.
 * @throws UnsendableAddressError for anything that is not one plain `local@domain`, and for a local part beyond ASCII
 */
export function asciiAddress(address: string): string {
  const trimmed = address.trim();
  const separator = trimmed.lastIndexOf('@');
  const local = trimmed.slice(0, Math.max(separator, 0));
  const written = trimmed.slice(separator + 1);
  // domainToASCII cuts at characters that end a host in a URL, so those must not reach it.
  const domain = /[\s/\\?#:%<>"()[\],;@\p{Cc}]/u.test(written) ? '' : domainToASCII(written);
  if (!LOCAL_PART.test(local) || local.length > 64 || !DOMAIN.test(domain))
    throw new UnsendableAddressError(address);
  return `${local}@${domain}`;
}

/** A header of free text, e.g. Subject, with its line end. Non-ASCII text as RFC 2047 encoded words, folded. */
export function textHeader(name: string, text: string): string {
  const value = singleLine(text);
  const prefix = `${name}: `;
  if (isFoldable(value, prefix.length)) return `${fold(prefix + value)}\r\n`;
  return `${prefix}${encodedWords(value, prefix.length)}\r\n`;
}

/** An address header; `address` must come from `asciiAddress`. */
export function addressHeader(name: string, displayName: string, address: string): string {
  const prefix = `${name}: `;
  const value = singleLine(displayName);
  if (value === '') return `${prefix}<${address}>\r\n`;
  const phrase =
    /^[\x20-\x7e]*$/.test(value) && !value.includes('=?') && value.length <= 50
      ? quotedPhrase(value)
      : encodedWords(value, prefix.length);
  const lastLine = phrase.slice(phrase.lastIndexOf('\n') + 1);
  const used = (phrase.includes('\n') ? 0 : prefix.length) + lastLine.length;
  const separator = used + address.length + 3 > MAX_LINE ? '\r\n ' : ' ';
  return `${prefix}${phrase}${separator}<${address}>\r\n`;
}

/** A header whose value is made of tokens that must not be torn, such as `<https://…>`. */
export function tokenHeader(name: string, tokens: readonly string[]): string {
  let line = `${name}:`;
  const lines: string[] = [];
  for (const token of tokens) {
    if (line.length + 1 + token.length > MAX_LINE && line.trim() !== '') {
      lines.push(line);
      line = '';
    }
    line += ` ${token}`;
  }
  return `${[...lines, line].join('\r\n')}\r\n`;
}

/** RFC 5322 §3.3, in UTC. */
export function mailDate(date: Date): string {
  return date.toUTCString().replace('GMT', '+0000');
}

function quotedPhrase(text: string): string {
  if (/^[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?: [A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/.test(text)) return text;
  return `"${text.replace(/["\\]/g, '\\$&')}"`;
}

/** Plain text that survives folding unchanged: single blanks and no word that is too long or looks encoded. */
function isFoldable(text: string, prefixLength: number): boolean {
  if (!/^[\x20-\x7e]*$/.test(text) || text.includes('  ') || text.includes('=?')) return false;
  return text.split(' ').every((word, index) => word.length < MAX_LINE - (index === 0 ? prefixLength : 1));
}

function fold(line: string): string {
  const lines: string[] = [];
  let current = '';
  for (const word of line.split(' ')) {
    const joined = current === '' ? word : `${current} ${word}`;
    if (joined.length > MAX_LINE - (lines.length > 0 ? 1 : 0) && current !== '') {
      lines.push(current);
      current = word;
    } else {
      current = joined;
    }
  }
  return [...lines, current].join('\r\n ');
}

/** RFC 2047 §2 and §5: words of at most 75 characters that never tear a character, one on each line. */
function encodedWords(text: string, prefixLength: number): string {
  const words: string[] = [];
  let bytes: Buffer[] = [];
  let size = 0;
  const limit = (): number => {
    const room = MAX_LINE - (words.length === 0 ? prefixLength : 1) - ENCODED_WORD_OVERHEAD;
    return Math.floor(room / 4) * 3;
  };
  const close = (): void => {
    words.push(`=?UTF-8?B?${Buffer.concat(bytes).toString('base64')}?=`);
    bytes = [];
    size = 0;
  };
  for (const character of text) {
    const encoded = Buffer.from(character, 'utf8');
    if (size + encoded.length > limit()) close();
    bytes.push(encoded);
    size += encoded.length;
  }
  if (size > 0 || words.length === 0) close();
  return words.join('\r\n ');
}
