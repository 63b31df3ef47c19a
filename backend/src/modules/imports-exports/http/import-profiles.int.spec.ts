import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { ImportSources, PROFILE_SETTINGS, type Row } from '../../../../test/import-sources.js';

describe.each(ENGINES)('import profiles on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let sources: ImportSources;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '1' });
    api = await test.signIn();
    sources = new ImportSources(test, api);
  });
  afterAll(() => test.close());

  it('profiles are made, changed, copied, taken as default and deleted', async () => {
    const input = { name: ' Messe  2026 ', settings: PROFILE_SETTINGS, zipPassword: 'geheim' };
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
      settings: { ...PROFILE_SETTINGS, ...more },
    });
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields)).toContain(field);
  });

  it('profiles say how a file is read: by the names of columns, in any order', async () => {
    const profileId = await sources.profile('Reihenfolge');
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

  it('keep how people consented, and none where nothing is said', async () => {
    const consent = { method: 'form', source: 'https://example.org/abo', textVersion: '2026-01' };
    const id = await sources.profile('Mit Einwilligung', { consent });
    const path = `import-profiles/${id}`;
    expect((await api.get(path)).body).toMatchObject({ settings: { consent } });
    const copy = await api.post<Row>(`${path}/copy`);
    expect(copy.body).toMatchObject({ settings: { consent } });
    const change = { name: 'Ohne Einwilligung', settings: PROFILE_SETTINGS, version: 1 };
    expect((await api.put(path, change)).body).toMatchObject({ settings: { consent: null } });
    // As profiles were kept before they had a consent.
    await test.transactions.run(() =>
      test.transactions.execute('UPDATE import_profiles SET settings = ? WHERE id = ?', [
        JSON.stringify(PROFILE_SETTINGS),
        id,
      ]),
    );
    expect((await api.get(path)).body).toMatchObject({ settings: { consent: null } });
    for (const wrong of [{ ...consent, method: 'guess' }, { method: 'form' }]) {
      const answer = await api.post<{ fields: object }>('import-profiles', {
        name: 'Wrong',
        settings: { ...PROFILE_SETTINGS, consent: wrong },
      });
      expect(answer.status).toBe(422);
      expect(Object.keys(answer.body.fields)[0]).toMatch(/^settings\.consent/);
    }
  });
});
