import { createHmac, hash, timingSafeEqual } from 'node:crypto';

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
/** Block size of SHA-256 (RFC 2104, `B`). */
const BLOCK = 64;
const keys = new Map<string, HmacKey>();

export function dayOf(date: Date): number {
  return Math.floor(date.getTime() / DAY);
}

/**
 * A token of about 50 characters of base64url: version, kind, six varints, and the first 16 bytes of their
 * HMAC-SHA256. Nothing is stored per mail and link (ARCHITECTURE §7.3).
 * @throws RangeError when a number is negative, not whole or above 2^53-1
 */
export function signToken(secret: string, payload: TokenPayload): string {
  const key = hmacKey(secret);
  const { inner } = key;
  inner[BLOCK] = VERSION;
  inner[BLOCK + 1] = KINDS.indexOf(payload.kind) + 1;
  let end = writeVarint(inner, BLOCK + 2, payload.mailingId);
  end = writeVarint(inner, end, payload.sendId);
  end = writeVarint(inner, end, payload.ledgerId);
  end = writeVarint(inner, end, payload.recipientId);
  end = writeVarint(inner, end, payload.linkId);
  end = writeVarint(inner, end, payload.issuedDay);
  mac(key, end).copy(inner, end, 0, MAC_BYTES);
  return inner.toString('base64url', BLOCK, end + MAC_BYTES);
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
    const key = hmacKey(secret);
    const end = BLOCK + body.copy(key.inner, BLOCK);
    genuine = timingSafeEqual(mac(key, end).subarray(0, MAC_BYTES), given) || genuine;
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

interface HmacKey {
  /** The key's inner block, then room for the message (and, in signing, for the code behind it). */
  inner: Buffer;
  /** The key's outer block, then room for the inner digest. */
  outer: Buffer;
}

/** A key of its own, so that no other use of the secret can ever produce a valid token. */
function hmacKey(secret: string): HmacKey {
  let key = keys.get(secret);
  if (!key) {
    const derived = createHmac('sha256', secret).update(DOMAIN).digest();
    key = {
      inner: Buffer.alloc(BLOCK + MAX_LENGTH, 0x36),
      outer: Buffer.alloc(BLOCK + derived.length, 0x5c),
    };
    for (const [index, byte] of derived.entries()) {
      key.inner[index] = byte ^ 0x36;
      key.outer[index] = byte ^ 0x5c;
    }
    keys.set(secret, key);
  }
  return key;
}

/**
 * HMAC-SHA256 (RFC 2104) of what stands behind the inner block, up to `end`. Made of two one-shot hashes because
 * a mail has some thirty tokens, and setting up an Hmac object costs several times the hashing itself.
 */
function mac({ inner, outer }: HmacKey, end: number): Buffer {
  hash('sha256', inner.subarray(0, end), 'buffer').copy(outer, BLOCK);
  return hash('sha256', outer, 'buffer');
}

/** @returns the place behind what was written */
function writeVarint(target: Buffer, start: number, value: number): number {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`Not a token number: ${value}`);
  let rest = value;
  let at = start;
  // Arithmetic instead of shifts: those have 32 bits only.
  while (rest >= 0x80) {
    target[at++] = (rest % 0x80) | 0x80;
    rest = Math.floor(rest / 0x80);
  }
  target[at++] = rest;
  return at;
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
