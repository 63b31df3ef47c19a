import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:https';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { zipOf } from '../../../../test/import-files.js';
import { ImportSources, PROFILE_SETTINGS, type Row, type Run } from '../../../../test/import-sources.js';
import { SFTP_PASSWORD, SFTP_USER, startSftpServer } from '../../../../test/sftp-server.js';
import { authority } from '../../../../test/smtp/self-signed.js';
import { UserStatus } from '../../../contract/recipients/codes.js';

describe.each(ENGINES)('automatic imports on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let sources: ImportSources;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '1', OUTBOUND_PRIVATE_HOSTS: '127.0.0.1' });
    api = await test.signIn();
    sources = new ImportSources(test, api);
  });
  afterAll(() => test.close());

  it('take one new file after the other, remove them and report', async () => {
    const [profileId, connectionId] = [await sources.profile('Ordner'), await sources.folder('watched')];
    const id = await sources.automatic('Nachts', { profileId, connectionId, removeAfter: true });
    writeFileSync(
      join(sources.exchange, 'watched', 'a.csv'),
      'E-Mail;Vorname\nauto1@example.org;Anna\nnobody;Bert\n',
    );
    writeFileSync(join(sources.exchange, 'watched', 'b.csv'), 'Vorname;E-Mail\nCleo;auto2@example.org\n');
    writeFileSync(join(sources.exchange, 'watched', 'c.txt'), 'not for us');
    expect((await api.post(`automatic-imports/${id}/run`)).status).toBe(202);
    const runs = await sources.settled(id, 3);
    expect(runs.map(({ state, fileName }) => [state, fileName])).toEqual([
      ['done', 'a.csv'],
      ['done', 'b.csv'],
      ['nothing', null],
    ]);
    expect(await sources.people('auto')).toMatchObject([
      { email: 'auto1@example.org', firstname: 'Anna', lastname: 'Messe' },
      { email: 'auto2@example.org', firstname: 'Cleo', lastname: 'Messe' },
    ]);
    expect(existsSync(join(sources.exchange, 'watched', 'a.csv'))).toBe(false);
    expect(readFileSync(join(sources.exchange, 'watched', 'c.txt'), 'utf8')).toBe('not for us');
    const reports = await sources.mailsTo('report@example.org', 2);
    expect(reports.map(({ subject }) => subject)).toEqual([
      'Mit Fehlern importiert: a.csv',
      'Importiert: b.csv',
    ]);
    expect(reports[0]?.body).toMatch(/Gelesene Zeilen: 2\nNeue Empfänger: 1\n[^]*Zeilen mit Fehlern: 1\n/);
    expect((await sources.mailsTo('error@example.org', 1)).map(({ subject }) => subject)).toEqual([
      'Mit Fehlern importiert: a.csv',
    ]);
    expect(await api.delete(`import-profiles/${profileId}`)).toMatchObject({
      status: 409,
      body: { code: 'exchange.in-use' },
    });
    expect(await api.delete(`connections/${connectionId}`)).toMatchObject({
      status: 409,
      body: { code: 'exchange.in-use' },
    });
    expect((await api.get(`connections/${connectionId}/usage`)).body).toEqual({
      items: [{ kind: 'automatic-import', id, name: 'Nachts' }],
    });
    expect((await api.delete(`automatic-imports/${id}`)).status).toBe(204);
    expect((await api.delete(`connections/${connectionId}`)).status).toBe(204);
  });

  it('know files again that they leave where they are', async () => {
    const [profileId, connectionId] = [
      await sources.profile('Nur neue', { reportAddresses: [] }),
      await sources.folder('kept'),
    ];
    const id = await sources.automatic('Nur Neue', { profileId, connectionId });
    const file = join(sources.exchange, 'kept', 'a.csv');
    writeFileSync(file, 'E-Mail;Vorname\nkept1@example.org;A\n');
    await api.post(`automatic-imports/${id}/run`);
    expect((await sources.settled(id, 2)).map(({ state }) => state)).toEqual(['done', 'nothing']);
    await api.post(`automatic-imports/${id}/run`);
    expect((await sources.settled(id, 3)).at(-1)?.state).toBe('nothing');
    writeFileSync(file, 'E-Mail;Vorname\nkept1@example.org;A\nkept2@example.org;B\n');
    await api.post(`automatic-imports/${id}/run`);
    expect((await sources.settled(id, 5)).map(({ state }) => state)).toEqual([
      'done',
      'nothing',
      'nothing',
      'done',
      'nothing',
    ]);
    expect((await sources.people('kept')).map(({ email }) => email)).toEqual([
      'kept1@example.org',
      'kept2@example.org',
    ]);
    expect(existsSync(file)).toBe(true);
  });

  it('fetch archives with passwords from SFTP servers', async () => {
    const server = await startSftpServer();
    try {
      writeFileSync(
        join(server.folder, 'people-2026.zip'),
        await zipOf({ 'x.csv': 'E-Mail;Vorname\nsftp@example.org;Sven\n' }, { password: 'zu' }),
      );
      const made = await api.post<Row>('import-profiles', {
        name: 'SFTP',
        settings: PROFILE_SETTINGS,
        zipPassword: 'zu',
      });
      const settings = { host: '127.0.0.1', port: server.port, user: SFTP_USER };
      const connection = await api.post<Row>('connections', {
        name: 'SFTP',
        kind: 'sftp',
        settings,
        secrets: { password: SFTP_PASSWORD },
      });
      const id = await sources.automatic('SFTP', {
        profileId: made.body.id,
        connectionId: connection.body.id,
        pattern: 'people-*.zip',
      });
      await api.post(`automatic-imports/${id}/run`);
      expect((await sources.settled(id))[0]).toMatchObject({
        state: 'failed',
        errorCode: 'remote.host-key-unknown',
      });
      await api.post(`connections/${connection.body.id}/test`);
      await api.post(`automatic-imports/${id}/run`);
      expect((await sources.settled(id, 3)).slice(1)).toMatchObject([
        { state: 'done', fileName: 'people-2026.zip' },
        { state: 'nothing' },
      ]);
      expect(await sources.people('sftp')).toMatchObject([{ firstname: 'Sven' }]);
    } finally {
      await server.close();
    }
  });

  it('try again after a failure and tell of the last one', async () => {
    const [profileId, connectionId] = [
      await sources.profile('Fehler', { errorAddresses: ['last@example.org'] }),
      await sources.folder('broken'),
    ];
    const id = await sources.automatic('Fehlerhaft', {
      profileId,
      connectionId,
      retries: 1,
      retryMinutes: 5,
    });
    writeFileSync(join(sources.exchange, 'broken', 'broken.csv'), 'Mail;Vorname\nx@example.org;A\n');
    await api.post(`automatic-imports/${id}/run`);
    await expect
      .poll(async () => (await api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`)).body.items.length)
      .toBe(2);
    expect((await api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`)).body.items).toMatchObject([
      { state: 'queued', attempt: 2, startedBy: 'retry' },
      { state: 'failed', attempt: 1, errorCode: 'import-profile.columns-missing' },
    ]);
    test.turnClock(6 * 60_000);
    expect((await sources.settled(id, 2)).map(({ state }) => state)).toEqual(['failed', 'failed']);
    const [mail, ...others] = await sources.mailsTo('last@example.org', 1);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Automatischer Import fehlgeschlagen: Fehlerhaft');
    expect(mail?.body).toContain('fehlt die Spalte “E-Mail”');
    const imports = (await api.get<{ items: Row[] }>('imports')).body.items;
    expect(imports.filter(({ fileName }) => fileName === 'broken.csv')).toEqual([]);
  });

  it('take empty files as they are told to', async () => {
    const [profileId, connectionId] = [
      await sources.profile('Leer', { errorAddresses: [] }),
      await sources.folder('empty'),
    ];
    writeFileSync(join(sources.exchange, 'empty', 'a.csv'), '\n');
    const strict = await sources.automatic('Leer verboten', { profileId, connectionId });
    await api.post(`automatic-imports/${strict}/run`);
    expect(await sources.settled(strict)).toMatchObject([{ state: 'failed', errorCode: 'file-empty' }]);
    const lenient = await sources.automatic('Leer erlaubt', { profileId, connectionId, allowEmpty: true });
    await api.post(`automatic-imports/${lenient}/run`);
    expect((await sources.settled(lenient, 2)).map(({ state }) => state)).toEqual(['done', 'nothing']);
  });

  it('run when their time has come: once, however late', async () => {
    const [profileId, connectionId] = [
      await sources.profile('Zeitplan', { reportAddresses: [] }),
      await sources.folder('timed'),
    ];
    const schedule = { kind: 'interval', minutes: 30, times: [], days: [], timeZone: 'UTC' };
    const id = await sources.automatic('Halbstündlich', { profileId, connectionId, schedule });
    const off = await sources.automatic('Aus', { profileId, connectionId, schedule, active: false });
    test.turnClock(5 * 3_600_000);
    expect((await sources.settled(id)).map(({ state, startedBy }) => [state, startedBy])).toEqual([
      ['nothing', 'schedule'],
    ]);
    const { nextRunAt } = (await api.get<{ nextRunAt: string }>(`automatic-imports/${id}`)).body;
    const ahead = Date.parse(nextRunAt) - (Date.now() + 5 * 3_600_000 + 6 * 60_000);
    expect(ahead).toBeGreaterThan(29 * 60_000);
    expect(ahead).toBeLessThan(31 * 60_000);
    expect((await api.get<{ items: Run[] }>(`automatic-imports/${off}/runs`)).body.items).toEqual([]);
    expect((await api.get(`automatic-imports/${off}`)).body).toMatchObject({
      nextRunAt: null,
      lastRun: null,
    });
  });

  it('go into lists with double opt-in with the consent that the profile records', async () => {
    const list = await sources.made('mailing-lists', { name: 'Messe', doubleOptIn: true });
    const connectionId = await sources.folder('consent');
    for (const [name, consent] of [
      ['silent', null],
      ['agreed', { method: 'paper', source: 'Messe Köln 2026, Karte', textVersion: 'v3' }],
    ] as const) {
      const profileId = await sources.profile(`Einwilligung ${name}`, { mailingListIds: [list], consent });
      const id = await sources.automatic(name, { profileId, connectionId, pattern: `${name}.csv` });
      writeFileSync(
        join(sources.exchange, 'consent', `${name}.csv`),
        `E-Mail;Vorname\n${name}@example.org;A\n`,
      );
      await api.post(`automatic-imports/${id}/run`);
      expect((await sources.settled(id, 2)).map(({ state }) => state)).toEqual(['done', 'nothing']);
    }
    const of = async (address: string) => {
      const id = (await sources.people(address))[0]?.id;
      const consents = await api.get<{ items: object[] }>(`recipients/${id}/consents`);
      const bindings = await api.get<{ items: object[] }>(`recipients/${id}/bindings`);
      return { bindings: bindings.body.items, consents: consents.body.items };
    };
    expect(await of('silent@example.org')).toMatchObject({
      bindings: [{ mailingListId: list, status: UserStatus.WaitForConfirm }],
      consents: [],
    });
    expect(await of('agreed@example.org')).toMatchObject({
      bindings: [{ mailingListId: list, status: UserStatus.Active }],
      consents: [
        { mailingListId: list, method: 'paper', source: 'Messe Köln 2026, Karte', textVersion: 'v3' },
      ],
    });
  });

  it('fetch files over HTTPS from servers with a trusted certificate only', async () => {
    const known = getCACertificates('default');
    const ours = authority('CRM authority');
    let asked = 0;
    const server = createServer(ours.issue(['127.0.0.1']), (request, response) => {
      asked += 1;
      response.setHeader('etag', '"v1"');
      response.end(request.method === 'HEAD' ? undefined : 'E-Mail;Vorname\ntls@example.org;Tessa\n');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const address = server.address();
      const url = `https://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/export/`;
      const profileId = await sources.profile('HTTPS', { errorAddresses: ['tls-error@example.org'] });
      const connectionId = await sources.made('connections', {
        name: 'HTTPS',
        kind: 'https',
        settings: { url },
      });
      const id = await sources.automatic('HTTPS', { profileId, connectionId, pattern: 'people.csv' });
      expect((await api.post(`connections/${connectionId}/test`)).body).toMatchObject({
        ok: false,
        code: 'remote.certificate',
        message: expect.stringContaining('NODE_EXTRA_CA_CERTS'),
      });
      await api.post(`automatic-imports/${id}/run`);
      expect(await sources.settled(id)).toMatchObject([{ state: 'failed', errorCode: 'remote.certificate' }]);
      expect((await sources.mailsTo('tls-error@example.org', 1))[0]?.body).toContain(
        'Zertifikat des Servers',
      );
      expect(asked).toBe(0);
      setDefaultCACertificates([...known, ours.cert]);
      expect((await api.post(`connections/${connectionId}/test`)).body).toMatchObject({ ok: true });
      await api.post(`automatic-imports/${id}/run`);
      expect((await sources.settled(id, 3)).slice(1)).toMatchObject([
        { state: 'done', fileName: 'people.csv' },
        { state: 'nothing' },
      ]);
      expect(await sources.people('tls@')).toMatchObject([{ email: 'tls@example.org', firstname: 'Tessa' }]);
    } finally {
      setDefaultCACertificates(known);
      server.close();
    }
  });
});
