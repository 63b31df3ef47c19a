import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { DEFAULT_EXPORT_OPTIONS } from '../../../contract/exports/export-options.js';

interface Made {
  id: number;
  version: number;
}

const VIEW = { area: 'recipients', name: 'View', shared: false, isDefault: false };
const IMPORT = {
  format: { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true },
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
  genderWords: [],
  defaultMailType: 1,
  reportAddresses: [],
  errorAddresses: [],
  reportLanguage: 'de',
};

describe.each(ENGINES)('users of a profile field on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
  });
  afterAll(() => test.close());

  let counter = 0;
  async function field(): Promise<{ id: number; name: string }> {
    const name = `used_${(counter += 1)}`;
    const made = await api.post<Made>('profile-fields', { name, label: `Used as ${name}`, type: 'text' });
    expect(made.status).toBe(201);
    return { id: made.body.id, name };
  }
  async function make(path: string, body: object): Promise<Made> {
    const made = await api.post<Made>(path, body);
    expect(made, JSON.stringify(made.body)).toMatchObject({ status: 201 });
    return made.body;
  }
  const view = (state: object) => make('saved-views', { ...VIEW, name: `View ${(counter += 1)}`, state });
  const exporting = (options: object) =>
    make('export-profiles', {
      name: `Export ${(counter += 1)}`,
      options: { ...DEFAULT_EXPORT_OPTIONS, ...options },
    });

  it.each<[string, (name: string) => Promise<string>]>([
    [
      'target-group',
      async (name) =>
        `target-groups/${(await make('target-groups', { name, eql: `\`Used as ${name}\` = 'x'` })).id}`,
    ],
    [
      'mailing',
      async (name) => {
        const { id, version } = await make('mailings', { name });
        expect(
          (await api.patch(`mailings/${id}`, { version, html: `Hello [agn${name.toUpperCase()}]` })).status,
        ).toBe(200);
        return `mailings/${id}`;
      },
    ],
    [
      'saved-view',
      async (name) => `saved-views/${(await view({ eql: `points > 3 OR NOT ${name} IS EMPTY` })).id}`,
    ],
    ['saved-view', async (name) => `saved-views/${(await view({ sort: `-fields.${name}` })).id}`],
    [
      'import-profile',
      async (name) => {
        const mapping = [
          { name: 'E-Mail', target: 'email' },
          { name: 'Other', target: { field: name } },
        ];
        return `import-profiles/${(await make('import-profiles', { name, settings: { ...IMPORT, mapping } })).id}`;
      },
    ],
    [
      'export-profile',
      async (name) =>
        `export-profiles/${(await exporting({ columns: [{ kind: 'field', name, header: '', value: '' }] })).id}`,
    ],
  ])('a %s keeps it, and is named', async (kind, use) => {
    const { id, name } = await field();
    const path = await use(name);
    const { body } = await api.get<{ items: { kind: string; id: number }[] }>(`profile-fields/${id}/usage`);
    expect(body.items).toMatchObject([{ kind, id: Number(path.split('/')[1]) }]);
    expect(await api.delete(`profile-fields/${id}`)).toMatchObject({
      status: 409,
      body: { code: 'profile-field.in-use' },
    });
    expect((await api.delete(path)).status).toBe(204);
    expect((await api.delete(`profile-fields/${id}`)).status).toBe(204);
  });

  it('is gone at once; its column goes when no process knows it any more', async () => {
    const { id, name } = await field();
    expect((await api.delete(`profile-fields/${id}`)).status).toBe(204);
    expect((await api.get(`profile-fields/${id}/usage`)).status).toBe(404);
    const column = () => test.transactions.query(`SELECT f_${name} FROM recipients`);
    await expect(column()).resolves.toEqual([]);
    await expect.poll(() => column().then(Boolean, () => false), { timeout: 20_000 }).toBe(false);
  });

  it('a shown column, a view of somebody who is gone and the same word as a text do not keep it', async () => {
    const { id, name } = await field();
    await view({ columns: `email,fields.${name}`, eql: `firstname = '${name}' -- ${name}` });
    const gone = await test.signIn();
    await gone.post('saved-views', { ...VIEW, state: { sort: `fields.${name}` } });
    expect((await api.get(`profile-fields/${id}/usage`)).body).toMatchObject({
      items: [{ kind: 'saved-view', name: 'View (User 2)' }],
    });
    await test.transactions.run(() =>
      test.transactions.execute('UPDATE users SET active = 0 WHERE id = ?', [gone.userId]),
    );
    expect((await api.delete(`profile-fields/${id}`)).status).toBe(204);
  });
});
