import { createHmac, timingSafeEqual } from 'node:crypto';

/** Bytes of the signature; 80 bits can neither be guessed nor searched by mail. */
const SIGNATURE_BYTES = 10;
/** RFC 4648 §6 in lower case: what is left of it when a server folds case is the same. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const SIGNED = /b-([0-9a-z]{1,13})-([a-z2-7]{16})(?![a-z2-7])/;

/**
 * Return paths of single mails (VERP): what comes back names the mail it is about, whatever its text. Signed, so that
 * nobody can make addresses bounce that he was never written to.
 */
export class BounceAddresses {
  private readonly key: Buffer;

  constructor(secret: string) {
    this.key = createHmac('sha256', secret).update('bounce address').digest();
  }

  /** @param ledgerId of the mail @returns `b-….@domain`, its local part at most 32 characters long */
  of(ledgerId: number, domain: string): string {
    const id = ledgerId.toString(36);
    return `b-${id}-${this.signature(id)}@${domain}`;
  }

  /**
   * Finds the mail in an address as it came back: in capitals, in angle brackets, with percent signs, behind what
   * forwarders put in front (SRS, BATV).
   * @returns undefined if there is none that we signed
   */
  read(address: string): number | undefined {
    const [, id, signature] = SIGNED.exec(plain(address)) ?? [];
    if (id === undefined || signature === undefined) return undefined;
    const genuine = timingSafeEqual(Buffer.from(signature), Buffer.from(this.signature(id)));
    const ledgerId = Number.parseInt(id, 36);
    return genuine && Number.isSafeInteger(ledgerId) ? ledgerId : undefined;
  }

  private signature(id: string): string {
    return base32(createHmac('sha256', this.key).update(id).digest().subarray(0, SIGNATURE_BYTES));
  }
}

function plain(address: string): string {
  const escapes = /%([0-9a-f]{2})/gi;
  return address
    .replace(escapes, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
    .toLowerCase();
}

/** Five bits a character. @param bytes a multiple of five */
function base32(bytes: Buffer): string {
  let text = '';
  let bits = 0;
  let held = 0;
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET.charAt((held >>> (bits - 5)) & 31);
    held &= (1 << bits) - 1;
  }
  return text;
}
