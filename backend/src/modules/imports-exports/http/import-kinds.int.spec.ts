import ExcelJS from 'exceljs';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';
import { zipOf } from '../../../../test/import-files.js';

interface View {
  id: number;
  state: string;
  format: { kind: string };
  progress: Record<string, number | null>;
}
const MAPPING = [
  { target: 'email' },
  { target: 'lastname' },
  { target: { newField: { name: 'since_when', label: 'Since', type: 'date' } } },
];

async function workbook(): Promise<Buffer> {
  const book = new ExcelJS.Workbook();
  book.addWorksheet('Deckblatt').addRow(['Unsere Kunden']);
  const sheet = book.addWorksheet('Kunden');
  sheet.addRow(['E-Mail', 'Name', 'Seit']);
  for (let at = 1; at <= 50; at += 1) {
    sheet
      .addRow([at === 7 ? 'nobody' : `x${at}@example.org`, `Nr. ${at}`, new Date(Date.UTC(2020, 0, at))])
      .getCell(3).numFmt = 'dd.mm.yy';
  }
  return Buffer.from(await book.xlsx.writeBuffer());
}

describe.each(ENGINES)('kinds of import files on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '1', IMPORT_MAX_MB: '2' });
    api = await test.signIn();
  });
  afterAll(() => test.close());

  function upload(content: Buffer | string, name: string, password?: string) {
    const data = new FormData();
    if (password !== undefined) data.set('password', password);
    data.set('file', new Blob([content]), name);
    return api.post<View>('imports', data);
  }

  async function run(id: number, options: object): Promise<View> {
    const chosen = await api.put(`imports/${id}/options`, options);
    expect(chosen.status, JSON.stringify(chosen.body)).toBe(200);
    expect((await api.post(`imports/${id}/start`)).status).toBe(200);
    for (;;) {
      const { body } = await api.get<View>(`imports/${id}`);
      if (!['queued', 'running'].includes(body.state)) return body;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }

  it('a sheet of an Excel workbook becomes recipients', async () => {
    const uploaded = await upload(await workbook(), 'Kunden.xlsx');
    expect(uploaded).toMatchObject({
      status: 201,
      body: { format: { kind: 'xlsx', sheet: '', header: true } },
    });
    const { id } = uploaded.body;
    const format = { kind: 'xlsx', header: true, sheet: 'Kunden' };
    expect(await api.post(`imports/${id}/preview`, { format })).toMatchObject({
      status: 200,
      body: {
        sheets: ['Deckblatt', 'Kunden'],
        columns: [
          { header: 'E-Mail', guess: 'email' },
          { header: 'Name', guess: 'lastname' },
          { guess: { newField: { type: 'date' } } },
        ],
        rows: expect.arrayContaining([['x1@example.org', 'Nr. 1', '2020-01-01']]),
        totalEstimate: 50,
      },
    });
    const done = await run(id, { format, mapping: MAPPING, dateFormats: ['dd.MM.yyyy'] });
    expect(done).toMatchObject({ state: 'done', progress: { rowsRead: 50, created: 49, invalid: 1 } });
    const { body } = await api.get<{ items: object[] }>(`imports/${id}/problems`);
    expect(body.items).toMatchObject([
      { line: 8, column: 1, columnName: 'E-Mail', value: 'nobody', code: 'email-no-at' },
    ]);
    const found = await api.get<{ items: { id: number }[] }>('recipients?q=x31@example.org');
    expect((await api.get(`recipients/${found.body.items[0]?.id}`)).body).toMatchObject({
      lastname: 'Nr. 31',
      fields: { since_when: '2020-01-31' },
    });
  });

  it('JSON becomes recipients, with what is wrong in it told by line', async () => {
    const text =
      '[{"email":"j1@example.org","name":"J","since":"2021-02-03T10:00:00Z"},\n{"email":"j2@example.org","name":{"a":1}},\n{"email":"j3@example.org","since":"03.02.2021"}]';
    const { body } = await upload(text, 'people.json');
    const mapping = [{ target: 'email' }, { target: 'lastname' }, { target: { field: 'since_when' } }];
    expect(body.format.kind).toBe('json');
    const done = await run(body.id, {
      format: { kind: 'json', header: true },
      mapping,
      dateFormats: ['dd.MM.yyyy'],
    });
    expect(done).toMatchObject({ state: 'done', progress: { created: 2, invalid: 1 } });
    expect(
      (await api.get<{ items: object[] }>(`imports/${body.id}/problems`, { 'accept-language': 'de' })).body
        .items,
    ).toMatchObject([
      { line: 2, code: 'json-nested', message: expect.stringContaining('„name“ enthält ein Objekt') },
    ]);
  });

  it('an archive opens with its password, which is asked for and kept nowhere', async () => {
    const zip = await zipOf({ 'a.csv': 'email\nzip@example.org\n' }, { password: 'Sesam' });
    const kept = () => readdirSync(join(test.config.get('dataDir'), 'imports')).length;
    const before = kept();
    expect(await upload(zip, 'a.zip')).toMatchObject({
      status: 422,
      body: { fields: { file: { code: 'file-zip-password-missing' } } },
    });
    expect(await upload(zip, 'a.zip', 'falsch')).toMatchObject({
      status: 422,
      body: { code: 'file-zip-password-wrong' },
    });
    expect(kept()).toBe(before);
    const { body, status } = await upload(zip, 'a.zip', 'Sesam');
    expect(status).toBe(201);
    expect(
      await run(body.id, { format: { kind: 'csv', header: true }, mapping: [{ target: 'email' }] }),
    ).toMatchObject({ progress: { created: 1 } });
    const [row] = await test.transactions.query<{ options: string }>(
      'SELECT options FROM imports WHERE id = ?',
      [body.id],
    );
    expect(row?.options).not.toContain('Sesam');
  });

  it.each([
    ['a bomb', () => zipOf({ 'a.csv': Buffer.alloc(100_000_000, 'a') }), 'file-zip-too-large'],
    ['a truncated workbook', async () => (await workbook()).subarray(0, 4000), 'file-zip-damaged'],
    ['an archive of two', () => zipOf({ a: 'x', b: 'y' }), 'file-zip-several'],
    ['an old workbook', async () => Buffer.from('d0cf11e0a1b11ae1000000000000', 'hex'), 'file-excel'],
    [
      'a table of 100,000 columns',
      async () => Buffer.from(`email${';x'.repeat(99_999)}\na@b.de\n`),
      'file-too-many-columns',
    ],
    [
      'JSON of 100,000 keys',
      async () => Buffer.from(Array.from({ length: 100_000 }, (_, at) => `{"c${at}":1}`).join('\n')),
      'file-too-many-columns',
    ],
    ['nothing but NUL bytes', async () => Buffer.alloc(1000), 'file-binary'],
    ['a picture', async () => Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'file-binary'],
    [
      'a workbook with entities',
      () =>
        zipOf({
          '[Content_Types].xml': '<Types/>',
          'xl/workbook.xml': '<!DOCTYPE x [<!ENTITY a "b">]><workbook/>',
          'xl/_rels/workbook.xml.rels': '<Relationships/>',
        }),
      'file-xml-doctype',
    ],
  ])('%s is refused with words', async (_name, make, code) => {
    const answer = await upload(await make(), 'file');
    expect(answer).toMatchObject({
      status: 422,
      body: { code, detail: expect.not.stringMatching(/^file-/) },
    });
  });

  it('what cannot be read in a file is told line by line, and the rest becomes recipients', async () => {
    const file = Buffer.concat([
      Buffer.from(
        `email;name\ngood1@example.org;Änne\nnul@example.org;a\0b\nlong@example.org;${'x'.repeat(70_000)}\n`,
      ),
      Buffer.from('latin@example.org;J\u00fcrgen\n', 'latin1'),
      Buffer.from(
        'good2@example.org;"two\nlines"\nformula@example.org;"=HYPERLINK(""https://example.org"")"\n',
      ),
      Buffer.from('good3@example.org;"cut o'),
    ]);
    const { body, status } = await upload(file, 'mixed.csv');
    expect(status).toBe(201);
    const format = { kind: 'csv', encoding: 'utf-8', separator: ';', quote: '"', header: true };
    const done = await run(body.id, { format, mapping: [{ target: 'email' }, { target: 'lastname' }] });
    expect(done).toMatchObject({ state: 'done', progress: { rowsRead: 7, created: 3, invalid: 4 } });
    const { items } = (
      await api.get<{ items: { line: number; code: string; message: string }[] }>(
        `imports/${body.id}/problems`,
      )
    ).body;
    expect(items.map(({ line, code }) => [line, code])).toEqual([
      [3, 'csv-nul-byte'], [4, 'csv-cell-too-long'], [5, 'csv-undecodable'], [9, 'csv-unclosed-quote'],
    ]); // prettier-ignore
    const kept = await api.get<{ items: { lastname: string }[] }>('recipients?q=formula@example.org');
    expect(kept.body.items).toMatchObject([{ lastname: '=HYPERLINK("https://example.org")' }]);
  });
});
