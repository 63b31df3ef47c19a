import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { apiClient, startApp, TEST_PASSWORD, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { tokenHash } from './secret-token.js';
import { UserService } from './user.service.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

describe.each(ENGINES)('signing in on %s', (engine) => {
  let test: TestApp;
  beforeEach(async () => {
    test = await startApp(engine, { SESSION_HOURS: '2' });
  });
  afterEach(() => test.close());

  const tryPassword = (email: string, password: string) => test.client().post('session', { email, password });

  it('answers with who is signed in, and keeps only a hash of the cookie', async () => {
    const api = await test.signIn(['mailings.read']);
    const { status, body } = await api.get('session');
    expect(status).toBe(200);
    expect(body).toMatchObject({
      user: { id: api.userId, email: api.email, permissions: ['mailings.read'], timezone: 'Europe/Berlin' },
      transport: 'capture',
      setupDone: false,
    });
    expect(JSON.stringify(body)).not.toContain('argon2');
    const cookie = api.cookie.replace('emm_session=', '');
    expect(await test.transactions.query('SELECT id FROM sessions')).toEqual([{ id: tokenHash(cookie) }]);
    const [user] = await test.transactions.query<{ password_hash: string }>(
      'SELECT password_hash FROM users',
    );
    expect(user?.password_hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
  });

  it('sets a cookie that scripts cannot read and other sites do not send', async () => {
    const { email } = await test.signIn();
    const answer = await tryPassword(email.toUpperCase(), TEST_PASSWORD);
    expect(answer.status).toBe(201);
    const [line = ''] = answer.headers.getSetCookie();
    expect(line).toMatch(/^emm_session=[\w-]{43};/);
    expect(line).toMatch(/HttpOnly/i);
    expect(line).toMatch(/SameSite=Lax/i);
  });

  it('says the same of a wrong password and an unknown account', async () => {
    const { email } = await test.signIn();
    const wrong = await tryPassword(email, 'not it at all');
    const unknown = await tryPassword('nobody@example.org', 'not it at all');
    expect(wrong.status).toBe(401);
    expect(wrong.body).toMatchObject({ code: 'session.refused' });
    expect(unknown).toMatchObject({ status: wrong.status, body: wrong.body });
  });

  it('ends a session that is not used, and not one that is', async () => {
    const used = await test.signIn();
    const idle = await test.signIn();
    for (let hour = 0; hour < 3; hour += 1) {
      test.turnClock(HOUR);
      expect((await used.get('session')).status).toBe(200);
    }
    expect((await idle.get('session')).status).toBe(401);
  });

  it('ends the session with signing out, also for a copied cookie', async () => {
    const api = await test.signIn();
    const { cookie } = api;
    expect((await api.delete('session')).status).toBe(204);
    expect(api.cookie).toBe('');
    expect((await test.client({ cookie }).get('session')).status).toBe(401);
  });

  it('ends the other sessions when the password changes', async () => {
    const api = await test.signIn();
    const other = test.client();
    await other.post('session', { email: api.email, password: TEST_PASSWORD });
    expect((await other.get('session')).status).toBe(200);

    const wrong = await api.post('users/me/password', { current: 'wrong', next: 'A-Better-Horse-8' });
    expect(wrong).toMatchObject({
      status: 422,
      body: { fields: { current: { code: 'password.wrong-current' } } },
    });
    const weak = await api.post('users/me/password', { current: TEST_PASSWORD, next: 'Password1!' });
    expect(weak).toMatchObject({ status: 422, body: { fields: { next: { code: 'password.uncommon' } } } });
    const same = await api.post('users/me/password', { current: TEST_PASSWORD, next: TEST_PASSWORD });
    expect(same).toMatchObject({ status: 422, body: { fields: { next: { code: 'password.unchanged' } } } });
    expect((await other.get('session')).status).toBe(200);

    const changed = await api.post('users/me/password', { current: TEST_PASSWORD, next: 'A-Better-Horse-8' });
    expect(changed.status).toBe(204);
    expect((await other.get('session')).status).toBe(401);
    expect((await api.get('session')).status).toBe(200);
    expect((await tryPassword(api.email, TEST_PASSWORD)).status).toBe(401);
    expect((await tryPassword(api.email, 'A-Better-Horse-8')).status).toBe(201);
  });

  it('ends all sessions when rights change', async () => {
    const api = await test.signIn();
    await test.app.get(UserService, { strict: false }).setPermissions(api.userId, ['mailings.read']);
    expect((await api.get('session')).status).toBe(401);
  });

  it('locks an account after 11 failures for a minute, whether it exists or not', async () => {
    const { email } = await test.signIn();
    for (const account of [email, 'nobody@example.org']) {
      // Each from an address of its own: only the account is locked.
      for (let attempt = 0; attempt < 11; attempt += 1) {
        expect((await tryPassword(account, `guess ${attempt}`)).status).toBe(401);
        await test.transactions.run(() =>
          test.transactions.execute(`DELETE FROM login_failures WHERE subject LIKE 'address:%'`),
        );
      }
      const locked = await tryPassword(account, TEST_PASSWORD);
      expect(locked).toMatchObject({ status: 429, body: { code: 'session.locked' } });
    }
    test.turnClock(61_000);
    expect((await tryPassword(email, TEST_PASSWORD)).status).toBe(201);
    expect((await tryPassword('nobody@example.org', TEST_PASSWORD)).status).toBe(401);
  });

  it('locks an address that tries many accounts, and a success in between does not help it', async () => {
    const { email } = await test.signIn();
    for (let attempt = 0; attempt < 11; attempt += 1) {
      expect((await tryPassword(`victim-${attempt}@example.org`, 'guess')).status).toBe(401);
      if (attempt === 5) expect((await tryPassword(email, TEST_PASSWORD)).status).toBe(201);
    }
    expect((await tryPassword(email, TEST_PASSWORD)).status).toBe(429);
    test.turnClock(61_000);
    expect((await tryPassword(email, TEST_PASSWORD)).status).toBe(201);
  });

  it('does not let many guesses at once slip past the lock', async () => {
    const { email } = await test.signIn();
    const answers = await Promise.all(Array.from({ length: 40 }, (_, n) => tryPassword(email, `guess ${n}`)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(11);
    expect(answers.every(({ status }) => status === 401 || status === 429)).toBe(true);
  });

  it('counts a wrong current password as a failed login of the account', async () => {
    const api = await test.signIn();
    const change = (current: string) => api.post('users/me/password', { current, next: 'A-Better-Horse-8' });
    for (let guess = 0; guess < 11; guess += 1) expect((await change(`guess ${guess}`)).status).toBe(422);
    const locked = { status: 429, body: { code: 'session.locked' } };
    expect(await change(TEST_PASSWORD)).toMatchObject(locked);
    expect(await tryPassword(api.email, TEST_PASSWORD)).toMatchObject(locked);
    test.turnClock(61_000);
    expect((await change(TEST_PASSWORD)).status).toBe(204);
    expect((await tryPassword(api.email, 'A-Better-Horse-8')).status).toBe(201);
  });

  it('refuses changing requests that come from elsewhere', async () => {
    const api = await test.signIn();
    const change = (headers: Record<string, string>) =>
      apiClient(test.url, { cookie: api.cookie, ...headers }).patch('users/me', { name: 'Changed' });
    const foreign = { status: 403, body: { code: 'request.foreign-origin' } };
    expect(await change({ origin: 'https://evil.example' })).toMatchObject(foreign);
    expect(await change({ origin: 'null' })).toMatchObject(foreign);
    expect(await change({ origin: 'null', 'sec-fetch-site': 'cross-site' })).toMatchObject(foreign);
    expect(await change({ origin: 'not a url' })).toMatchObject(foreign);
    expect(await change({ origin: test.url.replace('127.0.0.1', '127.0.0.2') })).toMatchObject(foreign);
    expect((await api.get('session')).body).toMatchObject({ user: { name: 'User 1' } });
    expect((await change({ origin: 'null', 'sec-fetch-site': 'same-origin' })).status).toBe(200);

    const login = await apiClient(test.url, { origin: 'https://evil.example' }).post('session', {
      email: api.email,
      password: TEST_PASSWORD,
    });
    expect(login).toMatchObject(foreign);
    const bare = await fetch(`${test.url}/api/v1/session`, {
      method: 'DELETE',
      headers: { cookie: api.cookie },
    });
    expect(bare.status).toBe(403);
  });

  it('changes what users may change of themselves, and nothing else', async () => {
    const api = await test.signIn(['mailings.read']);
    const changed = await api.patch('users/me', {
      name: 'Zoë',
      language: 'de',
      timezone: 'America/New_York',
    });
    expect(changed).toMatchObject({
      status: 200,
      body: { name: 'Zoë', language: 'de', timezone: 'America/New_York' },
    });
    expect((await api.patch('users/me', { permissions: ['mailings.send'] })).status).toBe(422);
    const wrong = await api.patch('users/me', { timezone: 'Europe/Atlantis' });
    expect(wrong).toMatchObject({ status: 422, body: { fields: { timezone: { code: 'user.timezone' } } } });
  });
});
