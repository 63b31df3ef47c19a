import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';

const SENDER = { senderName: 'Blumen Müller', senderEmail: 'News@Example.org', replyEmail: '' };

describe.each(ENGINES)('settings on %s', (engine) => {
  let test: TestApp;
  let api: Awaited<ReturnType<TestApp['signIn']>>;
  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
  });
  afterAll(() => test.close());

  it('keeps the sender, which completes the first steps', async () => {
    const empty = { senderName: '', senderEmail: '', replyEmail: '' };
    expect((await api.get('settings/sender')).body).toEqual(empty);
    expect((await api.get('session')).body).toMatchObject({ setupDone: false });
    expect(await api.put('settings/sender', SENDER)).toMatchObject({
      status: 200,
      body: { ...SENDER, senderEmail: 'news@example.org' },
    });
    expect((await api.get('session')).body).toMatchObject({ setupDone: true });
    await api.put('settings/sender', { ...SENDER, senderName: 'Other', replyEmail: 'reply@example.org' });
    expect((await api.get('settings/sender')).body).toEqual({
      senderName: 'Other',
      senderEmail: 'news@example.org',
      replyEmail: 'reply@example.org',
    });
    const rows = await test.transactions.query<{ updated_by: number }>('SELECT updated_by FROM settings');
    expect(rows.map((row) => Number(row.updated_by))).toEqual([api.userId, api.userId, api.userId]);
  });

  it.each([
    [{ ...SENDER, senderEmail: '' }, 'senderEmail', 'input.required'],
    [{ ...SENDER, senderEmail: 'news@@example.org' }, 'senderEmail', 'settings.address'],
    [{ ...SENDER, replyEmail: 'nobody' }, 'replyEmail', 'settings.address'],
    [{ ...SENDER, senderName: 'A\r\nBcc: victim@example.org' }, 'senderName', 'settings.line'],
    [{ ...SENDER, senderName: 'x'.repeat(101) }, 'senderName', 'input.too-long'],
  ])('refuses %j', async (sender, field, code) => {
    const before = (await api.get('settings/sender')).body;
    expect(await api.put('settings/sender', sender)).toMatchObject({
      status: 422,
      body: { fields: { [field]: { code } } },
    });
    expect((await api.get('settings/sender')).body).toEqual(before);
  });

  it('is for those who may', async () => {
    const reader = await test.signIn(['settings.read']);
    expect((await reader.get('settings/sender')).status).toBe(200);
    expect((await reader.put('settings/sender', SENDER)).status).toBe(403);
  });
});
