import { generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { DkimAlgorithm } from './dkim-key.entity.js';

export interface DkimKeyPair {
  /** PEM. */
  readonly privateKey: string;
  /** Base64, as it stands in the DNS. */
  readonly publicKey: string;
}

export interface DnsRecord {
  readonly name: string;
  readonly type: 'TXT';
  readonly value: string;
}

const generate = promisify(generateKeyPair);
/** RFC 8463 §4: an Ed25519 key stands in the DNS without the ASN.1 around its 32 bytes. */
const ED25519_BYTES = 32;

/** RSA has 2048 bits: fewer are refused by some, more do not fit into one DNS answer everywhere. */
export async function generateDkimKey(algorithm: DkimAlgorithm): Promise<DkimKeyPair> {
  const pair: { privateKey: KeyObject; publicKey: KeyObject } =
    algorithm === 'rsa' ? await generate('rsa', { modulusLength: 2048 }) : await generate('ed25519', {});
  const der = pair.publicKey.export({ format: 'der', type: 'spki' });
  return {
    privateKey: pair.privateKey.export({ format: 'pem', type: 'pkcs8' }).toString(),
    publicKey: (algorithm === 'rsa' ? der : der.subarray(-ED25519_BYTES)).toString('base64'),
  };
}

/** What has to stand in the DNS for a key (RFC 6376 §3.6). */
export function dkimRecord(
  domain: string,
  key: { readonly selector: string; readonly algorithm: DkimAlgorithm; readonly publicKey: string },
): DnsRecord {
  const value = `v=DKIM1; k=${key.algorithm}; p=${key.publicKey}`;
  return { name: `${key.selector}._domainkey.${domain}`, type: 'TXT', value };
}
