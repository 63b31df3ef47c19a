import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApp, type TestApp } from '../../../test/app.js';

describe('readiness', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp('mariadb', {
      ROLES: 'redirect',
      REDIS_URL: inject('redisUrl'),
      SECRET_KEY: 'a key that all processes have in common',
      DATABASE_POOL: '1',
    });
  });
  afterAll(() => test.close());

  it('says in time that the database does not answer, and that it does again', async () => {
    const ready = () => test.anonymous.get('/health/ready');
    expect(await ready()).toMatchObject({ status: 200, body: { database: 'ok' } });
    // The only connection is taken, so that a question to the database gets no answer.
    let letGo: () => void = () => undefined;
    const held = test.transactions.run(() => new Promise<void>((resolve) => (letGo = resolve)));
    expect(await ready()).toMatchObject({ status: 503, body: { database: 'unreachable' } });
    expect((await test.anonymous.get('/health/live')).status).toBe(200);
    letGo();
    await held;
    expect((await ready()).status).toBe(200);
  });
});
