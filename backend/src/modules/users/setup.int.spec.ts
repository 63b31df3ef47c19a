import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { PERMISSIONS } from '../../contract/permissions.js';
import { SetupService } from './setup.service.js';

const ADMINISTRATOR = {
  name: 'Ada',
  email: 'Ada@Example.org',
  password: 'Correct-Horse-7-Battery',
  language: 'de',
  timezone: 'Europe/Berlin',
};

describe.each(ENGINES)('the one-time link on %s', (engine) => {
  let test: TestApp;
  let setup: SetupService;
  beforeEach(async () => {
    test = await startApp(engine);
    setup = test.app.get(SetupService, { strict: false });
  });
  afterEach(() => test.close());

  async function issue(): Promise<string> {
    const token = await setup.issueLink();
    if (token === undefined) throw new Error('there is a user already');
    return token;
  }
  const state = async (token: string) => (await test.anonymous.get(`setup/${token}`)).body;

  it('makes one administrator with all rights and signs in', async () => {
    const token = await issue();
    expect(await state(token)).toEqual({ valid: true });
    const api = test.client();
    const made = await api.post(`setup/${token}`, ADMINISTRATOR);
    expect(made).toMatchObject({
      status: 201,
      body: {
        user: { email: 'ada@example.org', language: 'de', permissions: [...PERMISSIONS] },
        setupDone: false,
      },
    });
    expect((await api.get('session')).status).toBe(200);
    expect(await state(token)).toEqual({ valid: false, reason: 'used' });
    const again = await test.client().post(`setup/${token}`, { ...ADMINISTRATOR, email: 'eve@example.org' });
    expect(again).toMatchObject({ status: 403, body: { code: 'setup.used' } });
    expect(await setup.issueLink()).toBeUndefined();
  });

  it('makes one administrator even when asked many times at once', async () => {
    const token = await issue();
    const answers = await Promise.all(
      Array.from({ length: 5 }, (_, n) =>
        test.client().post(`setup/${token}`, { ...ADMINISTRATOR, email: `ada-${n}@example.org` }),
      ),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 403, 403, 403, 403]);
    expect(await test.transactions.query('SELECT id FROM users')).toHaveLength(1);
  });

  it('stays valid after input that cannot be taken', async () => {
    const token = await issue();
    const weak = await test.client().post(`setup/${token}`, { ...ADMINISTRATOR, password: 'ada' });
    expect(weak).toMatchObject({
      status: 422,
      body: { fields: { password: { code: 'password.length', message: expect.stringContaining('8') } } },
    });
    const wrong = await test.client().post<{ fields: object }>(`setup/${token}`, {
      ...ADMINISTRATOR,
      email: 'no address',
      language: 'xx',
    });
    expect(wrong.status).toBe(422);
    expect(Object.keys(wrong.body.fields).sort()).toEqual(['email', 'language']);
    expect(await state(token)).toEqual({ valid: true });
  });

  it('is replaced by a newer one, ends after a day, and cannot be guessed', async () => {
    const first = await issue();
    const second = await issue();
    expect(await state(first)).toEqual({ valid: false, reason: 'expired' });
    expect(await state(second)).toEqual({ valid: true });
    expect(await state('guess')).toEqual({ valid: false, reason: 'unknown' });
    const guessed = await test.client().post('setup/guess', ADMINISTRATOR);
    expect(guessed).toMatchObject({ status: 403, body: { code: 'setup.unknown' } });
    test.turnClock(24 * 3_600_000);
    expect(await state(second)).toEqual({ valid: false, reason: 'expired' });
    const late = await test.client().post(`setup/${second}`, ADMINISTRATOR);
    expect(late).toMatchObject({ status: 403, body: { code: 'setup.expired' } });
    expect(await test.transactions.query('SELECT id FROM users')).toEqual([]);
  });

  it('is of no use to another website', async () => {
    const token = await issue();
    const foreign = await test
      .client({ origin: 'https://evil.example' })
      .post(`setup/${token}`, ADMINISTRATOR);
    expect(foreign).toMatchObject({ status: 403, body: { code: 'request.foreign-origin' } });
    expect(await state(token)).toEqual({ valid: true });
  });
});
