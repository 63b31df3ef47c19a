/** Greatest lengths in octets: RFC 5321 §4.5.3.1.1 (local part) and §4.5.3.1.3 (path less its brackets). */
export const EMAIL_MAX_LENGTH = 254;
export const EMAIL_LOCAL_MAX_LENGTH = 64;
/** RFC 1035 §2.3.4. */
const LABEL_MAX_LENGTH = 63;

export type EmailProblemCode =
  | 'email-missing'
  | 'email-too-long'
  | 'email-control-character'
  | 'email-display-name'
  | 'email-several-addresses'
  | 'email-quoted-local-part'
  | 'email-blank-inside'
  | 'email-no-at'
  | 'email-several-ats'
  | 'email-no-local-part'
  | 'email-no-domain'
  | 'email-local-part-too-long'
  | 'email-local-part-unicode'
  | 'email-local-part-dot'
  | 'email-double-dot'
  | 'email-comma'
  | 'email-local-part-character'
  | 'email-domain-literal'
  | 'email-domain-dot'
  | 'email-domain-no-ending'
  | 'email-domain-character'
  | 'email-domain-hyphen'
  | 'email-domain-label-too-long'
  | 'email-domain-ending'
  | 'email-domain-idn';

export type EmailCheck =
  | { ok: true; address: string; domain: string }
  | { ok: false; code: EmailProblemCode; params: Record<string, string | number> };

/** An address that needs no closer look. */
const PLAIN = /^[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9]+(?:-[a-z0-9]+)*\.)+[a-z]{2,62}$/;
/** RFC 5321 `atext`: what an unquoted local part may consist of, besides dots. */
const ATEXT = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+$/;
const NOT_ATEXT_OR_DOT = /[^a-z0-9!#$%&'*+/=?^_`{|}~.-]/;
/** Blanks and invisible characters that copying from web pages and spreadsheets leaves at the ends. */
const EDGE = /^[\s\u200b-\u200f\u2060\ufeff]+|[\s\u200b-\u200f\u2060\ufeff]+$/g;
const BLANK = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/;
const ASCII_ONLY = /^[\x20-\x7e]*$/;

/**
 * Checks and normalises one address: trimmed, lower-case (spec/recipients.md §1), domain in its ASCII form.
 * Accepts what RFC 5321 calls a dot-atom local part; quoted local parts and Unicode local parts (RFC 6531) are
 * refused because most receiving servers cannot take them. Each kind of mistake has its own code so that the
 * person who typed it knows what to correct. Says nothing about whether the mailbox exists.
 */
export function checkEmailAddress(raw: string): EmailCheck {
  // Nearly all addresses are plain, and files have millions of them. No part of so short a text is too long.
  const plain = raw.toLowerCase();
  if (plain.length <= EMAIL_LOCAL_MAX_LENGTH && PLAIN.test(plain)) {
    return { ok: true, address: plain, domain: plain.slice(plain.indexOf('@') + 1) };
  }
  const text = raw.replace(EDGE, '').toLowerCase();
  if (text === '') return refuse('email-missing');
  // Anything longer than this cannot become valid by shortening its domain, and hostile input stays cheap.
  if (text.length > 4 * EMAIL_MAX_LENGTH) return refuse('email-too-long', { max: EMAIL_MAX_LENGTH });
  if (hasControlCharacter(text)) return refuse('email-control-character');
  const ats = text.split('@').length - 1;
  if (ats === 0) return refuse('email-no-at');
  if (/<[^<>]*@[^<>]*>/.test(text)) return refuse('email-display-name');
  if (text.startsWith('"') || /"@/.test(text)) return refuse('email-quoted-local-part');
  if (ats > 1) return refuse(severalAddresses(text) ? 'email-several-addresses' : 'email-several-ats');
  if (BLANK.test(text)) return refuse('email-blank-inside');

  const at = text.indexOf('@');
  const local = text.slice(0, at);
  const domainText = text.slice(at + 1);
  if (local === '') return refuse('email-no-local-part');
  if (domainText === '') return refuse('email-no-domain');
  const localProblem = checkLocalPart(local);
  if (localProblem) return localProblem;
  const domain = checkDomain(domainText);
  if (!domain.ok) return domain;
  const address = `${local}@${domain.domain}`;
  if (address.length > EMAIL_MAX_LENGTH) return refuse('email-too-long', { max: EMAIL_MAX_LENGTH });
  return { ok: true, address, domain: domain.domain };
}

function checkLocalPart(local: string): EmailCheck | undefined {
  if (!ASCII_ONLY.test(local)) {
    return refuse('email-local-part-unicode', { character: firstMatch(local, /[^\x20-\x7e]/u) });
  }
  if (local.length > EMAIL_LOCAL_MAX_LENGTH) {
    return refuse('email-local-part-too-long', { max: EMAIL_LOCAL_MAX_LENGTH });
  }
  if (local.startsWith('.') || local.endsWith('.')) return refuse('email-local-part-dot');
  if (local.includes('..')) return refuse('email-double-dot');
  if (local.includes(',')) return refuse('email-comma');
  if (!local.split('.').every((atom) => ATEXT.test(atom))) {
    return refuse('email-local-part-character', { character: firstMatch(local, NOT_ATEXT_OR_DOT) });
  }
  return undefined;
}

type DomainCheck = { ok: true; domain: string } | (EmailCheck & { ok: false });

function checkDomain(text: string): DomainCheck {
  if (text.startsWith('[')) return refuse('email-domain-literal');
  if (text.includes(',')) return refuse('email-comma');
  let domain = text;
  if (!ASCII_ONLY.test(text)) {
    // Before URL sees it: characters that would end or change the host part of a URL.
    const foreign = /[^\p{L}\p{N}\p{M}\u00b7\u3002\uff0e\uff61.-]/u.exec(text);
    if (foreign) return refuse('email-domain-character', { character: foreign[0] });
    const ascii = toAsciiDomain(text);
    if (ascii === undefined) return refuse('email-domain-idn', { domain: text });
    domain = ascii;
  }
  if (domain.startsWith('.') || domain.endsWith('.')) return refuse('email-domain-dot');
  if (domain.includes('..')) return refuse('email-double-dot');
  if (/[^a-z0-9.-]/.test(domain)) {
    return refuse('email-domain-character', { character: firstMatch(domain, /[^a-z0-9.-]/) });
  }
  const labels = domain.split('.');
  if (labels.length < 2) return refuse('email-domain-no-ending', { domain });
  for (const label of labels) {
    if (label.length > LABEL_MAX_LENGTH) {
      return refuse('email-domain-label-too-long', { max: LABEL_MAX_LENGTH });
    }
    if (label.startsWith('-') || label.endsWith('-')) return refuse('email-domain-hyphen');
  }
  const ending = labels[labels.length - 1] ?? '';
  // RFC 3696 §2: a top-level domain is not all-numeric; one-letter ones do not exist.
  if (!/^([a-z]{2,}|xn--[a-z0-9-]+)$/.test(ending)) return refuse('email-domain-ending', { ending });
  return { ok: true, domain };
}

/** UTS #46 through the URL parser, which browsers and Node share; undefined if the name has no ASCII form. */
function toAsciiDomain(domain: string): string | undefined {
  if (!URL.canParse(`http://${domain}`)) return undefined;
  const host = new URL(`http://${domain}`).hostname;
  return host === '' ? undefined : host;
}

function severalAddresses(text: string): boolean {
  const parts = text.split(/[\s;,|]+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => /^[^@]+@[^@]+$/.test(part));
}

function hasControlCharacter(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if ((code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) || code === 0x7f) return true;
  }
  return false;
}

function firstMatch(text: string, pattern: RegExp): string {
  return pattern.exec(text)?.[0] ?? '';
}

function refuse(
  code: EmailProblemCode,
  params: Record<string, string | number> = {},
): { ok: false; code: EmailProblemCode; params: Record<string, string | number> } {
  return { ok: false, code, params };
}
