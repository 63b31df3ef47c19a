import { hash, sign, type KeyObject } from 'node:crypto';
import { canonicalBody } from './canonical-body.js';
import { signedHeaders } from './signed-headers.js';

export interface DkimKey {
  readonly domain: string;
  readonly selector: string;
  /** RSA or Ed25519. */
  readonly privateKey: KeyObject;
}

const FOLD = '\r\n ';
const MAX_LINE = 76;
const HEAD_END = Buffer.from('\r\n\r\n', 'latin1');

/**
 * Signs mails with DKIM (RFC 6376; Ed25519: RFC 8463), once with each key. The body counts as a whole (no `l=`),
 * and both parts are canonicalised "relaxed", so that a relay which trims or folds lines breaks nothing.
 * The costly part, the signature itself, is made in Node's thread pool.
 */
export class DkimSigner {
  constructor(
    private readonly keys: readonly DkimKey[],
    private readonly now: () => Date,
  ) {}

  /**
   * @param message lines ended by CRLF
   * @returns header lines with their line ends, to be put in front of the message
   */
  async sign(message: Buffer): Promise<Buffer> {
    const { head, body } = parted(message);
    const headers = signedHeaders(head.toString('latin1'));
    const bodyHash = hash('sha256', canonicalBody(body), 'base64');
    const seconds = Math.floor(this.now().getTime() / 1000);
    const lines = this.keys.map(async (key) => {
      const field = unsigned(key, headers.names, bodyHash, seconds);
      const relaxed = field.replaceAll(FOLD, ' ').replace('DKIM-Signature: ', 'dkim-signature:');
      const signature = await signatureOf(key.privateKey, Buffer.from(headers.canonical + relaxed, 'latin1'));
      return `${field}${foldedSignature(signature)}\r\n`;
    });
    return Buffer.from((await Promise.all(lines)).join(''), 'latin1');
  }
}

function parted(message: Buffer): { head: Buffer; body: Buffer } {
  const end = message.indexOf(HEAD_END);
  if (end < 0) return { head: message, body: message.subarray(message.length) };
  return { head: message.subarray(0, end + 2), body: message.subarray(end + HEAD_END.length) };
}

/** The field up to its empty tag `b=`. */
function unsigned(key: DkimKey, names: readonly string[], bodyHash: string, seconds: number): string {
  const algorithm = isEd25519(key.privateKey) ? 'ed25519-sha256' : 'rsa-sha256';
  return [
    `DKIM-Signature: v=1; a=${algorithm}; c=relaxed/relaxed;`,
    `d=${key.domain};`,
    `s=${key.selector}; t=${seconds};`,
    `bh=${bodyHash};`,
    `${foldedNames(names)};`,
    'b=',
  ].join(FOLD);
}

function foldedNames(names: readonly string[]): string {
  const lines: string[] = [];
  let line = 'h=';
  for (const [index, name] of names.entries()) {
    const part = index === names.length - 1 ? name : `${name}:`;
    if (line.length + part.length + 1 > MAX_LINE) {
      lines.push(line);
      line = '';
    }
    line += part;
  }
  return [...lines, line].join(FOLD);
}

function foldedSignature(signature: string): string {
  const first = MAX_LINE - ' b='.length;
  const rest = signature.slice(first).match(/.{1,75}/g) ?? [];
  return [signature.slice(0, first), ...rest].join(FOLD);
}

function signatureOf(key: KeyObject, data: Buffer): Promise<string> {
  return new Promise((resolve, reject) => {
    const done = (error: Error | null, signature: Buffer): void => {
      if (error) reject(error);
      else resolve(signature.toString('base64'));
    };
    // RFC 8463 §3: Ed25519 signs the hash and not the text.
    if (isEd25519(key)) sign(null, hash('sha256', data, 'buffer'), key, done);
    else sign('sha256', data, key, done);
  });
}

function isEd25519(key: KeyObject): boolean {
  return key.asymmetricKeyType === 'ed25519';
}
