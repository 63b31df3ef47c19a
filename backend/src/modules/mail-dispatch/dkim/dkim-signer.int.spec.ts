import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDkimVerifier, type DkimVerifier } from '../../../../test/dkim-verifier.js';
import { DkimSigner, type DkimKey } from './dkim-signer.js';

interface Signing {
  readonly key: DkimKey;
  readonly records: Readonly<Record<string, string>>;
}

function keyPair(algorithm: 'rsa' | 'ed25519', selector: string): Signing {
  const pair: { privateKey: KeyObject; publicKey: KeyObject } =
    algorithm === 'rsa'
      ? generateKeyPairSync('rsa', { modulusLength: 2048 })
      : generateKeyPairSync('ed25519');
  const der = pair.publicKey.export({ format: 'der', type: 'spki' });
  // RFC 8463 §4: the bare 32 bytes, without the ASN.1 around them
  const published = (algorithm === 'rsa' ? der : der.subarray(-32)).toString('base64');
  return {
    key: { domain: 'news.example.com', selector, privateKey: pair.privateKey },
    records: { [`${selector}._domainkey.news.example.com.`]: `v=DKIM1; k=${algorithm}; p=${published}` },
  };
}

const HEAD =
  'From: =?UTF-8?B?w4RwZmVs?= <news@news.example.com>\r\nTo: <person@example.org>\r\n' +
  'Subject: A subject that is\r\n folded   here\t\r\nDate: Tue, 24 Nov 2026 10:00:00 +0000\r\n' +
  'Message-ID: <1.2.3@news.example.com>\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n' +
  'List-Unsubscribe: <https://news.example.com/uq/abc>\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n';

const BODIES: Readonly<Record<string, string>> = {
  plain: 'Hello\r\nworld\r\n',
  'non-ASCII': 'Grüße, 你好, 👩‍🚀\r\n',
  'long lines': `${'x'.repeat(990)}\r\n${'word '.repeat(190)}\r\n`,
  empty: '',
  'only empty lines': '\r\n\r\n\r\n',
  'blanks at line ends': 'one \r\ntwo\t\r\n \t \r\nthree  \t  four   \r\n\r\n \r\n',
  tabs: '\tindented\r\n\t\tdeeper\t and\ton\r\n',
  dots: '.\r\n..\r\n.one\r\n...two\r\n',
  'no line end at the end': 'the end',
};

describe('signatures, looked at by an independent verifier', () => {
  let verifier: DkimVerifier;
  const rsa = keyPair('rsa', 'r1');
  const ed25519 = keyPair('ed25519', 'e1');
  const records = { ...rsa.records, ...ed25519.records };

  beforeAll(async () => {
    verifier = await startDkimVerifier();
  });
  afterAll(() => verifier.stop());

  describe.each([
    ['RSA-2048', [rsa.key], 1],
    ['Ed25519', [ed25519.key], 1],
    ['both', [rsa.key, ed25519.key], 2],
  ] as const)('%s', (_name, keys, count) => {
    const signer = new DkimSigner(keys, () => new Date());

    it.each(Object.entries(BODIES))('are good: %s', async (_body, body) => {
      const message = Buffer.from(`${HEAD}\r\n${body}`);
      const lines = await signer.sign(message);
      expect(
        lines
          .toString('latin1')
          .split('\r\n')
          .every((line) => line.length <= 78),
      ).toBe(true);
      const results = await verifier.verify(Buffer.concat([lines, message]), records);
      expect(results).toEqual(Array.from({ length: count }, () => true));
    });

    it('survive a relay that trims and folds, and no other change', async () => {
      const message = Buffer.from(`${HEAD}\r\nHello  there\r\n`);
      const lines = (await signer.sign(message)).toString('latin1');
      const verdict = (text: string) => verifier.verify(Buffer.from(lines + text), records);
      const good = Array.from({ length: count }, () => true);
      const bad = Array.from({ length: count }, () => false);
      expect(await verdict(`${HEAD}\r\nHello there \r\n\r\n`)).toEqual(good);
      expect(
        await verdict(`${HEAD.replace('folded   here', 'folded\r\n\there')}\r\nHello there\r\n`),
      ).toEqual(good);
      expect(await verdict(`${HEAD}\r\nHello here\r\n`)).toEqual(bad);
      expect(await verdict(`${HEAD.replace('A subject', 'Another subject')}\r\nHello there\r\n`)).toEqual(
        bad,
      );
      // Oversigned: what was not there must not come either.
      expect(await verdict(`${HEAD}Subject: Second\r\n\r\nHello there\r\n`)).toEqual(bad);
      expect(await verdict(`Reply-To: thief@example.net\r\n${HEAD}\r\nHello there\r\n`)).toEqual(bad);
      expect(await verdict(`${HEAD.replace('/uq/abc', '/uq/abd')}\r\nHello there\r\n`)).toEqual(bad);
    });
  });
});
