import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { startApp, type TestApp } from '../../test/app.js';

describe('the redirect role alone', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp('mariadb', {
      ROLES: 'redirect',
      REDIS_URL: inject('redisUrl'),
      SECRET_KEY: 'a key that all processes have in common',
    });
  });
  afterAll(() => test.close());

  it('is healthy and has nothing of the user interface or the API', async () => {
    expect((await test.anonymous.get('/health/ready')).status).toBe(200);
    for (const path of ['/', '/setup/x', '/api/v1/session', '/api/openapi.json', '/api/docs']) {
      expect({ path, status: (await test.anonymous.get(path)).status }).toEqual({ path, status: 404 });
    }
  });
});
