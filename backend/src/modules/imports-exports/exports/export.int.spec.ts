import ExcelJS from 'exceljs';
import { Uint8ArrayReader, Uint8ArrayWriter, ZipReader } from '@zip.js/zip.js';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../../test/database.js';
import { exportOptions, exportsOn } from '../../../../test/exports.js';
import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { MailingListService, ProfileFieldService } from '../../recipients/index.js';
import { TargetGroupService } from '../../target-groups/index.js';
import { ExportRunService } from './export-run.service.js';
import { ExportPreviewService } from './export-preview.service.js';
import type { Export } from './export.entity.js';
import { ExportService } from './export.service.js';

/** 2026-07-01T22:30:00Z: the next day already in Berlin. */
const SUMMER = Date.UTC(2026, 6, 1, 22, 30);

describe.each(ENGINES)('exports on %s', (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof exportsOn>>;
  let list: number;
  let other: number;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await exportsOn(database);
    const fields = get(ProfileFieldService);
    await fields.create({ name: 'city', label: 'Ort', type: 'text', length: 100 });
    await fields.create({ name: 'score', label: 'Punkte', type: 'decimal' });
    await fields.create({ name: 'birthday', label: 'Geburtstag', type: 'date' });
    await fields.create({ name: 'visit', label: 'Besuch', type: 'datetime' });
    await fields.create({ name: 'vip', label: 'VIP', type: 'boolean' });
    list = (await get(MailingListService).create('News')).id;
    other = (await get(MailingListService).create('Other')).id;
    await insert('recipients', [
      { id: 1, email: 'a@example.org', lastname: 'Müller; "Jr"', gender: 0, created_at: SUMMER, updated_at: SUMMER,
        f_city: '=1+1', f_score: 0.1, f_birthday: '2000-02-29', f_visit: '2026-01-15 23:30:05', f_vip: 1 },
      { id: 2, email: 'b@example.org', lastname: 'Łódź\nx', gender: 1, created_at: 1000, updated_at: SUMMER + 1,
        f_city: null, f_score: null, f_birthday: null, f_visit: null, f_vip: null },
      { id: 7, email: 'c@example.org', lastname: '', gender: 2, created_at: SUMMER, updated_at: 2000,
        f_city: '-5', f_score: -1234.5, f_birthday: '1850-01-01', f_visit: null, f_vip: 0 },
    ]); // prettier-ignore
    await get(TargetGroupService).create({ name: 'VIPs', eql: 'vip IS NOT EMPTY' });
    await insert('bindings', [
      { recipient_id: 1, mailing_list_id: list, status: 1, user_type: 'W', remark: 'joined', created_at: SUMMER, updated_at: SUMMER },
      { recipient_id: 2, mailing_list_id: list, status: 2, user_type: 'T', remark: 'no such user', exit_mailing_id: 9, created_at: 1000, updated_at: 5000 },
    ]); // prettier-ignore
  });
  afterAll(() => database.close());

  async function insert(
    table: string,
    rows: readonly Record<string, string | number | null>[],
  ): Promise<void> {
    const columns = Object.keys(Object.assign({}, ...rows) as object);
    await database.transactions.run(() =>
      database.transactions.insertRows(
        `INSERT INTO ${table}`,
        columns,
        rows.map((row) => columns.map((column) => row[column] ?? null)),
      ),
    );
  }

  async function run(options: ExportOptions, zipPassword?: string): Promise<Export> {
    const { id } = await get(ExportService).start({ options, zipPassword });
    await get(ExportRunService).run(id);
    return get(ExportService).require(id);
  }

  async function bytesOf({ id }: Export): Promise<Buffer> {
    return buffer((await get(ExportService).file(id)).content);
  }

  const fields = (...names: string[]): ExportOptions['columns'] =>
    names.map((name) => ({ kind: 'field' as const, name, header: '', value: '' }));
  const EVERYTHING = fields('customer_id', 'email', 'lastname', 'gender', 'creation_date', 'city', 'score', 'birthday', 'visit', 'vip'); // prettier-ignore

  it('writes CSV with quotes where needed, formulas disarmed and empty cells for no value', async () => {
    const made = await run(exportOptions({ columns: EVERYTHING }));
    expect(made).toMatchObject({ state: 'done', rowsDone: 3, replaced: 0 });
    expect((await bytesOf(made)).toString('utf8')).toBe(
      '\ufeffcustomer_id;email;lastname;gender;creation_date;city;score;birthday;visit;vip\r\n' +
        `1;a@example.org;"Müller; ""Jr""";0;2026-07-01 22:30:00;'=1+1;0.1;2000-02-29;2026-01-15 23:30:05;1\r\n` +
        '2;b@example.org;"Łódź\nx";1;1970-01-01 00:00:01;;;;;\r\n' +
        '7;c@example.org;;2;2026-07-01 22:30:00;-5;-1234.5;1850-01-01;;0\r\n',
    );
  });

  it('follows the format: separator, quote, charset, words, dates in a zone, decimal comma, labels', async () => {
    const made = await run(
      exportOptions({
        columns: [...EVERYTHING, { kind: 'constant', name: 'Quelle', header: '', value: 'a,b' }],
        format: {
          separator: ',', quote: "'", alwaysQuote: true, charset: 'windows-1252', headers: 'labels', decoded: true,
          decodedLanguage: 'de', dateFormat: 'dd.MM.yyyy', timeFormat: 'HH:mm', timeZone: 'Europe/Berlin',
          decimalSeparator: ',', neutralise: false,
        },
      }),
    ); // prettier-ignore
    const [head, first, second] = new TextDecoder('windows-1252').decode(await bytesOf(made)).split('\r\n');
    expect(head).toBe("'customer_id','email','lastname','gender','creation_date','Ort','Punkte','Geburtstag','Besuch','VIP','Quelle'"); // prettier-ignore
    expect(first).toBe(`'1','a@example.org','Müller; "Jr"','männlich','02.07.2026 00:30','=1+1','0,1','29.02.2000','16.01.2026 00:30','ja','a,b'`); // prettier-ignore
    expect(second).toContain("'?ód?\nx'");
    expect(made.replaced).toBe(2);
  });

  it('adds status, time and remark of lists, and details of bounces', async () => {
    const lists = await run(exportOptions({ columns: fields('email'), listColumns: [list, other] }));
    expect((await bytesOf(lists)).toString('utf8').split('\r\n').slice(0, 4)).toEqual([
      `\ufeffemail;Userstate_Mailinglist_${list};Mailinglist_${list}_Timestamp;Mailinglist_${list}_UserRemark;` +
        `Userstate_Mailinglist_${other};Mailinglist_${other}_Timestamp;Mailinglist_${other}_UserRemark`,
      'a@example.org;1;2026-07-01 22:30:00;joined;;;',
      'b@example.org;2;1970-01-01 00:00:05;no such user;;;',
      'c@example.org;;;;;;',
    ]);
    const bounced = exportOptions({ columns: fields('email'), bounceDetails: true, filter: { status: 2 } });
    expect((await bytesOf(await run(bounced))).toString('utf8').split('\r\n').slice(0, 3)).toEqual([
      '\ufeffemail;ExitMailingID;Mailinglist;BounceDetail',
      'b@example.org;9;News;no such user',
      '',
    ]);
  });

  it.each<[string, Partial<ExportOptions>, number[]]>([
    ['in a list', { filter: { mailingListId: 1 } }, [1, 2]],
    ['with a status in a list', { filter: { mailingListId: 1, status: 2 } }, [2]],
    ['with a status in any list', { filter: { status: 1 } }, [1]],
    ['of a type', { filter: { userType: 'T' } }, [2]],
    ['of another type in a list', { filter: { mailingListId: 1, userType: 'W' } }, [1]],
    ['for tests', { filter: { testRecipients: true } }, [2]],
    ['in a target group', { filter: { targetGroupId: 1 } }, [1, 7]],
    ['in a target group and a list', { filter: { targetGroupId: 1, mailingListId: 1 } }, [1]],
    ['changed in the last days', { dates: [{ kind: 'changed', from: null, to: null, lastDays: 36_500, includeToday: false }] }, [1, 2, 7]],
    ['changed today', { dates: [{ kind: 'changed', from: null, to: null, lastDays: 1, includeToday: true }] }, []],
    ['in none', { filter: { withoutList: true } }, [7]],
    ['by a rule', { filter: { eql: "score < 0 OR lastname LIKE 'MÜLLER%'" } }, [1, 7]],
    ['changed on a day', { dates: [{ kind: 'changed', from: '2026-07-01', to: '2026-07-01', lastDays: null, includeToday: true }] }, [1, 2]],
    ['created in a period and changed in one', { dates: [
      { kind: 'created', from: '2026-01-01', to: null, lastDays: null, includeToday: true },
      { kind: 'changed', from: '2026-01-01', to: null, lastDays: null, includeToday: true }] }, [1]],
    ['created in a period or changed in one', { datesJoin: 'or', dates: [
      { kind: 'created', from: '2026-01-01', to: null, lastDays: null, includeToday: true },
      { kind: 'changed', from: '2026-01-01', to: null, lastDays: null, includeToday: true }] }, [1, 2, 7]],
    ['bound in a period', { dates: [{ kind: 'binding', from: null, to: '2000-01-01', lastDays: null, includeToday: true }] }, [2]],
  ])('chooses recipients %s', async (_name, options, ids) => {
    const made = await run(exportOptions({ ...options, columns: fields('customer_id'), format: { headers: 'none', charset: 'utf-8' } }));
    const text = (await bytesOf(made)).toString('utf8');
    expect(text.split('\r\n').filter(Boolean).map(Number)).toEqual(ids);
  }); // prettier-ignore

  it.each([';', ',', '|', '\t', '^'] as const)(
    'separates by %j and quotes what has it',
    async (separator) => {
      const value = { kind: 'constant', name: 'Quelle', header: '', value: `a${separator}b` } as const;
      const format = { separator, headers: 'none', charset: 'utf-8' } as const;
      const made = await run(
        exportOptions({ columns: [...fields('email'), value], filter: { q: 'a@example.org' }, format }),
      );
      expect((await bytesOf(made)).toString('utf8')).toBe(`a@example.org${separator}"a${separator}b"\r\n`);
    },
  );

  it('writes the moment in ISO 8601 with the offset of the zone', async () => {
    const format = {
      timeFormat: 'iso',
      timeZone: 'America/New_York',
      headers: 'none',
      charset: 'utf-8',
    } as const;
    const made = await run(
      exportOptions({ columns: fields('creation_date'), filter: { q: 'a@example.org' }, format }),
    );
    expect((await bytesOf(made)).toString('utf8')).toBe('2026-07-01T18:30:00-04:00\r\n');
  });

  it('writes JSON as an array and as lines, with the types of the fields', async () => {
    const columns = fields('email', 'city', 'score', 'birthday', 'vip');
    const array = await run(exportOptions({ columns, format: { kind: 'json' } }));
    expect(array.fileName).toMatch(/^Recipients_\d{4}-\d\d-\d\d_\d{6}\.json$/);
    const rows: unknown = JSON.parse((await bytesOf(array)).toString('utf8'));
    expect(rows).toEqual([
      { email: 'a@example.org', city: '=1+1', score: 0.1, birthday: '2000-02-29', vip: true },
      { email: 'b@example.org', city: null, score: null, birthday: null, vip: null },
      { email: 'c@example.org', city: '-5', score: -1234.5, birthday: '1850-01-01', vip: false },
    ]);
    const lines = await run(exportOptions({ columns, format: { kind: 'json', json: 'lines' } }));
    const parsed: unknown[] = (await bytesOf(lines))
      .toString('utf8')
      .trim()
      .split('\n')
      .map((line): unknown => JSON.parse(line));
    expect(parsed).toEqual(rows);
    const none = await run(exportOptions({ filter: { q: 'nobody-there' }, format: { kind: 'json' } }));
    expect(JSON.parse((await bytesOf(none)).toString('utf8'))).toEqual([]);
  });

  it('writes a workbook that spreadsheets read: texts, numbers, real dates, no formulas', async () => {
    const made = await run(
      exportOptions({ columns: EVERYTHING, format: { kind: 'xlsx', timeZone: 'Europe/Berlin' } }),
    );
    const book = new ExcelJS.Workbook();
    await book.xlsx.load((await bytesOf(made)) as unknown as ArrayBuffer);
    const sheet = book.getWorksheet('Recipients');
    const row = (number: number) => (sheet?.getRow(number).values as unknown[]).slice(1);
    expect(row(1)).toEqual(EVERYTHING.map(({ name }) => name));
    expect(row(2)).toEqual([
      1, 'a@example.org', 'Müller; "Jr"', 0, new Date('2026-07-02T00:30:00Z'), '=1+1', 0.1,
      new Date('2000-02-29T00:00:00Z'), new Date('2026-01-16T00:30:05Z'), 1,
    ]); // prettier-ignore
    expect(row(3)[2]).toBe('Łódź\nx');
    expect(row(4)[7]).toBe('1850-01-01');
  });

  it('packs the file, encrypted if wanted', async () => {
    const made = await run(exportOptions({ columns: fields('email'), format: { zip: true } }), 'öffne dich');
    expect(made.fileName).toMatch(/\.zip$/);
    const reader = new ZipReader(new Uint8ArrayReader(new Uint8Array(await bytesOf(made))));
    const [entry] = await reader.getEntries();
    if (!entry || entry.directory) throw new Error('the archive is empty');
    expect(entry).toMatchObject({ encrypted: true, filename: made.fileName.replace('.zip', '.csv') });
    const content = await entry.getData(new Uint8ArrayWriter(), { password: 'öffne dich' });
    expect(Buffer.from(content).toString('utf8')).toContain('a@example.org\r\n');
    await expect(entry.getData(new Uint8ArrayWriter(), { password: 'falsch' })).rejects.toThrow(/password/i);
    const workbook = await run(
      exportOptions({ columns: fields('email'), format: { kind: 'xlsx', zip: true } }),
    );
    const outer = new ZipReader(new Uint8ArrayReader(new Uint8Array(await bytesOf(workbook))));
    const [inner] = await outer.getEntries();
    expect(inner).toMatchObject({ encrypted: false, filename: expect.stringMatching(/\.xlsx$/) });
  });

  it('shows the first rows and the exact count before it runs', async () => {
    const options = exportOptions({ columns: fields('email', 'gender'), filter: { mailingListId: list } });
    expect(await get(ExportPreviewService).of({ ...options, format: { ...options.format, decoded: true } })).toMatchObject({
      headers: ['email', 'gender'],
      rows: [['a@example.org', 'male'], ['b@example.org', 'female']],
      count: 2,
      countIsEstimate: false,
    }); // prettier-ignore
  });

  it.each<[string, Parameters<typeof exportOptions>[0], string]>([
    ['an unknown field', { columns: [{ kind: 'field', name: 'x`; DROP TABLE recipients', header: '', value: '' }] }, 'options.columns.0'],
    ['a time zone that is none', { format: { timeZone: 'Mars/Base' } }, 'options.format.timeZone'],
    ['an empty period', { dates: [{ kind: 'changed', from: null, to: null, lastDays: null, includeToday: true }] }, 'options.dates.0'],
    ['an impossible day', { dates: [{ kind: 'changed', from: '2026-02-30', to: null, lastDays: null, includeToday: true }] }, 'options.dates.0'],
    ['bounce details of others', { bounceDetails: true }, 'options.bounceDetails'],
    ['a name of nothing', { fileName: ' .. ' }, 'options.fileName'],
  ])('refuses %s', async (_name, options, field) => {
    await expect(get(ExportService).start({ options: exportOptions(options) })).rejects.toMatchObject({
      fields: { [field]: expect.objectContaining({ code: expect.any(String) }) },
    });
  }); // prettier-ignore

  describe('with many recipients', () => {
    const MANY = 25_000;
    beforeAll(async () => {
      const rows = Array.from({ length: MANY }, (_, index) => [
        1000 + index * 3,
        `p${index}@example.com`,
        1,
        1,
      ]);
      for (let start = 0; start < MANY; start += 5000) {
        await database.transactions.run(() =>
          database.transactions.insertRows(
            'INSERT INTO recipients',
            ['id', 'email', 'created_at', 'updated_at'],
            rows.slice(start, start + 5000),
          ),
        );
      }
    });

    const options = (): ExportOptions =>
      exportOptions({ columns: fields('customer_id'), filter: { q: '*@example.com' }, format: { headers: 'none', charset: 'utf-8' } }); // prettier-ignore
    const wanted = (): string =>
      Array.from({ length: MANY }, (_, index) => `${1000 + index * 3}\r\n`).join('');

    it('has each of them once and in order', async () => {
      expect((await bytesOf(await run(options()))).toString('utf8')).toBe(wanted());
    });

    it('begins again after a worker died, and leaves nothing behind', async () => {
      const { id } = await get(ExportService).start({ options: options() });
      await database.transactions.run(() =>
        database.transactions.execute(
          "UPDATE exports SET state = 'running', lease_owner = 'dead', lease_until = 1, rows_done = 77 WHERE id = ?",
          [id],
        ),
      );
      await get(ExportRunService).run(id);
      const made = await get(ExportService).require(id);
      expect(made).toMatchObject({ state: 'done', rowsDone: MANY });
      expect((await bytesOf(made)).toString('utf8')).toBe(wanted());
    });

    it('is written once by two workers, waits when its process ends, and ends when it is cancelled', async () => {
      const service = get(ExportService);
      const twice = await service.start({ options: options() });
      await Promise.all([get(ExportRunService).run(twice.id), get(ExportRunService).run(twice.id)]);
      expect(await service.require(twice.id)).toMatchObject({ state: 'done', rowsDone: MANY });

      const stopped = await service.start({ options: options() });
      await get(ExportRunService).run(stopped.id, () => true);
      expect(await service.require(stopped.id)).toMatchObject({ state: 'queued', storedAs: '' });

      await service.cancel(stopped.id);
      await get(ExportRunService).run(stopped.id);
      expect(await service.require(stopped.id)).toMatchObject({ state: 'cancelled', storedAs: '' });
      await expect(service.file(stopped.id)).rejects.toMatchObject({ code: 'export.file-gone' });
      const left = readdirSync(join(database.config.get('dataDir'), 'exports'));
      expect(left.filter((name) => name.endsWith('.part'))).toEqual([]);
    });
  });

  it('tells why it failed: a field that is gone, a password that cannot be read', async () => {
    const service = get(ExportService);
    const { id } = await service.start({ options: exportOptions({ columns: fields('city') }) });
    const gone = JSON.stringify(exportOptions({ columns: fields('lost') }));
    const change = (sql: string, values: (string | number)[]) =>
      database.transactions.run(() => database.transactions.execute(sql, values));
    await change('UPDATE exports SET options = ? WHERE id = ?', [gone, id]);
    await get(ExportRunService).run(id);
    expect(await service.require(id)).toMatchObject({ state: 'failed', errorCode: 'export.field-gone', errorParams: { name: 'lost' } }); // prettier-ignore
    const locked = await service.start({
      options: exportOptions({ format: { zip: true } }),
      zipPassword: 'geheim',
    });
    await change("UPDATE exports SET zip_password = 'v1.AAAA' WHERE id = ?", [locked.id]);
    await get(ExportRunService).run(locked.id);
    expect(await service.require(locked.id)).toMatchObject({
      state: 'failed',
      errorCode: 'export.password-lost',
    });
  });
});
