import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
  readdirSync,
} from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import ssh2 from 'ssh2';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SFTP_PASSWORD, SFTP_USER, startSftpServer, type SftpServer } from '../../../../test/sftp-server.js';
import { loadConfig } from '../../../core/config/config.js';
import { checkedSettings } from '../connection-settings.js';
import { openFolder } from './folder-store.js';
import { greetHttps, openHttps } from './https-store.js';
import type { RemoteStore } from './remote-store.js';
import { openSftp, type HostKeySight } from './sftp-store.js';

const code = (promise: Promise<unknown>) =>
  promise.then(
    () => 'no error',
    (error: { code?: string }) => error.code,
  );
const OUT_OF_FOLDER = [
  '../secret.csv',
  '/etc/passwd',
  'a/../../secret.csv',
  '',
  'a//b',
  '.',
  'a\\b',
  'a\0b',
  'a\nb',
];

/** What every place can do. */
async function exercise(store: RemoteStore): Promise<void> {
  await store.write('people-2.csv', Readable.from(['two']));
  await store.write('people-1.csv', Readable.from(['one']));
  await store.write('people-1.csv', Readable.from(['one again']));
  await store.write('other.txt', Readable.from(['x']));
  expect((await store.list('people-?.csv')).map(({ name }) => name).sort()).toEqual([
    'people-1.csv',
    'people-2.csv',
  ]);
  expect(await store.list('people-1.csv')).toMatchObject([{ size: 9 }]);
  expect(await text(await store.read('people-1.csv'))).toBe('one again');
  await store.rename('people-2.csv', 'done.csv');
  await store.remove('other.txt');
  expect((await store.list('*')).map(({ name }) => name).sort()).toEqual(['done.csv', 'people-1.csv']);
  expect(await code(store.read('gone.csv'))).toBe('remote.not-found');
  expect(await code(store.remove('gone.csv'))).toBe('remote.not-found');
  for (const name of OUT_OF_FOLDER) {
    expect(await code(store.read(name)), name).toBe('remote.name');
    expect(await code(store.write(name, Readable.from(['x']))), name).toBe('remote.name');
    expect(await code(store.remove(name)), name).toBe('remote.name');
    expect(await code(store.rename('done.csv', name)), name).toBe('remote.name');
  }
  for (const pattern of ['../*', '*/x.csv', '/*'])
    expect(await code(store.list(pattern))).toBe('remote.name');
}

describe('a folder', () => {
  const base = mkdtempSync(join(tmpdir(), 'emm-exchange-'));
  afterAll(() => rmSync(base, { recursive: true, force: true }));

  it('does what every place can, below its base', async () => {
    mkdirSync(join(base, 'crm', 'in'), { recursive: true });
    const store = await openFolder(base, { folder: 'crm/in' });
    await exercise(store);
    expect(readdirSync(join(base, 'crm', 'in')).sort()).toEqual(['done.csv', 'people-1.csv']);
  });

  it('gives the oldest file first', async () => {
    mkdirSync(join(base, 'age'));
    for (const [name, seconds] of [
      ['b.csv', 300],
      ['a.csv', 200],
      ['c.csv', 100],
    ] as const) {
      writeFileSync(join(base, 'age', name), 'x');
      utimesSync(join(base, 'age', name), seconds, seconds);
    }
    const store = await openFolder(base, { folder: 'age' });
    expect((await store.list('*.csv')).map(({ name }) => name)).toEqual(['c.csv', 'a.csv', 'b.csv']);
  });

  it('follows no link, wherever it leads', async () => {
    const outside = mkdtempSync(join(tmpdir(), 'emm-outside-'));
    writeFileSync(join(outside, 'secret.csv'), 'secret');
    mkdirSync(join(base, 'links'));
    symlinkSync(outside, join(base, 'links', 'out'));
    symlinkSync(join(outside, 'secret.csv'), join(base, 'links', 'file.csv'));
    const store = await openFolder(base, { folder: 'links' });
    expect(await store.list('*')).toEqual([]);
    expect(await code(store.read('file.csv'))).toBe('remote.failed');
    expect(await code(store.read('out/secret.csv'))).toBe('remote.name');
    expect(await code(store.write('out/new.csv', Readable.from(['x'])))).toBe('remote.name');
    expect(await code(store.list('out/*'))).toBe('remote.name');
    expect(await code(openFolder(base, { folder: 'links/out' }))).toBe('remote.name');
    expect(await code(openFolder(base, { folder: '../' + outside.split('/').at(-1) }))).toBe('remote.name');
    expect(readdirSync(outside)).toEqual(['secret.csv']);
    rmSync(outside, { recursive: true });
  });

  it('that is not there says so', async () => {
    expect(await code(openFolder(base, { folder: 'nowhere' }))).toBe('remote.not-found');
  });
});

describe('an SFTP server', { timeout: 30_000 }, () => {
  let server: SftpServer;
  const keys = ssh2.utils.generateKeyPairSync('ed25519', {
    passphrase: 'Schlüssel',
    cipher: 'aes256-ctr',
    rounds: 16,
  });
  const settings = (hostKey = '') =>
    checkedSettings('sftp', { host: '127.0.0.1', port: server.port, user: SFTP_USER, hostKey, folder: 'in' });
  const secrets = { password: SFTP_PASSWORD };
  beforeAll(async () => {
    server = await startSftpServer(undefined, keys.public);
    mkdirSync(join(server.folder, 'in'));
  });
  afterAll(() => server.close());

  async function fingerprint(): Promise<string> {
    const sight: HostKeySight = { fingerprint: undefined };
    await (await openSftp(settings(), secrets, sight)).close();
    return sight.fingerprint ?? '';
  }

  it('does what every place can', async () => {
    const known = await fingerprint();
    expect(known).toMatch(/^SHA256:[\w+/]{43}$/);
    const store = await openSftp(settings(known), secrets);
    await exercise(store);
    await store.close();
    expect(readFileSync(join(server.folder, 'in', 'people-1.csv'), 'utf8')).toBe('one again');
  });

  it('is not talked to before its key is known, nor when it shows another', async () => {
    expect(await code(openSftp(settings(), secrets))).toBe('remote.host-key-unknown');
    const other = `SHA256:${'A'.repeat(43)}`;
    expect(await code(openSftp(settings(other), secrets))).toBe('remote.host-key-changed');
    expect(await code(openSftp(settings(other), secrets, { fingerprint: undefined }))).toBe(
      'remote.host-key-changed',
    );
  });

  it('lets in by key and passphrase, and says when it does not let in', async () => {
    const known = await fingerprint();
    const store = await openSftp(settings(known), { privateKey: keys.private, passphrase: 'Schlüssel' });
    expect((await store.list('*.csv')).length).toBeGreaterThan(0);
    await store.close();
    expect(await code(openSftp(settings(known), { privateKey: keys.private, passphrase: 'falsch' }))).toBe(
      'remote.denied',
    );
    expect(await code(openSftp(settings(known), { password: 'falsch' }))).toBe('remote.denied');
  });

  it('that is not there says so', async () => {
    const nobody = checkedSettings('sftp', {
      host: '127.0.0.1',
      port: 1,
      user: 'x',
      hostKey: await fingerprint(),
    });
    expect(await code(openSftp(nobody, secrets))).toBe('remote.unreachable');
  });
});

describe('an HTTP server', () => {
  let server: Server;
  let url: string;
  const files = new Map<string, string>();
  const asked: { path: string; headers: IncomingHttpHeaders }[] = [];
  beforeAll(async () => {
    server = createServer((request, response) => {
      const path = decodeURIComponent(request.url ?? '');
      asked.push({ path, headers: request.headers });
      if (path === '/x/moved.csv') return void response.writeHead(302, { location: '/x/a b.csv' }).end();
      if (path === '/x/loop.csv') return void response.writeHead(302, { location: '/x/loop.csv' }).end();
      if (path === '/x/inside.csv')
        return void response.writeHead(302, { location: 'https://169.254.169.254/' }).end();
      if (path === '/x/away.csv') {
        const { port } = new URL(url);
        return void response.writeHead(302, { location: `http://localhost:${port}/x/a%20b.csv` }).end();
      }
      if (path === '/x/denied.csv')
        return void response.writeHead(401, 'Who are you').end('<p>no <b>token</b></p>');
      if (path === '/x/large.csv') return void response.end(Buffer.alloc(3_000_000));
      if (request.method === 'PUT') {
        void text(request).then((body) => {
          files.set(path, body);
          response.writeHead(201).end();
        });
        return;
      }
      if (request.method === 'DELETE') return void response.writeHead(files.delete(path) ? 204 : 404).end();
      const found = files.get(path);
      if (found === undefined) return void response.writeHead(404).end();
      response.writeHead(200, {
        etag: '"v1"',
        'last-modified': 'Mon, 23 Nov 2026 21:00:00 GMT',
        'content-length': Buffer.byteLength(found),
      });
      response.end(request.method === 'HEAD' ? undefined : found);
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/x/`;
  });
  afterAll(() => new Promise<void>((resolve) => void server.close(() => resolve())));

  const config = (hosts: string) =>
    loadConfig({ SECRET_KEY: 'k'.repeat(40), OUTBOUND_PRIVATE_HOSTS: hosts, IMPORT_MAX_MB: '1' });
  const open = (extra: object = {}, secrets = {}, hosts = '127.0.0.0/8,localhost') =>
    openHttps(checkedSettings('https', { url, ...extra }), secrets, config(hosts));

  it('reads, writes and removes by name', async () => {
    const store = await open();
    await store.write('a b.csv', Readable.from(['email\n', 'a@b.de']));
    expect(await store.list('a b.csv')).toEqual([
      { name: 'a b.csv', size: 12, modifiedAt: new Date('2026-11-23T21:00:00Z'), mark: '"v1"' },
    ]);
    expect(await text(await store.read('a b.csv'))).toBe('email\na@b.de');
    expect(await text(await store.read('moved.csv'))).toBe('email\na@b.de');
    expect(await store.list('gone.csv')).toEqual([]);
    expect(await code(store.list('*.csv'))).toBe('remote.no-wildcards');
    expect(await code(store.read('gone.csv'))).toBe('remote.not-found');
    await store.write('b.csv', Readable.from(['x']));
    await store.remove('b.csv');
    expect(await code(store.remove('b.csv'))).toBe('remote.not-found');
    for (const name of OUT_OF_FOLDER) expect(await code(store.read(name))).toBe('remote.name');
  });

  it('is told who we are, but not those whom it sends us to', async () => {
    for (const [extra, secrets, header, value] of [
      [
        { auth: 'basic', user: 'ä' },
        { password: 'b:c' },
        'authorization',
        `Basic ${Buffer.from('ä:b:c').toString('base64')}`,
      ],
      [{ auth: 'bearer' }, { token: 't1' }, 'authorization', 'Bearer t1'],
      [{ auth: 'header', headerName: 'X-Api-Key' }, { token: 't2' }, 'x-api-key', 't2'],
    ] as const) {
      asked.length = 0;
      const store = await open(extra, secrets);
      await text(await store.read('away.csv'));
      expect(asked.map(({ headers }) => headers[header])).toEqual([value, undefined]);
    }
  });

  it('is quoted when it refuses', async () => {
    const store = await open();
    await expect(store.read('denied.csv')).rejects.toMatchObject({
      code: 'remote.denied',
      params: { reason: '401 Who are you no token' },
    });
    expect(await greetHttps(checkedSettings('https', { url }), {}, config('127.0.0.1'))).toBe(
      '404 Not Found',
    );
  });

  it('may not send more than can be imported, nor round in circles', async () => {
    const store = await open();
    expect(await code(store.read('large.csv').then((body) => text(body)))).toBe('remote.too-large');
    expect(await code(store.read('loop.csv'))).toBe('remote.unreachable');
  });

  it('inside our own network is not asked, directly or by a redirect, unless it is named', async () => {
    const inside = await open();
    expect(await code(inside.read('inside.csv'))).toBe('remote.blocked');
    expect(await code((await open({}, {}, '')).read('a b.csv'))).toBe('remote.insecure');
    for (const host of [
      '127.0.0.1',
      'localhost',
      '10.0.0.1',
      '169.254.169.254',
      '[::1]',
      '[::ffff:10.0.0.1]',
      '2130706433',
      '0x7f.1',
    ]) {
      const store = await openHttps(checkedSettings('https', { url: `https://${host}/` }), {}, config(''));
      expect(await code(store.read('a.csv')), host).toBe('remote.blocked');
    }
  });

  it('that speaks no TLS is not spoken to', async () => {
    const store = await openHttps(
      checkedSettings('https', { url: url.replace('http:', 'https:') }),
      {},
      config('127.0.0.1'),
    );
    expect(await code(store.read('a.csv'))).toBe('remote.unreachable');
  });
});
