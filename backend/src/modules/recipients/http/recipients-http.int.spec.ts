import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';

interface Listed {
  items: { id: number; email: string }[];
  next: string | null;
  total: number | null;
}

describe.each(ENGINES)('recipients over REST on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
  });
  afterAll(() => test.close());

  it('goes the way of one recipient: field, list, profile, binding, history, deletion', async () => {
    const field = { name: 'city', label: 'City', type: 'text', length: 50 };
    expect(await api.post('profile-fields', field)).toMatchObject({ status: 201, body: field });
    expect((await api.post('profile-fields', field)).status).toBe(409);
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Weekly' });
    expect(list).toMatchObject({
      status: 201,
      body: { name: 'Weekly', description: '', counts: { total: 0 } },
    });
    const made = await api.post<{ id: number }>('recipients', {
      email: 'Ada@Example.org',
      firstname: 'Ada',
      fields: { city: 'London' },
    });
    expect(made).toMatchObject({
      status: 201,
      body: { email: 'ada@example.org', fields: { city: 'London' } },
    });
    const path = `recipients/${made.body.id}`;
    const binding = await api.put(`${path}/bindings/${list.body.id}`, { status: 1, userType: 'W' });
    expect(binding).toMatchObject({ status: 200, body: { remark: 'Opt-In by ADMIN (User 1)' } });
    expect(await api.patch(path, { lastname: 'Lovelace' })).toMatchObject({ body: { lastname: 'Lovelace' } });
    expect(await api.get(`${path}/bindings`)).toMatchObject({
      body: { items: [{ mailingListName: 'Weekly' }] },
    });
    const history = await api.get<{ items: { kind: string }[] }>(`${path}/history?limit=2`);
    expect(history.body.items.map(({ kind }) => kind)).toEqual(['fieldChanged', 'subscribed']);
    expect(await api.get('mailing-lists')).toMatchObject({ body: { items: [{ counts: { active: 1 } }] } });
    expect((await api.delete(path)).status).toBe(204);
    expect(await api.get(path)).toMatchObject({ status: 404, body: { code: 'object.not-found' } });
    expect((await api.get(`${path}/history`)).status).toBe(404);
  });

  it('names the recipient who has an address already', async () => {
    const first = await api.post<{ id: number }>('recipients', { email: 'grace@example.org' });
    const again = await api.post('recipients', { email: 'GRACE@example.org' });
    expect(again).toMatchObject({
      status: 409,
      body: { code: 'recipient.email-taken', params: { id: first.body.id }, fields: { email: {} } },
    });
    expect(String(again.body['detail'])).toContain(String(first.body.id));
  });

  it.each([
    [{ email: 5 }, 'email'],
    [{ email: 'x@example.org', gender: 'f' }, 'gender'],
    [{ email: 'x@example.org', admin: true }, 'admin'],
    [{ email: 'x@example.org', fields: { city: 'x'.repeat(51) } }, 'fields.city'],
    [{ email: 'x@example.org', fields: 'city' }, 'fields'],
    [{ email: 'no', firstname: '<b>' }, 'firstname'],
  ])('answers %j with 422 at %s', async (body, field) => {
    const answer = await api.post<{ fields: Record<string, { message: string }> }>('recipients', body);
    expect(answer.status).toBe(422);
    expect(answer.body.fields[field]?.message).toMatch(/\s/);
  });

  it.each([
    'limit=0',
    'limit=501',
    'limit=x',
    'status=8',
    'sort=fields.nothing',
    'after=%00',
    'x=1',
    'mailingListId=-1',
  ])('refuses ?%s', async (query) => {
    expect((await api.get(`recipients?${query}`)).status).toBe(422);
  });

  it('pages, searches and exports the demo list', async () => {
    const demo = await api.post<{ mailingListId: number }>('setup/demo-list');
    expect(demo).toMatchObject({ status: 201, body: { recipients: 50 } });
    expect(await api.post('setup/demo-list')).toMatchObject({ body: demo.body });
    const of = `mailingListId=${demo.body.mailingListId}`;
    const seen = new Set<number>();
    let after = '';
    for (;;) {
      const { body } = await api.get<Listed>(`recipients?${of}&sort=-lastname&limit=20${after}`);
      expect(body.total).toBe(after === '' ? 50 : null);
      body.items.forEach(({ id }) => seen.add(id));
      if (body.next === null) break;
      after = `&after=${body.next}`;
    }
    expect(seen.size).toBe(50);

    await api.post('recipients', { email: 'formula@example.org', firstname: '=HYPERLINK("http://x")' });
    const csv = await api.get<string>('recipients/export.csv?q=formula');
    expect(csv.headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(csv.headers.get('content-disposition')).toContain('recipients.csv');
    const [header = '', row = '', end] = csv.body.split('\r\n');
    expect(header).toMatch(/^\ufeff?customer_id;email;title;firstname;.*;city$/);
    expect(row).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(end).toBe('');
    const whole = await api.get<string>(`recipients/export.csv?${of}`);
    expect(whole.body.trimEnd().split('\r\n')).toHaveLength(51);
    expect((await api.get('recipients/export.csv?q=a+b+c+d+e+f+g')).status).toBe(422);
  });

  it('keeps the blocklist', async () => {
    const entry = await api.post<{ id: number }>('blocklist', { pattern: '*@Spam.example', reason: 'trap' });
    expect(entry).toMatchObject({ status: 201, body: { pattern: '*@spam.example', reason: 'trap' } });
    expect(await api.post('blocklist', { pattern: '*' })).toMatchObject({
      status: 422,
      body: { fields: { pattern: { code: 'blocklist.pattern-too-wide' } } },
    });
    expect(await api.get('blocklist?q=TRAP')).toMatchObject({ body: { total: 1, next: null } });
    expect((await api.delete(`blocklist/${entry.body.id}`)).status).toBe(204);
    expect((await api.delete(`blocklist/${entry.body.id}`)).status).toBe(404);
  });

  it('lets nobody in without the right', async () => {
    expect((await test.anonymous.get('recipients')).status).toBe(401);
    const reader = await test.signIn(['recipients.read']);
    expect((await reader.get('recipients')).status).toBe(200);
    expect((await reader.get('recipients/export.csv')).status).toBe(403);
    expect((await reader.post('recipients', { email: 'no@example.org' })).status).toBe(403);
    expect((await reader.get('mailing-lists')).status).toBe(403);
    expect((await reader.post('setup/demo-list')).status).toBe(403);
  });
});
