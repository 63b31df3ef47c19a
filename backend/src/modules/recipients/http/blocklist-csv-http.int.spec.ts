import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../../test/app.js';
import { ENGINES } from '../../../../test/database.js';

interface Imported {
  added: number;
  known: number;
  invalid: { line: number; pattern: string; code: string; message: string }[];
}

describe.each(ENGINES)('the blocklist as CSV on %s', (engine) => {
  let test: TestApp;
  let api: Api;

  beforeAll(async () => {
    test = await startApp(engine);
    api = await test.signIn();
  });
  afterAll(() => test.close());

  const bring = async (csv: string) => (await api.post<Imported>('blocklist/import', { csv })).body;
  const reasons = async () => {
    const { body } = await api.get<{ items: { pattern: string; reason: string }[] }>('blocklist?limit=500');
    return Object.fromEntries(body.items.map(({ pattern, reason }) => [pattern, reason]));
  };

  it('is a file with headings alone while nobody is blocked', async () => {
    const { headers, body } = await api.get<string>('blocklist.csv');
    expect(headers.get('content-type')).toBe('text/csv; charset=utf-8');
    expect(headers.get('content-disposition')).toContain('blocklist.csv');
    expect(body.replace('\ufeff', '')).toBe('"pattern";"reason";"created_at";"created_by"\r\n');
  });

  it('adds what is right, tells what is not, and blacklists whom it fits', async () => {
    const list = await api.post<{ id: number }>('mailing-lists', { name: 'Weekly' });
    const statusOf: (() => Promise<number | undefined>)[] = [];
    for (const name of ['ada@one.example', 'bob@two.example', 'eve@three.example']) {
      const { id } = (await api.post<{ id: number }>('recipients', { email: name })).body;
      await api.put(`recipients/${id}/bindings/${list.body.id}`, { status: 1, userType: 'W' });
      const path = `recipients/${id}/bindings`;
      statusOf.push(async () => (await api.get<{ items: { status: number }[] }>(path)).body.items[0]?.status);
    }
    const lines = [
      '\ufeffE-Mail;Reason',
      'Ada@One.example;first',
      '"*@two.example"\t"said ""no"""',
      'third@four.example , by comma',
      '',
      'ada@one.example;second',
      'nonsense;x',
      '*;too wide',
      '"half@five.example;open quote',
      'six@six.example;said "no", twice;2026-01-01',
    ];
    const { added, known, invalid } = await bring(lines.join('\r\n'));
    expect({ added, known }).toEqual({ added: 4, known: 0 });
    expect(invalid.map(({ line, code }) => [line, code])).toEqual([
      [7, expect.stringContaining('email')],
      [8, 'blocklist.pattern-too-wide'],
      [9, expect.stringContaining('email')],
    ]);
    for (const { message } of invalid) expect(message).toMatch(/\s/);
    expect(await reasons()).toEqual({
      'ada@one.example': 'second',
      '*@two.example': 'said "no"',
      'third@four.example': 'by comma',
      'six@six.example': 'said "no", twice',
    });
    expect(await Promise.all(statusOf.map((status) => status()))).toEqual([6, 6, 1]);
    expect(await bring('ADA@one.example;third\neve@*')).toEqual({ added: 1, known: 1, invalid: [] });
    expect(await reasons()).toMatchObject({ 'ada@one.example': 'second' });
    expect(await statusOf[2]?.()).toBe(6);
  });

  it('reads back what it wrote, and writes no formula', async () => {
    await api.post('blocklist', { pattern: '+tag@formula.example', reason: '=HYPERLINK("http://x")' });
    await api.post('blocklist', { pattern: "'-quoted@formula.example", reason: "'=kept; as, it is" });
    await api.post('blocklist', { pattern: 'lines@formula.example', reason: 'one\r\ntwo\n"three"' });
    const before = await reasons();
    const { body } = await api.get<string>('blocklist.csv');
    expect(body).not.toMatch(/(^|;)"[=+@-]/m);
    expect(body.trimEnd().split('\r\n')).toHaveLength(Object.keys(before).length + 1);
    expect(body).toContain('"User 1"');
    const size = Object.keys(before).length;
    expect(await bring(body)).toEqual({ added: 0, known: size, invalid: [] });
    await test.transactions.run(() => test.transactions.execute('DELETE FROM blocklist'));
    expect(await bring(body)).toEqual({ added: size, known: 0, invalid: [] });
    expect(await reasons()).toEqual({ ...before, 'lines@formula.example': 'one two "three"' });
  });

  it('takes many lines, refuses too many and files that are none', async () => {
    const many = Array.from({ length: 2500 }, (_, index) => `many${index}@six.example`).join('\n');
    expect(await bring(many)).toEqual({ added: 2500, known: 0, invalid: [] });
    const { body } = await api.get<string>('blocklist.csv');
    expect(new Set(body.match(/many\d+@six/g)).size).toBe(2500);
    expect((await api.post('blocklist/import', { csv: 'a\n'.repeat(50_001) })).body['code']).toBe(
      'blocklist.csv-too-large',
    );
    expect((await api.post('blocklist/import', { csv: 'PK\0\u0003' })).body['code']).toBe(
      'blocklist.csv-format',
    );
  });

  it('wants the rights to write and to export', async () => {
    const reader = await test.signIn(['recipients.read']);
    expect((await reader.get('blocklist.csv')).status).toBe(403);
    expect((await reader.post('blocklist/import', { csv: 'x@example.org' })).status).toBe(403);
  });
});
