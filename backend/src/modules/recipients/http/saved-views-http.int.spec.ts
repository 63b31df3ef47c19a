import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';

interface View {
  id: number;
  name: string;
  own: boolean;
  ownerName: string;
  shared: boolean;
  isDefault: boolean;
}

describe.each(ENGINES)('saved views on %s', (engine) => {
  let test: TestApp;
  let ada: Api;
  let bob: Api;

  beforeAll(async () => {
    test = await startApp(engine);
    ada = await test.signIn();
    bob = await test.signIn([]);
  });
  afterAll(() => test.close());

  const input = { name: 'Mine', shared: false, isDefault: false, state: {} };
  const save = (api: Api, changes: Partial<typeof input>, area = 'recipients') =>
    api.post<View>('saved-views', { area, ...input, ...changes });
  const put = (api: Api, id: number, changes: Partial<typeof input>) =>
    api.put<View>(`saved-views/${id}`, { ...input, ...changes });
  const views = async (api: Api, area = 'recipients') =>
    (await api.get<{ items: View[] }>(`saved-views?area=${area}`)).body.items;
  const defaults = async (api: Api) =>
    (await views(api)).filter(({ isDefault }) => isDefault).map(({ name }) => name);

  it('keeps the state as it was given, in its own list only', async () => {
    const state = { columns: ['email', 'fields.city'], filter: { q: 'O\'Brien 😀 \\ "x"' }, sort: null };
    const made = await save(ada, { name: ' Zürich ', state });
    expect(made).toMatchObject({
      status: 201,
      body: { area: 'recipients', name: 'Zürich', own: true, ownerName: 'User 1', state },
    });
    expect(await views(ada)).toMatchObject([{ id: made.body.id, name: 'Zürich', state }]);
    expect(await views(ada, 'mailings')).toEqual([]);
    expect((await ada.get('saved-views?area=elsewhere')).status).toBe(422);
  });

  it('shows others only what is shared, and lets only the owner change it', async () => {
    const hidden = (await save(ada, { name: 'Hidden' })).body;
    const shared = (await save(ada, { name: 'Shared', shared: true, isDefault: true })).body;
    expect(await views(bob)).toMatchObject([
      { id: shared.id, own: false, ownerName: 'User 1', shared: true, isDefault: false },
    ]);
    for (const { id } of [hidden, shared]) {
      expect((await put(bob, id, { name: 'Taken over' })).status).toBe(404);
      expect((await bob.delete(`saved-views/${id}`)).status).toBe(404);
    }
    expect(await put(ada, shared.id, { name: 'Shared' })).toMatchObject({ body: { shared: false } });
    expect(await views(bob)).toEqual([]);
    expect((await ada.delete(`saved-views/${hidden.id}`)).status).toBe(204);
    expect((await views(ada)).map(({ name }) => name)).not.toContain('Hidden');
  });

  it('takes a name once per person and list, whatever its case', async () => {
    const { id } = (await save(bob, { name: 'Once' })).body;
    const other = (await save(bob, { name: 'Twice' })).body;
    expect((await save(bob, { name: 'Once' }, 'blocklist')).status).toBe(201);
    expect((await save(ada, { name: 'Once' })).status).toBe(201);
    const taken = { status: 409, body: { code: 'saved-view.name-taken', fields: { name: {} } } };
    expect(await save(bob, { name: 'ONCE' })).toMatchObject(taken);
    expect(await put(bob, other.id, { name: 'once' })).toMatchObject(taken);
    expect(await put(bob, id, { name: 'ONCE' })).toMatchObject({ status: 200, body: { name: 'ONCE' } });
    expect((await save(bob, { name: '  ' })).status).toBe(422);
    expect((await save(bob, { name: 'x'.repeat(101) })).status).toBe(422);
  });

  it('has one default per person and list; a refused one changes nothing', async () => {
    const carl = await test.signIn([]);
    const first = (await save(carl, { name: 'First', isDefault: true })).body;
    await save(carl, { name: 'Elsewhere', isDefault: true }, 'blocklist');
    expect((await save(carl, { name: 'first', isDefault: true })).status).toBe(409);
    expect(await defaults(carl)).toEqual(['First']);
    await save(carl, { name: 'Second', isDefault: true });
    expect(await defaults(carl)).toEqual(['Second']);
    await put(carl, first.id, { name: 'First', isDefault: true });
    expect(await defaults(carl)).toEqual(['First']);
    expect(await views(carl, 'blocklist')).toMatchObject([{ name: 'Elsewhere', isDefault: true }]);
  });

  it('refuses too many and too large ones, and strangers', async () => {
    const dora = await test.signIn([]);
    await test.transactions.run(() =>
      test.transactions.insertRows(
        'INSERT INTO saved_views',
        ['area', 'name', 'owner_id', 'state', 'created_at', 'updated_at'],
        Array.from({ length: 99 }, (_, index) => ['mailings', `View ${index}`, dora.userId, '{}', 1, 1]),
      ),
    );
    const large = { text: 'x'.repeat(50_000) };
    expect(await save(dora, { state: large })).toMatchObject({
      status: 422,
      body: { fields: { state: {} } },
    });
    expect((await save(dora, { name: 'Last' })).status).toBe(201);
    expect(await save(dora, { name: 'Beyond' })).toMatchObject({
      status: 409,
      body: { code: 'saved-view.too-many' },
    });
    expect((await test.anonymous.get('saved-views?area=recipients')).status).toBe(401);
  });
});
