import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, TEST_PASSWORD, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';

describe.each(ENGINES)('signing in on %s', (engine) => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startApp(engine);
  });
  afterAll(() => test.close());

  it('answers with who is signed in', async () => {
    const api = await test.signIn();
    const { status, body } = await api.get('session');
    expect(status).toBe(200);
    expect(body).toMatchObject({ user: { email: api.email }, transport: 'capture' });
    expect(TEST_PASSWORD).not.toBe('');
  });
});
