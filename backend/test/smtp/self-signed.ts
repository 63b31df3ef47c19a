import { generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

/** A key and its certificate, both PEM. Made anew each time, so no key is ever committed. */
export interface SelfSigned {
  key: string;
  cert: string;
}

const DAY = 86_400_000;
const ECDSA_WITH_SHA256 = '06082a8648ce3d040302';
const COMMON_NAME = '0603550403';
const SUBJECT_ALT_NAME = '0603551d11';
const BASIC_CONSTRAINTS = '0603551d13';

/** An authority that nobody knows but who is told of it. */
export interface Authority {
  /** PEM, to be trusted. */
  readonly cert: string;
  issue(names: readonly string[], validFrom?: number, days?: number): SelfSigned;
}

/**
 * Writes an X.509 v3 certificate (RFC 5280) by hand: node:crypto can sign but not issue, and the openssl program is
 * not on every machine that runs the tests.
 * @param names DNS names, or IPv4 addresses with four numbers
 */
export function selfSigned(names: readonly string[], validFrom = Date.now() - DAY, days = 30): SelfSigned {
  const { publicKey, privateKey } = keyPair();
  const name = commonName(names[0] ?? 'localhost');
  const cert = certificate({
    name,
    names,
    publicKey,
    issuer: name,
    issuerKey: privateKey,
    signs: true,
    validFrom,
    days,
  });
  return { key: pem(privateKey), cert };
}

export function authority(called: string): Authority {
  const { publicKey, privateKey: issuerKey } = keyPair();
  const issuer = commonName(called);
  const own = {
    name: issuer,
    names: [called],
    publicKey,
    signs: true,
    validFrom: Date.now() - DAY,
    days: 30,
  };
  return {
    cert: certificate({ ...own, issuer, issuerKey }),
    issue(names, validFrom = Date.now() - DAY, days = 30) {
      const pair = keyPair();
      const name = commonName(names[0] ?? 'localhost');
      const cert = certificate({
        name, names, publicKey: pair.publicKey, issuer, issuerKey, signs: false, validFrom, days,
      }); // prettier-ignore
      return { key: pem(pair.privateKey), cert };
    },
  };
}

interface CertificateParts {
  readonly name: Buffer;
  readonly names: readonly string[];
  readonly publicKey: KeyObject;
  readonly issuer: Buffer;
  readonly issuerKey: KeyObject;
  /** Whether it may sign others. */
  readonly signs: boolean;
  readonly validFrom: number;
  readonly days: number;
}

function certificate(parts: CertificateParts): string {
  const { name, names, publicKey, issuer, issuerKey, signs, validFrom, days } = parts;
  const algorithm = der(0x30, hex(ECDSA_WITH_SHA256));
  const validity = der(0x30, utcTime(validFrom), utcTime(validFrom + days * DAY));
  const alternatives = names.map((text) =>
    /^\d+(\.\d+){3}$/.test(text)
      ? der(0x87, Buffer.from(text.split('.').map(Number)))
      : der(0x82, Buffer.from(text)),
  );
  const extensions = der(
    0xa3,
    der(
      0x30,
      ...(signs ? [der(0x30, hex(BASIC_CONSTRAINTS), der(0x04, der(0x30, hex('0101ff'))))] : []),
      der(0x30, hex(SUBJECT_ALT_NAME), der(0x04, der(0x30, ...alternatives))),
    ),
  );
  const toSign = der(
    0x30,
    hex('a003020102'), // version 3
    der(0x02, Buffer.concat([Buffer.from([1]), randomBytes(8)])),
    algorithm,
    issuer,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    extensions,
  );
  const signature = sign('sha256', toSign, issuerKey);
  const whole = der(0x30, toSign, algorithm, der(0x03, Buffer.from([0]), signature));
  const body = whole.toString('base64').replace(/.{1,64}/g, '$&\n');
  return `-----BEGIN CERTIFICATE-----\n${body}-----END CERTIFICATE-----\n`;
}

function keyPair() {
  return generateKeyPairSync('ec', { namedCurve: 'P-256' });
}

function pem(key: KeyObject): string {
  return key.export({ type: 'pkcs8', format: 'pem' }).toString();
}

function commonName(text: string): Buffer {
  return der(0x30, der(0x31, der(0x30, hex(COMMON_NAME), der(0x0c, Buffer.from(text)))));
}

function der(tag: number, ...parts: Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const size = content.length;
  const length = size < 128 ? [size] : size < 256 ? [0x81, size] : [0x82, size >> 8, size & 255];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}

function hex(text: string): Buffer {
  return Buffer.from(text, 'hex');
}

function utcTime(time: number): Buffer {
  const digits = new Date(time).toISOString().replace(/\D/g, '');
  return der(0x17, Buffer.from(`${digits.slice(2, 14)}Z`));
}
