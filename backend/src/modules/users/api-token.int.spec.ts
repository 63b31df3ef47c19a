import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, TEST_PASSWORD, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import type { ApiTokenCreated, ApiTokenList } from './http/api-token.dto.js';
import { UserService } from './user.service.js';

const DAY = 86_400_000;

describe.each(ENGINES)('API tokens on %s', (engine) => {
  let test: TestApp;
  let api: Awaited<ReturnType<TestApp['signIn']>>;
  beforeAll(async () => {
    test = await startApp(engine, { SESSION_HOURS: '720' });
    api = await test.signIn();
  });
  afterAll(() => test.close());

  async function create(permissions: string[], expiresInDays = 730): Promise<ApiTokenCreated> {
    const answer = await api.post<ApiTokenCreated>('api-tokens', { name: 'CRM', permissions, expiresInDays });
    expect(answer.status).toBe(201);
    return answer.body;
  }
  const bearer = (token: string) => test.client({ authorization: `Bearer ${token}` });

  it('is shown once and kept as a hash', async () => {
    const made = await create(['settings.read']);
    expect(made.token).toMatch(/^emm_[\w-]{43}$/);
    expect(made.token.startsWith(made.hint)).toBe(true);
    const list = await api.get<ApiTokenList>('api-tokens');
    const listed = list.body.items.find(({ id }) => id === made.id);
    expect(listed).toMatchObject({ name: 'CRM', permissions: ['settings.read'], lastUsedAt: null });
    expect(JSON.stringify(list.body)).not.toContain(made.token);
    const rows = await test.transactions.query('SELECT * FROM api_tokens');
    expect(JSON.stringify(rows)).not.toContain(made.token);
  });

  it('reaches what it is for and nothing else', async () => {
    const { token, id } = await create(['settings.read']);
    expect((await bearer(token).get('settings/sender')).status).toBe(200);
    const sender = { senderName: 'A', senderEmail: 'a@example.org', replyEmail: '' };
    expect(await bearer(token).put('settings/sender', sender)).toMatchObject({
      status: 403,
      body: { code: 'request.forbidden', params: { permission: 'settings.write' } },
    });
    expect((await bearer(token).get('api-tokens')).status).toBe(403);
    const { items } = (await api.get<ApiTokenList>('api-tokens')).body;
    expect(items.find((item) => item.id === id)?.lastUsedAt).toMatch(/^\d{4}-.*Z$/);
  });

  it('needs no origin, because browsers do not send it by themselves', async () => {
    const { token } = await create(['settings.write']);
    const sender = { senderName: 'A', senderEmail: 'a@example.org', replyEmail: '' };
    const headers = { origin: 'https://crm.example', authorization: `Bearer ${token}` };
    expect((await test.client(headers).put('settings/sender', sender)).status).toBe(200);
  });

  it('is judged alone: a session beside it does not help', async () => {
    const headers = { authorization: 'Bearer emm_wrong', cookie: api.cookie };
    expect((await test.client(headers).get('settings/sender')).status).toBe(401);
    expect((await test.client({ ...headers, authorization: 'Basic YTpi' }).get('session')).status).toBe(401);
  });

  it('cannot touch the account of its owner', async () => {
    const { token } = await create(['settings.read']);
    expect(await bearer(token).patch('users/me', { name: 'X' })).toMatchObject({
      status: 403,
      body: { code: 'request.needs-session' },
    });
    const change = { current: TEST_PASSWORD, next: 'A-Better-Horse-8' };
    expect((await bearer(token).post('users/me/password', change)).status).toBe(403);
  });

  it('never gets more than its maker has, at the making or later', async () => {
    const limited = await test.signIn(['tokens.manage', 'settings.read']);
    const input = { name: 'n', permissions: ['settings.write'], expiresInDays: 1 };
    const refused = await limited.post('api-tokens', input);
    expect(refused).toMatchObject({
      status: 422,
      body: { fields: { permissions: { code: 'token.permission' } } },
    });
    const made = await limited.post<ApiTokenCreated>('api-tokens', {
      ...input,
      permissions: ['settings.read'],
    });
    expect((await bearer(made.body.token).get('settings/sender')).status).toBe(200);
    await test.app.get(UserService, { strict: false }).setPermissions(limited.userId, ['mailings.read']);
    expect((await bearer(made.body.token).get('settings/sender')).status).toBe(403);
  });

  it('cannot make a token with more rights than itself', async () => {
    const { token } = await create(['tokens.manage']);
    const input = { name: 'n', permissions: ['settings.read'], expiresInDays: 1 };
    expect((await bearer(token).post('api-tokens', input)).status).toBe(422);
  });

  it('stops at once when it is revoked, and only its owner can do that', async () => {
    const { token, id } = await create(['settings.read']);
    const stranger = await test.signIn();
    expect((await stranger.delete(`api-tokens/${id}`)).status).toBe(404);
    expect((await stranger.get<ApiTokenList>('api-tokens')).body.items).toEqual([]);
    expect((await bearer(token).get('settings/sender')).status).toBe(200);
    expect((await api.delete(`api-tokens/${id}`)).status).toBe(204);
    expect((await bearer(token).get('settings/sender')).status).toBe(401);
    expect((await api.delete(`api-tokens/${id}`)).status).toBe(404);
    const { items } = (await api.get<ApiTokenList>('api-tokens')).body;
    expect(items.map((item) => item.id)).not.toContain(id);
  });

  it('stops when its time is over', async () => {
    const { token } = await create(['settings.read'], 1);
    expect((await bearer(token).get('settings/sender')).status).toBe(200);
    test.turnClock(DAY + 1000);
    expect((await bearer(token).get('settings/sender')).status).toBe(401);
  });

  it.each([
    [{ name: '', permissions: ['settings.read'], expiresInDays: 1 }, 'name'],
    [{ name: 'n', permissions: [], expiresInDays: 1 }, 'permissions'],
    [{ name: 'n', permissions: ['root'], expiresInDays: 1 }, 'permissions'],
    [{ name: 'n', permissions: ['settings.read'], expiresInDays: 731 }, 'expiresInDays'],
    [{ name: 'n', permissions: ['settings.read'], expiresInDays: 0.5 }, 'expiresInDays'],
  ])('refuses %j', async (input, field) => {
    const answer = await api.post<{ fields: object }>('api-tokens', input);
    expect(answer.status).toBe(422);
    expect(Object.keys(answer.body.fields)).toEqual([field]);
  });
});
