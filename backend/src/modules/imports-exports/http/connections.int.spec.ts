import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import type { Row } from '../../../../test/import-sources.js';
import { SFTP_PASSWORD, SFTP_USER, startSftpServer } from '../../../../test/sftp-server.js';

describe.each(ENGINES)('connections on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '1' });
    api = await test.signIn();
  });
  afterAll(() => test.close());

  it('connections keep secrets to themselves, and know where they may be sent', async () => {
    const server = await startSftpServer();
    try {
      const input = {
        name: 'CRM', kind: 'sftp', settings: { host: '127.0.0.1', port: server.port, user: SFTP_USER }, secrets: { password: SFTP_PASSWORD },
      }; // prettier-ignore
      const made = await api.post<Row>('connections', input);
      expect(made).toMatchObject({
        status: 201,
        body: { secretsSet: ['password'], settings: { hostKey: '' } },
      });
      const path = `connections/${made.body.id}`;
      const [kept] = await test.transactions.query<{ secrets: string }>(
        'SELECT secrets FROM connections WHERE id = ?',
        [made.body.id],
      );
      expect(kept?.secrets).toMatch(/^v1\./);
      expect(kept?.secrets).not.toContain(Buffer.from(SFTP_PASSWORD).toString('base64').slice(0, 8));
      expect(await api.post(`${path}/test`)).toMatchObject({
        status: 200,
        body: { ok: true, files: 0, hostKey: expect.stringMatching(/^SHA256:/) },
      });
      expect((await api.get<{ settings: { hostKey: string } }>(path)).body.settings.hostKey).toMatch(
        /^SHA256:/,
      );
      const elsewhere = {
        ...input,
        settings: { ...input.settings, host: 'localhost' },
        secrets: undefined,
        version: 1,
      };
      expect(await api.put(path, elsewhere)).toMatchObject({ status: 200, body: { secretsSet: [] } });
      expect(await api.post(`${path}/test`, undefined, { 'accept-language': 'de' })).toMatchObject({
        body: {
          ok: false,
          code: 'remote.denied',
          message: expect.stringContaining('abgelehnt'),
          detail: expect.stringContaining('authentication'),
        },
      });
      expect((await api.delete(path)).status).toBe(204);
      const manager = await test.signIn(['recipients.import']);
      expect((await manager.get('connections')).status).toBe(403);
      expect((await manager.get('connections/names')).status).toBe(200);
    } finally {
      await server.close();
    }
  });

  it.each([
    [{ kind: 'folder', settings: { folder: '../x' } }, 'folder'],
    [{ kind: 'sftp', settings: { host: 'a b', user: 'x' } }, 'host'],
    [{ kind: 'sftp', settings: { host: 'a', user: 'x', hostKey: 'abc' } }, 'hostKey'],
    [{ kind: 'https', settings: { url: 'ftp://example.org' } }, 'url'],
    [{ kind: 'https', settings: { url: 'https://me:secret@example.org' } }, 'url'],
    [
      { kind: 'https', settings: { url: 'https://example.org', auth: 'header', headerName: 'Host' } },
      'headerName',
    ],
  ])('connections are refused with %j', async (input, field) => {
    const answer = await api.post<{ fields: object }>('connections', { name: 'Wrong', ...input });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields)).toEqual([field]);
  });
});
