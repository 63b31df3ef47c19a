import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { EndedSessionsSweep } from './users-sweeps.module.js';

describe.each(ENGINES)('the sweep of ended sessions on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(engine, { SESSION_HOURS: '1', SWEEP_SECONDS: '600' });
  });
  afterAll(() => test.close());

  it('removes what has ended and leaves the rest', async () => {
    const sweep = test.app.get(EndedSessionsSweep, { strict: false });
    await test.signIn();
    await test.client().post('session', { email: 'nobody@example.org', password: 'guess' });
    const left = async () => ({
      sessions: (await test.transactions.query('SELECT id FROM sessions')).length,
      failures: (await test.transactions.query('SELECT id FROM login_failures')).length,
      locks: (await test.transactions.query('SELECT subject FROM login_locks')).length,
    });
    expect(await left()).toEqual({ sessions: 1, failures: 2, locks: 3 });
    test.turnClock(30 * 60_000);
    await test.signIn();
    await test.client().post('session', { email: 'nobody@example.org', password: 'guess' });
    test.turnClock(31 * 60_000);
    await test.client().post('session', { email: 'nobody@example.org', password: 'guess' });
    await sweep.sweep();
    expect(await left()).toEqual({ sessions: 1, failures: 2, locks: 2 });
  });
});
