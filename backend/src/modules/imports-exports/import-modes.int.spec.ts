import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { ImportBench } from '../../../test/import-bench.js';
import type { ImportChoice, ImportMode } from './import-options.js';
import { importProgress } from './import-progress.js';
import type { Import } from './import.entity.js';

const FORMAT = {
  kind: 'csv',
  encoding: 'utf-8',
  separator: ';',
  quote: '"',
  header: true,
  sheet: '',
} as const;
/** One recipient per status of the list, one without a binding, and two that only the file has. */
const STATUSES = { active: 1, bounced: 2, adminout: 3, userout: 4, waiting: 5, blacklisted: 6, suspended: 7 };
const FILE = [
  'email;firstname',
  ...[...Object.keys(STATUSES), 'unbound', 'fresh'].map((name) => `${name}@example.org;New`),
].join('\n');

function figures(row: Import) {
  const { created, updated, unchanged, duplicates, blocked, invalid, skipped } = importProgress(row);
  return { created, updated, unchanged, duplicates, blocked, invalid, skipped };
}

describe.each(ENGINES)('import modes on %s', (engine) => {
  let database: TestDatabase;
  let bench: ImportBench;
  let list: number;

  beforeEach(async () => {
    database = await createDatabase(engine);
    bench = await ImportBench.on(database);
    ({ id: list } = await bench.lists.create('Newsletter'));
    const { transactions } = bench;
    await transactions.run(async () => {
      const people = [...Object.keys(STATUSES), 'unbound', 'absent'];
      await transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'firstname', 'lastname', 'created_at', 'updated_at'],
        people.map((name) => [`${name}@example.org`, 'Old', name, 1, 1]),
      );
      for (const [name, status] of [...Object.entries(STATUSES), ['absent', 1] as const]) {
        await transactions.execute(
          `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
           SELECT id, ?, ?, 1, 1 FROM recipients WHERE email = ?`,
          [list, status, `${name}@example.org`],
        );
      }
    });
  });
  afterEach(() => database.close());

  const run = (content: string, choice: Partial<ImportChoice>) =>
    bench.import(content, {
      format: FORMAT,
      mapping: [
        { name: 'email', target: 'email' },
        { name: 'firstname', target: 'firstname' },
      ],
      ...choice,
    });

  async function statuses(): Promise<Record<string, number | null>> {
    const rows = await bench.transactions.query<{ email: string; status: number | null }>(
      `SELECT r.email, b.status FROM recipients r
       LEFT JOIN bindings b ON b.recipient_id = r.id AND b.mailing_list_id = ? ORDER BY r.id`,
      [list],
    );
    return Object.fromEntries(rows.map(({ email, status }) => [email.split('@')[0] ?? '', status]));
  }

  const before = { ...STATUSES, unbound: null, absent: 1 };
  const all = { created: 1, updated: 8, unchanged: 0, duplicates: 0, blocked: 0, invalid: 0, skipped: 0 };
  const known = { ...all, created: 0, skipped: 1 };

  it.each<[ImportMode, object, Record<string, number | null>]>([
    ['add-only', { ...all, updated: 0, skipped: 8 }, { fresh: 1 }],
    ['add-and-update', all, { unbound: 1, fresh: 1 }],
    ['update-only', known, { unbound: 1 }],
    ['unsubscribe', known, { active: 3 }],
    ['bounce', known, { active: 2 }],
    ['reactivate-bounced', known, { bounced: 1 }],
    ['suspend', known, { active: 7 }],
    ['add-and-resubscribe', all, { adminout: 1, userout: 1, unbound: 1, fresh: 1 }],
    ['replace', all, { bounced: 1, adminout: 1, userout: 1, unbound: 1, fresh: 1, absent: 3 }],
    ['reactivate-suspended', known, { suspended: 1 }],
    ['replace-keeping-opt-outs', all, { unbound: 1, fresh: 1, absent: 3 }],
  ])('%s', async (mode, expected, changes) => {
    const row = await run(FILE, { mode, mailingListIds: [list] });
    expect([row.state, row.errorParams]).toEqual(['done', null]);
    expect(figures(row)).toEqual(expected);
    expect(await statuses()).toEqual({ ...before, ...changes });
    const touched = Object.keys(changes).length;
    expect(row.bindingsCreated + row.bindingsChanged).toBe(touched);
    // Each change can be taken back and stands in the history.
    expect(await bench.count('binding_changes')).toBe(touched);
    expect(await bench.count('activity', 'kind IN (10, 11, 12)')).toBe(touched);
    expect(await bench.count('data_sources', "kind = 'import' AND recipients > 0")).toBe(1);
    const look = await bench.prepare(FILE.replaceAll('New', 'Newer').replace('fresh', 'fresher'), {
      format: FORMAT,
      mode,
      mailingListIds: [list],
    });
    await bench.imports.start(look, true);
    await bench.runs.run(look);
    const looked = await bench.imports.require(look);
    expect([looked.state, looked.found]).toEqual(['checked', expected]);
    expect(await statuses()).toEqual({ ...before, ...changes });
  });

  it('blocklist: addresses come onto it, with their bindings', async () => {
    await bench.blocklist.add('active@example.org', 'known before');
    const row = await run(FILE.replace('firstname', 'why').replaceAll('New', 'complained'), {
      mode: 'blocklist',
      mapping: [
        { name: 'email', target: 'email' },
        { name: 'why', target: 'reason' },
      ],
    });
    expect(figures(row)).toEqual({ ...all, created: 0, updated: 8, unchanged: 1 });
    expect(row.blocklistAdded).toBe(8);
    expect(await bench.count('blocklist', "reason = 'complained'")).toBe(8);
    expect(await bench.count('bindings', 'status = 6')).toBe(7);
    expect(await bench.count('recipients')).toBe(9);
  });

  it('blocklist-replace: what the file does not have leaves it, patterns stay', async () => {
    await bench.blocklist.add('blacklisted@example.org', '');
    await bench.blocklist.add('*@competitor.example', '');
    await run('email\nabsent@example.org\n', {
      mode: 'blocklist-replace',
      mapping: [{ name: 'email', target: 'email' }],
    });
    expect(await bench.count('blocklist')).toBe(2);
    expect(await statuses()).toEqual({ ...before, blacklisted: 3, absent: 6 });
  });

  it('an exclusive mode that reads no usable row puts nobody out', async () => {
    const row = await run('email;firstname\nnonsense;X\n', { mode: 'replace', mailingListIds: [list] });
    expect([row.state, row.errorCode]).toEqual(['failed', 'import.replace-empty']);
    expect(await statuses()).toEqual(before);
  });

  it('goes into every list; those with double opt-in wait unless the consent is known', async () => {
    const careful = await bench.lists.create('Careful');
    await bench.transactions.run(() =>
      bench.transactions.execute('UPDATE mailing_lists SET double_opt_in = 1 WHERE id = ?', [careful.id]),
    );
    await run('email;firstname\none@example.org;A\n', { mailingListIds: 'all' });
    expect(await bench.count('bindings', `mailing_list_id = ${careful.id} AND status = 5`)).toBe(1);
    await run('email;firstname\ntwo@example.org;B\n', {
      mailingListIds: 'all',
      consent: { method: 'paper', source: 'Fair 2026', textVersion: 'v3' },
    });
    expect(await bench.count('bindings', `mailing_list_id = ${careful.id} AND status = 1`)).toBe(1);
    expect(
      await bench.count('consents', "method = 'paper' AND source = 'Fair 2026' AND text_version = 'v3'"),
    ).toBe(2);
  });

  it('finds recipients by profile fields and ids, all of them or the first', async () => {
    await run('email;code\nactive@example.org;x1\nbounced@example.org;X1\nuserout@example.org;y2\n', {
      mapping: [
        { name: 'email', target: 'email' },
        { name: 'code', target: { newField: { name: 'code', label: 'Code', type: 'text' } } },
      ],
    });
    const byCode = (content: string, choice: Partial<ImportChoice> = {}) =>
      run(`code;lastname;email\n${content}\n`, {
        keys: ['code'],
        mode: 'update-only',
        mapping: [
          { name: 'code', target: { field: 'code' } },
          { name: 'lastname', target: 'lastname' },
          { name: 'email', target: 'email' },
        ],
        ...choice,
      });
    expect(figures(await byCode('y2;ById;userout@example.org'))).toEqual({
      ...known,
      updated: 1,
      skipped: 0,
    });
    // An address of somebody else is never taken away.
    const stolen = await byCode('y2;Thief;suspended@example.org');
    expect(figures(stolen)).toEqual({ ...known, updated: 0, skipped: 0, invalid: 1 });
    expect(stolen.errorTypes).toEqual({ 'row-address-taken': 1 });
    expect(await bench.count('recipients', "lastname IN ('ById', 'userout')")).toBe(1);

    const id = Number(
      (await bench.transactions.first<{ id: number }>('SELECT id FROM recipients ORDER BY id'))?.id,
    );
    const byId = await run(`id;firstname;email\n${id};Numbered;active@example.org\n`, {
      keys: ['customer_id'],
      mode: 'update-only',
      mapping: [
        { name: 'id', target: 'customer_id' },
        { name: 'firstname', target: 'firstname' },
        { name: 'email', target: 'email' },
      ],
    });
    expect(figures(byId)).toEqual({ ...known, updated: 1, skipped: 0 });
    expect(await bench.count('recipients', `firstname = 'Numbered' AND id = ${id}`)).toBe(1);
  });

  it('blank cells keep or empty values; of rows with one key the first or the last counts', async () => {
    const file = 'email;firstname\nactive@example.org;\nabsent@example.org;First\nABSENT@example.org;Last\n';
    expect(figures(await run(file, {}))).toMatchObject({ updated: 1, unchanged: 1, duplicates: 1 });
    expect(await bench.count('recipients', "firstname = 'First'")).toBe(1);
    expect(figures(await run(file, { nullHandling: 'overwrite', duplicates: 'none' }))).toMatchObject({
      updated: 2,
      duplicates: 1,
    });
    expect(await bench.count('recipients', "firstname = '' AND email = 'active@example.org'")).toBe(1);
    expect(await bench.count('recipients', "firstname = 'Last'")).toBe(1);
  });
});
