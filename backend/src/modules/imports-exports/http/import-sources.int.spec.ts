import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { zipOf } from '../../../../test/import-files.js';
import { SFTP_PASSWORD, SFTP_USER, startSftpServer } from '../../../../test/sftp-server.js';

const SETTINGS = {
  format: { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true },
  mapping: [
    { name: 'E-Mail', target: 'email', mandatory: true },
    { name: 'Vorname', target: 'firstname' },
    { name: '', target: 'lastname', defaultValue: 'Messe', constant: true },
  ],
  autoMapping: false,
  mode: 'add-and-update',
  nullHandling: 'keep',
  keys: ['email'],
  duplicates: 'check',
  updateAllMatches: true,
  mailingListIds: [],
  userType: 'W',
  decimalSeparator: ',',
  dateFormats: ['dd.MM.yyyy'],
  timeZone: 'Europe/Berlin',
  genderWords: [{ text: 'Kunde', gender: 5 }],
  defaultMailType: 1,
  reportAddresses: ['report@example.org'],
  errorAddresses: ['error@example.org'],
  reportLanguage: 'de',
};
const EVERY_DAY = { kind: 'daily', minutes: 0, times: ['06:00'], days: [], timeZone: 'Europe/Berlin' };

interface Row {
  id: number;
  version: number;
  [key: string]: unknown;
}
interface Run {
  id: number;
  state: string;
  fileName: string | null;
  importId: number | null;
  errorCode: string | null;
  attempt: number;
  startedBy: string;
}

describe.each(ENGINES)('sources of imports on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let exchange: string;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '1' });
    api = await test.signIn();
    exchange = test.config.exchangeFolder;
    mkdirSync(exchange, { recursive: true });
  });
  afterAll(() => test.close());

  async function profile(name: string, more: object = {}): Promise<number> {
    const made = await api.post<Row>('import-profiles', { name, settings: { ...SETTINGS, ...more } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  async function folder(name: string): Promise<number> {
    mkdirSync(join(exchange, name), { recursive: true });
    const made = await api.post<Row>('connections', { name, kind: 'folder', settings: { folder: name } });
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  async function automatic(name: string, more: object): Promise<number> {
    const made = await api.post<Row>('automatic-imports', {
      name, pattern: '*.csv', schedule: EVERY_DAY, active: true, ...more,
    }); // prettier-ignore
    expect(made.status, JSON.stringify(made.body)).toBe(201);
    return made.body.id;
  }

  /** All runs, oldest first, once none works any more. */
  async function settled(id: number, atLeast = 1): Promise<Run[]> {
    for (;;) {
      const { body } = await api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`);
      const busy = body.items.some(({ state }) => ['queued', 'fetching', 'importing'].includes(state));
      if (!busy && body.items.length >= atLeast) return body.items.reverse();
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  async function mailsTo(address: string, count: number): Promise<{ subject: string; body: string }[]> {
    for (;;) {
      const sent = await test.transactions.query<{ subject: string; body: string }>(
        "SELECT subject, body FROM system_mails WHERE recipient = ? AND state = 'sent' ORDER BY id",
        [address],
      );
      if (sent.length >= count) return sent;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  const people = async (q: string) =>
    (await api.get<{ items: { email: string; firstname: string; lastname: string }[] }>(`recipients?q=${q}`))
      .body.items;

  it('profiles are made, changed, copied, taken as default and deleted', async () => {
    const input = { name: ' Messe  2026 ', settings: SETTINGS, zipPassword: 'geheim' };
    const made = await api.post<Row>('import-profiles', input);
    expect(made).toMatchObject({
      status: 201,
      body: {
        name: 'Messe 2026',
        hasZipPassword: true,
        version: 1,
        isDefault: false,
        settings: { timeZone: 'Europe/Berlin' },
      },
    });
    const path = `import-profiles/${made.body.id}`;
    expect(JSON.stringify((await api.get(path)).body)).not.toContain('geheim');
    expect(await api.post('import-profiles', { ...input, name: 'messe 2026' })).toMatchObject({
      status: 409,
      body: { code: 'name.taken' },
    });
    expect(await api.post('import-profiles', { ...input, name: 'ab' })).toMatchObject({
      status: 422,
      body: { fields: { name: { code: 'input.too-short' } } },
    });
    const change = { ...input, name: 'Messe', zipPassword: undefined, version: 1 };
    expect(await api.put(path, change)).toMatchObject({
      status: 200,
      body: { name: 'Messe', version: 2, hasZipPassword: true },
    });
    expect(await api.put(path, change)).toMatchObject({ status: 409, body: { code: 'version.conflict' } });
    const copy = await api.post<Row>(`${path}/copy`);
    expect(copy).toMatchObject({
      status: 201,
      body: { name: 'Messe (2)', version: 1, hasZipPassword: true },
    });
    expect((await api.put(`import-profiles/${copy.body.id}/default`)).status).toBe(204);
    expect((await api.put(`${path}/default`)).status).toBe(204);
    expect((await api.get<{ items: Row[] }>('import-profiles')).body.items.map(({ name, isDefault }) => [name, isDefault])).toEqual([
      ['Messe', true], ['Messe (2)', false],
    ]); // prettier-ignore
    expect((await api.delete(`import-profiles/${copy.body.id}`)).status).toBe(204);
    expect((await api.delete(path)).status).toBe(204);
    expect((await api.get<{ items: Row[] }>('import-profiles')).body.items).toEqual([]);
  });

  it.each([
    [
      { decimalSeparator: ',', format: { kind: 'csv', separator: ',', header: true } },
      'settings.decimalSeparator',
    ],
    [{ autoMapping: true, format: { kind: 'csv', header: false } }, 'settings.autoMapping'],
    [{ mapping: [{ name: 'x', target: 'firstname' }] }, 'settings.mapping'],
    [
      {
        mapping: [
          { name: 'a', target: 'email' },
          { name: 'A', target: 'ignore' },
        ],
      },
      'settings.mapping.1',
    ],
    [
      {
        mapping: [
          { name: 'a', target: 'email' },
          { name: 'b', target: { newField: { name: 'city', label: 'City', type: 'text' } } },
        ],
      },
      'settings.mapping.1',
    ],
    [{ reportAddresses: ['nobody'] }, 'settings.reportAddresses'],
    [{ mode: 'burn' }, 'settings.mode'],
    [{ dateFormats: ['yyyy'] }, 'settings.dateFormats'],
  ])('profiles are refused with %j', async (more, field) => {
    const answer = await api.post<{ fields: object }>('import-profiles', {
      name: 'Wrong',
      settings: { ...SETTINGS, ...more },
    });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields)).toContain(field);
  });

  it('profiles say how a file is read: by the names of columns, in any order', async () => {
    const profileId = await profile('Reihenfolge');
    const data = new FormData();
    data.set('file', new Blob(['Notiz;vorname;E-MAIL\nx;Anna;anna@example.org\n']), 'a.csv');
    const uploaded = await api.post<Row>('imports', data);
    const preview = await api.post(`imports/${uploaded.body.id}/preview`, { profileId });
    expect(preview).toMatchObject({
      status: 200,
      body: {
        columns: [
          { header: 'Notiz', guess: 'ignore' },
          { header: 'vorname', guess: 'firstname', confidence: 1 },
          { header: 'E-MAIL', guess: 'email', mandatory: true },
        ],
        constants: [{ target: 'lastname', defaultValue: 'Messe', constant: true }],
      },
    });
    const wrong = new FormData();
    wrong.set('file', new Blob(['Vorname;Mail\nAnna;anna@example.org\n']), 'b.csv');
    const other = await api.post<Row>('imports', wrong);
    expect(await api.post(`imports/${other.body.id}/preview`, { profileId })).toMatchObject({
      status: 422,
      body: { code: 'import-profile.columns-missing', detail: expect.stringContaining('“E-Mail”') },
    });
  });

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

  it('automatic imports take one new file after the other, remove them and report', async () => {
    const [profileId, connectionId] = [await profile('Ordner'), await folder('watched')];
    const id = await automatic('Nachts', { profileId, connectionId, removeAfter: true });
    writeFileSync(
      join(exchange, 'watched', 'a.csv'),
      'E-Mail;Vorname\nauto1@example.org;Anna\nnobody;Bert\n',
    );
    writeFileSync(join(exchange, 'watched', 'b.csv'), 'Vorname;E-Mail\nCleo;auto2@example.org\n');
    writeFileSync(join(exchange, 'watched', 'c.txt'), 'not for us');
    expect((await api.post(`automatic-imports/${id}/run`)).status).toBe(202);
    const runs = await settled(id, 3);
    expect(runs.map(({ state, fileName }) => [state, fileName])).toEqual([
      ['done', 'a.csv'],
      ['done', 'b.csv'],
      ['nothing', null],
    ]);
    expect(await people('auto')).toMatchObject([
      { email: 'auto1@example.org', firstname: 'Anna', lastname: 'Messe' },
      { email: 'auto2@example.org', firstname: 'Cleo', lastname: 'Messe' },
    ]);
    expect(existsSync(join(exchange, 'watched', 'a.csv'))).toBe(false);
    expect(readFileSync(join(exchange, 'watched', 'c.txt'), 'utf8')).toBe('not for us');
    const reports = await mailsTo('report@example.org', 2);
    expect(reports.map(({ subject }) => subject)).toEqual([
      'Mit Fehlern importiert: a.csv',
      'Importiert: b.csv',
    ]);
    expect(reports[0]?.body).toMatch(/Gelesene Zeilen: 2\nNeue Empfänger: 1\n[^]*Zeilen mit Fehlern: 1\n/);
    expect((await mailsTo('error@example.org', 1)).map(({ subject }) => subject)).toEqual([
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

  it('automatic imports know files again that they leave where they are', async () => {
    const [profileId, connectionId] = [
      await profile('Nur neue', { reportAddresses: [] }),
      await folder('kept'),
    ];
    const id = await automatic('Nur Neue', { profileId, connectionId });
    const file = join(exchange, 'kept', 'a.csv');
    writeFileSync(file, 'E-Mail;Vorname\nkept1@example.org;A\n');
    await api.post(`automatic-imports/${id}/run`);
    expect((await settled(id, 2)).map(({ state }) => state)).toEqual(['done', 'nothing']);
    await api.post(`automatic-imports/${id}/run`);
    expect((await settled(id, 3)).at(-1)?.state).toBe('nothing');
    writeFileSync(file, 'E-Mail;Vorname\nkept1@example.org;A\nkept2@example.org;B\n');
    await api.post(`automatic-imports/${id}/run`);
    expect((await settled(id, 5)).map(({ state }) => state)).toEqual([
      'done',
      'nothing',
      'nothing',
      'done',
      'nothing',
    ]);
    expect((await people('kept')).map(({ email }) => email)).toEqual([
      'kept1@example.org',
      'kept2@example.org',
    ]);
    expect(existsSync(file)).toBe(true);
  });

  it('automatic imports fetch archives with passwords from SFTP servers', async () => {
    const server = await startSftpServer();
    try {
      writeFileSync(
        join(server.folder, 'people-2026.zip'),
        await zipOf({ 'x.csv': 'E-Mail;Vorname\nsftp@example.org;Sven\n' }, { password: 'zu' }),
      );
      const made = await api.post<Row>('import-profiles', {
        name: 'SFTP',
        settings: SETTINGS,
        zipPassword: 'zu',
      });
      const settings = { host: '127.0.0.1', port: server.port, user: SFTP_USER };
      const connection = await api.post<Row>('connections', {
        name: 'SFTP',
        kind: 'sftp',
        settings,
        secrets: { password: SFTP_PASSWORD },
      });
      const id = await automatic('SFTP', {
        profileId: made.body.id,
        connectionId: connection.body.id,
        pattern: 'people-*.zip',
      });
      await api.post(`automatic-imports/${id}/run`);
      expect((await settled(id))[0]).toMatchObject({ state: 'failed', errorCode: 'remote.host-key-unknown' });
      await api.post(`connections/${connection.body.id}/test`);
      await api.post(`automatic-imports/${id}/run`);
      expect((await settled(id, 3)).slice(1)).toMatchObject([
        { state: 'done', fileName: 'people-2026.zip' },
        { state: 'nothing' },
      ]);
      expect(await people('sftp')).toMatchObject([{ firstname: 'Sven' }]);
    } finally {
      await server.close();
    }
  });

  it('automatic imports try again after a failure and tell of the last one', async () => {
    const [profileId, connectionId] = [
      await profile('Fehler', { errorAddresses: ['last@example.org'] }),
      await folder('broken'),
    ];
    const id = await automatic('Fehlerhaft', { profileId, connectionId, retries: 1, retryMinutes: 5 });
    writeFileSync(join(exchange, 'broken', 'broken.csv'), 'Mail;Vorname\nx@example.org;A\n');
    await api.post(`automatic-imports/${id}/run`);
    await expect
      .poll(async () => (await api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`)).body.items.length)
      .toBe(2);
    expect((await api.get<{ items: Run[] }>(`automatic-imports/${id}/runs`)).body.items).toMatchObject([
      { state: 'queued', attempt: 2, startedBy: 'retry' },
      { state: 'failed', attempt: 1, errorCode: 'import-profile.columns-missing' },
    ]);
    test.turnClock(6 * 60_000);
    expect((await settled(id, 2)).map(({ state }) => state)).toEqual(['failed', 'failed']);
    const [mail, ...others] = await mailsTo('last@example.org', 1);
    expect(others).toEqual([]);
    expect(mail?.subject).toBe('Automatischer Import fehlgeschlagen: Fehlerhaft');
    expect(mail?.body).toContain('fehlt die Spalte “E-Mail”');
    const imports = (await api.get<{ items: Row[] }>('imports')).body.items;
    expect(imports.filter(({ fileName }) => fileName === 'broken.csv')).toEqual([]);
  });

  it('automatic imports take empty files as they are told to', async () => {
    const [profileId, connectionId] = [await profile('Leer', { errorAddresses: [] }), await folder('empty')];
    writeFileSync(join(exchange, 'empty', 'a.csv'), '\n');
    const strict = await automatic('Leer verboten', { profileId, connectionId });
    await api.post(`automatic-imports/${strict}/run`);
    expect(await settled(strict)).toMatchObject([{ state: 'failed', errorCode: 'file-empty' }]);
    const lenient = await automatic('Leer erlaubt', { profileId, connectionId, allowEmpty: true });
    await api.post(`automatic-imports/${lenient}/run`);
    expect((await settled(lenient, 2)).map(({ state }) => state)).toEqual(['done', 'nothing']);
  });

  it('automatic imports run when their time has come: once, however late', async () => {
    const [profileId, connectionId] = [
      await profile('Zeitplan', { reportAddresses: [] }),
      await folder('timed'),
    ];
    const schedule = { kind: 'interval', minutes: 30, times: [], days: [], timeZone: 'UTC' };
    const id = await automatic('Halbstündlich', { profileId, connectionId, schedule });
    const off = await automatic('Aus', { profileId, connectionId, schedule, active: false });
    test.turnClock(5 * 3_600_000);
    expect((await settled(id)).map(({ state, startedBy }) => [state, startedBy])).toEqual([
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
});
