import { createHmac, timingSafeEqual } from 'node:crypto';

/** What the address in a mail does when it is fetched. */
export type TokenKind = 'link' | 'open' | 'unsubscribe' | 'view';

export interface TokenPayload {
  kind: TokenKind;
  mailingId: number;
  sendId: number;
  ledgerId: number;
  /** 0 = nobody, e.g. a test mail to a typed address. */
  recipientId: number;
  /** 0 unless `kind` is `link`. */
  linkId: number;
  /** Days since 1970-01-01 UTC. */
  issuedDay: number;
}

export type TokenReading =
  { ok: true; payload: TokenPayload } | { ok: false; reason: 'malformed' | 'forged' | 'expired' };

const VERSION = 1;
const KINDS: readonly TokenKind[] = ['link', 'open', 'unsubscribe', 'view'];
const MAC_BYTES = 16;
/** Far longer than six 53-bit numbers, far shorter than what could cost time to check. */
const MAX_LENGTH = 120;
const DAY = 86_400_000;
const DOMAIN = 'emm tracking token v1';
const keys = new Map<string, Buffer>();

export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY);
}

/**
 * A token of about 50 characters of base64url: version, kind, six varints, and the first 16 bytes of their
 * HMAC-SHA256. Nothing is stored per mail and link (ARCHITECTURE §7.3).
 * @throws RangeError when a number is negative, not whole or above 2^53-1
 */
export function signToken(secret: string, payload: TokenPayload): string {
  const bytes = [VERSION, KINDS.indexOf(payload.kind) + 1];
  pushVarint(bytes, payload.mailingId);
  pushVarint(bytes, payload.sendId);
  pushVarint(bytes, payload.ledgerId);
  pushVarint(bytes, payload.recipientId);
  pushVarint(bytes, payload.linkId);
  pushVarint(bytes, payload.issuedDay);
  const body = Buffer.from(bytes);
  return Buffer.concat([body, mac(secret, body)]).toString('base64url');
}

/**
 * Reads a token that anybody may have made up. Several secrets allow rotation: the first signs, all are read.
 * `expired` is only told of tokens that are genuine.
 */
export function readToken(
  secrets: string | readonly string[],
  text: string,
  limits: { now: Date; maxAgeDays: number },
): TokenReading {
  if (text.length > MAX_LENGTH || !/^[A-Za-z0-9_-]+$/.test(text)) return { ok: false, reason: 'malformed' };
  const bytes = Buffer.from(text, 'base64url');
  // Base64 leaves unused bits in its last character: only one spelling of a token is a token.
  if (bytes.length <= MAC_BYTES || bytes.toString('base64url') !== text)
    return { ok: false, reason: 'malformed' };
  const body = bytes.subarray(0, bytes.length - MAC_BYTES);
  const payload = readPayload(body);
  if (!payload) return { ok: false, reason: 'malformed' };
  const given = bytes.subarray(bytes.length - MAC_BYTES);
  let genuine = false;
  for (const secret of typeof secrets === 'string' ? [secrets] : secrets) {
    genuine = timingSafeEqual(mac(secret, body), given) || genuine;
  }
  if (!genuine) return { ok: false, reason: 'forged' };
  if (dayOf(limits.now) - payload.issuedDay > limits.maxAgeDays) return { ok: false, reason: 'expired' };
  return { ok: true, payload };
}

/** The public address of a token; `base` has no slash at its end. */
export function tokenUrl(base: string, kind: TokenKind, token: string): string {
  switch (kind) {
    case 'link':
      return `${base}/r/${token}`;
    case 'open':
      return `${base}/g/${token}.gif`;
    case 'unsubscribe':
      return `${base}/uq/${token}`;
    case 'view':
      return `${base}/v/${token}`;
  }
}

function mac(secret: string, body: Buffer): Buffer {
  let key = keys.get(secret);
  if (!key) {
    // A key of its own, so that no other use of the secret can ever produce a valid token.
    key = createHmac('sha256', secret).update(DOMAIN).digest();
    keys.set(secret, key);
  }
  return createHmac('sha256', key).update(body).digest().subarray(0, MAC_BYTES);
}

function pushVarint(bytes: number[], value: number): void {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a token number: ${value}`);
  let rest = value;
  // Arithmetic instead of shifts: those have 32 bits only.
  while (rest >= 0x80) {
    bytes.push((rest % 0x80) | 0x80);
    rest = Math.floor(rest / 0x80);
  }
  bytes.push(rest);
}

function readPayload(body: Buffer): TokenPayload | undefined {
  const kind = KINDS[(body[1] ?? 0) - 1];
  if (body[0] !== VERSION || !kind) return undefined;
  const numbers: number[] = [];
  let at = 2;
  while (at < body.length) {
    let value = 0;
    let factor = 1;
    let byte: number | undefined;
    do {
      byte = body[at];
      at += 1;
      if (byte === undefined || factor > 2 ** 49) return undefined;
      value += (byte & 0x7f) * factor;
      factor *= 0x80;
    } while (byte >= 0x80);
    if (!Number.isSafeInteger(value)) return undefined;
    numbers.push(value);
  }
  const [mailingId, sendId, ledgerId, recipientId, linkId, issuedDay, ...more] = numbers;
  if (mailingId === undefined || sendId === undefined || ledgerId === undefined) return undefined;
  if (recipientId === undefined || linkId === undefined || issuedDay === undefined || more.length > 0)
    return undefined;
  return { kind, mailingId, sendId, ledgerId, recipientId, linkId, issuedDay };
}
