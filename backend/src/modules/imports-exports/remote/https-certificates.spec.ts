import { createServer, type Server } from 'node:https';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { authority, selfSigned, type SelfSigned } from '../../../../test/smtp/self-signed.js';
import { LANGUAGES, message } from '../../../contract/messages/index.js';
import { loadConfig } from '../../../core/config/config.js';
import type { DomainError } from '../../../core/errors/domain-error.js';
import { checkedSettings } from '../connection-settings.js';
import { greetHttps, openHttps } from './https-store.js';

const DAY = 86_400_000;
const config = loadConfig({ SECRET_KEY: 'k'.repeat(40), OUTBOUND_PRIVATE_HOSTS: '127.0.0.1,localhost' });
const known = getCACertificates('default');
const ours = authority('CRM authority');
const files = new Map<string, string>();
const asked: string[] = [];

function answer(request: IncomingMessage, response: { end(body?: string): void; statusCode: number }): void {
  asked.push(`${request.method} ${request.url} ${request.headers.authorization}`);
  if (request.method === 'PUT') {
    void text(request).then((body) => {
      files.set(request.url ?? '', body);
      response.end();
    });
    return;
  }
  const found = files.get(request.url ?? '');
  if (found === undefined) response.statusCode = 404;
  response.end(request.method === 'HEAD' ? undefined : found);
}

describe('an HTTPS server', () => {
  const servers: Server[] = [];
  const ports: Record<string, number> = {};
  beforeAll(async () => {
    const certificates: Record<string, SelfSigned> = {
      good: ours.issue(['127.0.0.1', 'localhost']),
      'self-signed': selfSigned(['127.0.0.1']),
      'of an unknown authority': authority('Somebody').issue(['127.0.0.1']),
      outdated: ours.issue(['127.0.0.1'], Date.now() - 40 * DAY),
      'of another server': ours.issue(['crm.example.org']),
    };
    for (const [name, { key, cert }] of Object.entries(certificates)) {
      const server = createServer({ key, cert }, answer);
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const address = server.address();
      ports[name] = typeof address === 'object' && address ? address.port : 0;
      servers.push(server);
    }
  });
  afterEach(() => {
    setDefaultCACertificates(known);
    asked.length = 0;
  });
  afterAll(() => {
    for (const server of servers) server.close();
  });

  const settings = (name: string) =>
    checkedSettings('https', { url: `https://127.0.0.1:${ports[name]}/x/`, auth: 'bearer' });
  const open = (name: string) => openHttps(settings(name), { token: 'secret' }, config);

  it('whose authority is known is talked to, with the token', async () => {
    setDefaultCACertificates([...known, ours.cert]);
    const store = await open('good');
    await store.write('a.csv', Readable.from(['email\n', 'a@b.de']));
    expect(await store.list('a.csv')).toMatchObject([{ name: 'a.csv' }]);
    expect(await text(await store.read('a.csv'))).toBe('email\na@b.de');
    expect(asked).toEqual(['PUT', 'HEAD', 'GET'].map((method) => `${method} /x/a.csv Bearer secret`));
    expect(await greetHttps(settings('good'), { token: 'secret' }, config)).toBe('404 Not Found');
  });

  it.each([
    ['good', /verify|issuer/],
    ['self-signed', /self-signed/],
    ['of an unknown authority', /verify|issuer/],
  ])('with a certificate that is %s is told nothing while its authority is unknown', async (name, reason) => {
    await refused(name, reason);
  });

  it.each([
    ['outdated', /expired/],
    ['of another server', /not in the cert's list/],
  ])('with a certificate that is %s is told nothing, whoever signed it', async (name, reason) => {
    setDefaultCACertificates([...known, ours.cert]);
    await refused(name, reason);
  });

  async function refused(name: string, reason: RegExp): Promise<void> {
    const store = await open(name);
    const attempts: (() => Promise<unknown>)[] = [
      () => store.list('a.csv'),
      () => store.read('a.csv'),
      () => store.write('a.csv', Readable.from(['people'])),
      () => store.remove('a.csv'),
      () => greetHttps(settings(name), { token: 'secret' }, config),
    ];
    for (const attempt of attempts) {
      const error = (await attempt().catch((thrown: unknown) => thrown)) as DomainError;
      expect(error).toMatchObject({ kind: 'unavailable', code: 'remote.certificate' });
      expect(error.params['reason']).toMatch(reason);
      for (const language of LANGUAGES) {
        expect(message(error.code, error.params, language)).toMatch(
          /(certificate|Zertifikat).*NODE_EXTRA_CA_CERTS/,
        );
      }
    }
    expect(asked).toEqual([]);
  }
});
