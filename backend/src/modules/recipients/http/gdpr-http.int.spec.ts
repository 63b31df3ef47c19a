import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { ActivityKind } from '../../../core/events/activity.js';

const EMAIL = 'vanishing.person@forget-me.example';
const EARLIER = 'earlier.person@forget-me.example';

describe.each(ENGINES)('the rights of a person on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
  });
  afterAll(() => test.close());

  const write = (sql: string, parameters: readonly (string | number | null)[] = []) =>
    test.transactions.run(() => test.transactions.execute(sql, parameters));

  async function person(email: string): Promise<{ id: number; listId: number }> {
    const list = await api.post<{ id: number }>('mailing-lists', { name: `List of ${email}` });
    const made = await api.post<{ id: number }>('recipients', {
      email,
      firstname: 'Łukasz',
      lastname: 'Жуков-Öztürk',
    });
    await api.put(`recipients/${made.body.id}/bindings/${list.body.id}`, { status: 1, userType: 'W' });
    return { id: made.body.id, listId: list.body.id };
  }

  it('records consents and never changes them', async () => {
    const { id, listId } = await person('consent@example.org');
    const consent = {
      kind: 'granted', method: 'form', mailingListId: listId, source: 'https://example.org/join',
      address: '192.0.2.1', textVersion: '2026-03', at: '2026-03-01T10:00:00Z',
    }; // prettier-ignore
    const made = await api.post(`recipients/${id}/consents`, consent);
    expect(made).toMatchObject({
      status: 201,
      body: { ...consent, at: '2026-03-01T10:00:00.000Z', createdByName: 'User 1' },
    });
    await api.post(`recipients/${id}/consents`, { kind: 'withdrawn', method: 'phone' });
    const { body } = await api.get<{ items: { kind: string; mailingListId: number | null }[] }>(
      `recipients/${id}/consents`,
    );
    expect(body.items.map(({ kind }) => kind)).toEqual(['withdrawn', 'granted']);
    const future = { kind: 'granted', method: 'paper', at: '2999-01-01T00:00:00Z' };
    expect((await api.post(`recipients/${id}/consents`, future)).status).toBe(422);
  });

  it('has people of a double opt-in list wait unless a consent is recorded', async () => {
    const { id } = await person('doi@example.org');
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Double', doubleOptIn: true });
    const path = `recipients/${id}/bindings/${list.body.id}`;
    expect(await api.put(path, { status: 1, userType: 'W' })).toMatchObject({ body: { status: 5 } });
    await api.post(`recipients/${id}/consents`, {
      kind: 'granted',
      method: 'paper',
      mailingListId: list.body.id,
    });
    expect(await api.put(path, { status: 1, userType: 'W' })).toMatchObject({ body: { status: 1 } });
  });

  it('tells everything, as JSON and as PDF', async () => {
    const { id } = await person('report@blocked.example');
    await api.patch(`recipients/${id}`, { lastname: 'Nowak' });
    for (const pattern of ['report@blocked.example', '*@blocked.example', 'rep*t@*', '*.blocked.example']) {
      expect((await api.post('blocklist', { pattern, reason: 'asked for it' })).status).toBe(201);
    }
    const { body } = await api.get<Record<string, unknown>>(`recipients/${id}/report`);
    expect(body).toMatchObject({
      profile: { email: 'report@blocked.example', firstname: 'Łukasz', lastname: 'Nowak' },
      bindings: [{ status: 6 }],
      blocklist: [
        { pattern: 'report@blocked.example', reason: 'asked for it', createdByName: 'User 1' },
        { pattern: '*@blocked.example' },
        { pattern: 'rep*t@*' },
      ],
      mailings: [],
      reactions: [],
    });
    expect(JSON.stringify(body['history'])).toContain('Жуков-Öztürk');
    const pdf = await fetch(`${test.url}/api/v1/recipients/${id}/report.pdf`, {
      headers: { cookie: api.cookie, 'accept-language': 'de' },
    });
    expect(pdf.headers.get('content-type')).toBe('application/pdf');
    const bytes = Buffer.from(await pdf.arrayBuffer());
    expect(bytes.subarray(0, 5).toString()).toBe('%PDF-');
    expect(bytes.length).toBeGreaterThan(5000);
  });

  it('forgets a person in every table, and keeps the figures', async () => {
    const { id, listId } = await person(EARLIER);
    await api.patch(`recipients/${id}`, { email: EMAIL, lastname: 'Vanishing-Öztürk' });
    await api.post(`recipients/${id}/consents`, { kind: 'granted', method: 'form', source: EMAIL });
    const now = Date.now();
    const mailing = await write(
      "INSERT INTO mailings (name, status, html, text, created_at, updated_at) VALUES ('M', 'sent', '', '', ?, ?)",
      [now, now],
    );
    const send = await write(
      `INSERT INTO sends (mailing_id, kind, state, content, mailing_list_id, scheduled_at, timezone, created_at)
       VALUES (?, 'world', 'sent', '{}', ?, ?, 'UTC', ?)`,
      [mailing.insertId, listId, now, now],
    );
    await write(
      `INSERT INTO ledger (send_id, recipient_id, address, state, reply, changed_at) VALUES (?, ?, ?, 'accepted', ?, ?)`,
      [send.insertId, id, EMAIL, `250 OK <${EMAIL}>`, now],
    );
    await write(
      `INSERT INTO captured_mails (at, envelope_from, envelope_to, subject, message, size) VALUES (?, 'a@b.example', ?, '', ?, 1)`,
      [now, EMAIL, `To: ${EMAIL}`],
    );
    await write(
      `INSERT INTO import_problems (import_id, line, column_number, column_name, value, code, params, raw)
       VALUES (1, 2, 1, 'email', ?, 'x', '{}', ?)`,
      [EMAIL.toUpperCase(), `${EARLIER};x`],
    );
    for (const kind of [ActivityKind.sent, ActivityKind.opened, ActivityKind.clicked]) {
      await write(
        'INSERT INTO activity (at, kind, recipient_id, mailing_id, send_id, data) VALUES (?, ?, ?, ?, ?, ?)',
        [now, kind, id, mailing.insertId, send.insertId, JSON.stringify({ address: EMAIL })],
      );
    }
    const contacts = await api.get(`recipients/${id}/mailings`);
    expect(contacts.body).toMatchObject({
      items: [{ state: 'accepted', opened: 1, clicked: 1, address: EMAIL }],
    });
    const bulk = { kind: 'edit', selection: { filter: { q: EMAIL } }, set: { mailtype: 0 } };
    const job = await api.post<{ id: number }>('recipients/bulk', bulk);
    await expect
      .poll(async () => (await api.get(`bulk-jobs/${job.body.id}`)).body['state'], { timeout: 10_000 })
      .toBe('done');

    expect((await api.post(`recipients/${id}/erase`)).status).toBe(204);
    expect((await api.get(`recipients/${id}`)).status).toBe(404);
    expect(await traces([EMAIL, EARLIER, 'Vanishing-Öztürk'])).toEqual([]);
    const counted = await test.transactions.query<{ kind: number }>(
      'SELECT kind FROM activity WHERE mailing_id = ? AND recipient_id = 0 ORDER BY kind',
      [mailing.insertId],
    );
    expect(counted.map(({ kind }) => kind)).toEqual([20, 30, 31]);
    const ledger = await test.transactions.first('SELECT state, recipient_id FROM ledger WHERE send_id = ?', [
      send.insertId,
    ]);
    expect(ledger).toEqual({ state: 'accepted', recipient_id: null });
  });

  it('forgets a person in what imports keep: rows, problems, repairs and before-images', async () => {
    const email = 'imported.person@forget-me.example';
    const { id } = await person(email);
    const lines = [
      'email,firstname,lastname',
      `${email},Imported-Łukasz,New`,
      `${email}@twice,Imported-Łukasz,Bad`,
    ];
    const form = new FormData();
    form.append('file', new File([lines.join('\n')], 'people.csv'));
    const { body } = await api.post<{ id: number; format: Record<string, unknown> }>('imports', form);
    const { encoding, separator, quote, header } = body.format;
    const mapping = ['email', 'firstname', 'lastname'].map((name) => ({ name, target: name }));
    const options = { format: { encoding, separator, quote, header }, mapping, mailingListIds: [] };
    const path = `imports/${body.id}`;
    expect((await api.put(`${path}/options`, options)).status).toBe(200);
    expect((await api.post(`${path}/start`)).status).toBe(200);
    await expect.poll(async () => (await api.get(path)).body['state'], { timeout: 10_000 }).toBe('done');
    const repair = { rows: [{ line: 3, values: [`x.${email}`, 'Imported-Łukasz', 'Bad'] }] };
    expect((await api.put(`${path}/repairs`, repair)).status).toBe(200);
    const kept = await traces([email]);
    expect(kept).toEqual(expect.arrayContaining(['import_problems', 'import_repairs', 'recipients']));
    expect((await api.post(`recipients/${id}/erase`)).status).toBe(204);
    expect(await traces([email, 'Imported-Łukasz'])).toEqual([]);
  });

  it('erases somebody from the recycle bin', async () => {
    const email = 'binned.person@forget-me.example';
    const { id } = await person(email);
    expect((await api.delete(`recipients/${id}`)).status).toBe(204);
    expect(await api.get(`recycle-bin?q=${email}`)).toMatchObject({ body: { items: [{ id, email }] } });
    expect((await api.delete(`recycle-bin/${id}`)).status).toBe(204);
    expect((await api.delete(`recycle-bin/${id}`)).status).toBe(404);
    expect(await traces([email])).toEqual([]);
  });

  it('lets only those with the right erase', async () => {
    const { id } = await person('stays@example.org');
    const writer = await test.signIn(['recipients.read', 'recipients.write']);
    expect((await writer.post(`recipients/${id}/erase`)).status).toBe(403);
    expect((await writer.post('recipients/bulk', {})).status).toBe(403);
  });

  /** Tables in which one of the texts stands anywhere, whatever its case. */
  async function traces(texts: readonly string[]): Promise<string[]> {
    const names = await test.transactions.query<{ name: string }>(
      engine === 'sqlite'
        ? "SELECT name FROM sqlite_master WHERE type = 'table'"
        : 'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = DATABASE()',
    );
    const found: string[] = [];
    for (const { name } of names) {
      // The list that the test has named so
      if (name === 'mailing_lists') continue;
      const rows = await test.transactions.query<Record<string, unknown>>(`SELECT * FROM \`${name}\``);
      const all = rows
        .flatMap((row) => Object.values(row))
        .map((value) => (Buffer.isBuffer(value) ? value.toString('utf8') : String(value)))
        .join('\n')
        .toLowerCase();
      if (texts.some((text) => all.includes(text.toLowerCase()))) found.push(name);
    }
    return found;
  }
});
