import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';

interface View {
  id: number;
  state: string;
  format: Record<string, unknown>;
  progress: Record<string, number | null>;
}

function form(content: string, name = 'Kunden März.csv'): FormData {
  const data = new FormData();
  data.set('file', new Blob([content]), name);
  return data;
}

describe.each(ENGINES)('imports over REST on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine, { IMPORT_MAX_MB: '1', SWEEP_SECONDS: '1' });
    api = await test.signIn();
  });
  afterAll(() => test.close());

  async function ended(id: number): Promise<View> {
    for (;;) {
      const { body } = await api.get<View>(`imports/${id}`);
      if (!['queued', 'running'].includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('keeps a mailing list that an import goes into, until the import has ended', async () => {
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Wanted' });
    const { body } = await api.post<View>('imports', form('Mail\nwanted@example.org\n'));
    const stateIs = (state: string) =>
      test.transactions.run(() =>
        test.transactions.execute('UPDATE imports SET state = ?, options = ?, lease_until = ? WHERE id = ?', [
          state,
          JSON.stringify({ mailingListIds: [list.body.id] }),
          Date.now() + 60_000,
          body.id,
        ]),
      );
    await stateIs('running');
    expect(await api.delete(`mailing-lists/${list.body.id}`, { 'accept-language': 'de' })).toMatchObject({
      status: 409,
      body: { code: 'import.list-in-use', detail: expect.stringContaining('Import') },
    });
    expect((await api.get(`mailing-lists/${list.body.id}`)).status).toBe(200);
    await stateIs('done');
    expect((await api.delete(`mailing-lists/${list.body.id}`)).status).toBe(204);
    expect((await api.delete(`imports/${body.id}`)).status).toBe(204);
  });

  it('goes the way of one file: upload, preview, options, start, result, problems, deletion', async () => {
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Kunden' });
    const uploaded = await api.post<View>('imports', form('Mail,Ort\na@example.org,Köln\nwrong,Bonn\n'));
    expect(uploaded).toMatchObject({
      status: 201,
      body: {
        fileName: 'Kunden März.csv',
        state: 'uploaded',
        format: { encoding: 'utf-8', separator: ',', header: true, confidence: { encoding: 0.99 } },
        mapping: [],
        problem: null,
      },
    });
    const path = `imports/${uploaded.body.id}`;
    expect(await api.post(`${path}/start`)).toMatchObject({ status: 409 });
    const preview = await api.post<{ columns: { header: string; guess: unknown }[] }>(`${path}/preview`, {});
    expect(preview).toMatchObject({
      status: 200,
      body: {
        columns: [
          { index: 0, header: 'Mail' },
          { index: 1, header: 'Ort', guess: { newField: { name: 'ort', type: 'text' } } },
        ],
        rows: [
          ['a@example.org', 'Köln'],
          ['wrong', 'Bonn'],
        ],
        totalEstimate: 2,
      },
    });
    const { encoding, separator, quote, header } = uploaded.body.format;
    const format = { encoding, separator, quote, header };
    const mapping = [
      { name: 'Mail', target: 'email' },
      { name: 'Ort', target: { newField: { name: 'ort', label: 'Ort', type: 'text' } } },
    ];
    const options = { format, mapping, mailingListIds: [list.body.id], mode: 'add-and-update' };
    const wrong = { ...options, mapping: [{ name: 'Mail', target: 'nonsense' }, mapping[1]] };
    expect(await api.put(`${path}/options`, wrong)).toMatchObject({ status: 422 });
    expect(await api.put(`${path}/options`, { ...options, mailingListIds: [999] })).toMatchObject({
      status: 404,
    });
    expect(await api.put(`${path}/options`, options)).toMatchObject({ status: 200, body: { mapping } });
    expect(await api.post(`${path}/start`)).toMatchObject({ status: 200 });
    const done = await ended(uploaded.body.id);
    expect(done).toMatchObject({
      state: 'done',
      progress: { rowsRead: 2, created: 1, invalid: 1, bindingsCreated: 1, percent: 100, etaSeconds: null },
    });
    expect(await api.get(`${path}/problems`, { 'accept-language': 'de' })).toMatchObject({
      body: {
        items: [{ line: 3, column: 1, columnName: 'Mail', value: 'wrong', code: 'email-no-at' }],
        next: null,
      },
    });
    const csv = await api.get<string>(`${path}/problems.csv`);
    expect(csv.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Kunden%20M%C3%A4rz%20invalid.csv",
    );
    expect(csv.body).toContain('wrong,Bonn');
    expect((await api.get<{ items: View[] }>('imports?limit=1')).body.items[0]?.id).toBe(uploaded.body.id);
    expect((await api.delete(path)).status).toBe(204);
    expect((await api.get(path)).status).toBe(404);
  });

  it('refuses a file above the limit, an empty one, a workbook, and a request without one', async () => {
    const refused = (code: string) => ({ status: 422, body: { code } });
    const large = `email\n${'somebody@example.org\n'.repeat(100_000)}`;
    expect(await api.post('imports', form(large))).toMatchObject(refused('import.too-large'));
    expect(await api.post('imports', form(''))).toMatchObject(refused('file-empty'));
    expect(await api.post('imports', form('PK\x03\x04[Content_Types].xml'))).toMatchObject(
      refused('file-zip-damaged'),
    );
    expect(await api.post('imports', {})).toMatchObject({
      status: 422,
      body: { fields: { file: { code: 'import.no-file' } } },
    });
    expect((await api.get<{ items: View[] }>('imports')).body.items).toEqual([]);
  });

  it.each(["state = 'queued'", "state = 'running', lease_owner = 'dead', lease_until = 1"])(
    'takes up again what a process left behind: %s',
    async (left) => {
      const { body } = await api.post<View>('imports', form('email\nlost@example.org\n', 'lost.csv'));
      const { encoding, separator, quote, header } = body.format;
      const options = {
        format: { encoding, separator, quote, header },
        mapping: [{ name: 'email', target: 'email' }],
      };
      expect((await api.put(`imports/${body.id}/options`, options)).status).toBe(200);
      await test.transactions.run(() =>
        test.transactions.execute(`UPDATE imports SET ${left} WHERE id = ?`, [body.id]),
      );
      expect(await ended(body.id)).toMatchObject({ state: 'done', progress: { rowsRead: 1 } });
    },
  );

  it('looks first, imports, repairs what was wrong, and takes all of it back', async () => {
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Repaired' });
    const lines = [
      'email,firstname',
      'known@example.org,Old',
      'right@example.org,R',
      'wrong.example.org,W',
      'bad@,B',
    ];
    const first = await api.post<View>('imports', form(lines.slice(0, 2).join('\n')));
    const options = ({ encoding, separator, quote, header }: View['format']) => ({
      format: { encoding, separator, quote, header },
      mapping: [
        { name: 'email', target: 'email' },
        { name: 'firstname', target: 'firstname' },
      ],
      mailingListIds: [list.body.id],
    });
    await api.put(`imports/${first.body.id}/options`, options(first.body.format));
    await api.post(`imports/${first.body.id}/start`);
    await ended(first.body.id);

    const { body } = await api.post<View>('imports', form(lines.join('\n').replace(',Old', ',New')));
    const path = `imports/${body.id}`;
    await api.put(`${path}/options`, options(body.format));
    expect(await api.post(`${path}/prescan`)).toMatchObject({ status: 200 });
    expect(await ended(body.id)).toMatchObject({
      state: 'checked',
      found: { created: 1, updated: 1, unchanged: 0, duplicates: 0, blocked: 0, invalid: 2, skipped: 0 },
      errorTypes: expect.arrayContaining([{ code: 'email-no-at', count: 1 }]),
      progress: { created: 0, updated: 0, phase: 'checking' },
    });
    expect(await api.post(`${path}/undo`)).toMatchObject({ status: 409 });
    expect(await api.post(`${path}/start`)).toMatchObject({ status: 200 });
    expect(await ended(body.id)).toMatchObject({
      state: 'done',
      undoable: true,
      progress: { created: 1, updated: 1, invalid: 2, bindingsCreated: 1 },
    });

    const grid = await api.get<{ items: unknown[] }>(`${path}/rows?result=invalid`);
    expect(grid.body.items).toMatchObject([
      {
        line: 4,
        values: ['wrong.example.org', 'W'],
        problems: [{ column: 1, code: 'email-no-at' }],
        repaired: false,
      },
      { line: 5, values: ['bad@', 'B'], problems: [{ column: 1, code: 'email-no-domain' }], repaired: false },
    ]);
    const repair = (line: number, email: string) =>
      api.put(`${path}/repairs`, { rows: [{ line, values: [email, 'Repaired'] }] });
    expect(await repair(4, 'still wrong')).toMatchObject({ body: { rows: [{ problems: [{ column: 1 }] }] } });
    expect(await api.post(`${path}/repairs/run`)).toMatchObject({
      status: 409,
      body: { code: 'import.repairs-none' },
    });
    expect(await repair(4, 'repaired@example.org')).toMatchObject({ body: { rows: [{ problems: [] }] } });
    expect(await repair(3, 'right@example.org')).toMatchObject({
      status: 422,
      body: { code: 'import.repairs-line' },
    });
    const child = await api.post<View>(`${path}/repairs/run`);
    expect(child).toMatchObject({ status: 200, body: { parentId: body.id } });
    expect(await ended(child.body.id)).toMatchObject({
      state: 'done',
      progress: { created: 1, bindingsCreated: 1 },
    });
    expect(await api.post(`${path}/repairs/run`)).toMatchObject({ status: 409 });

    const file = async (name: string) => (await api.get<string>(`${path}/files/${name}`)).body;
    expect(await file('valid')).toContain('known@example.org,New');
    expect(await file('invalid')).toContain('bad@,B');
    expect(await file('fixed')).toContain('repaired@example.org,Repaired');
    expect(await file('report')).toContain('created,1');
    expect(await api.get(`${path}/files/nonsense`)).toMatchObject({ status: 400 });

    expect(await api.post(`${path}/undo`)).toMatchObject({ status: 200, body: { undoable: false } });
    const nameOf = async () =>
      (await api.get<{ items: { firstname: string }[] }>('recipients?q=known@example.org')).body.items[0]
        ?.firstname;
    await expect.poll(nameOf, { timeout: 10_000 }).toBe('Old');
    const total = async (q: string) =>
      (await api.get<{ items: unknown[] }>(`recipients?q=${q}`)).body.items.length;
    await expect.poll(() => total('right@example.org'), { timeout: 10_000 }).toBe(0);
    expect(await total('repaired@example.org')).toBe(1);
    expect(await api.post(`${path}/undo`)).toMatchObject({
      status: 409,
      body: { code: 'data-source.undone' },
    });
  });

  it('needs the right to import', async () => {
    const reader = await test.signIn(['recipients.read']);
    expect((await reader.get('imports')).status).toBe(403);
    expect((await reader.post('imports', form('email\na@example.org\n'))).status).toBe(403);
  });
});
