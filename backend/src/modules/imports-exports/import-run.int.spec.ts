import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { ImportBench } from '../../../test/import-bench.js';
import type { Transactions } from '../../core/database/transactions.js';
import { ActivityKind } from '../../core/events/activity.js';
import { importProgress } from './import-progress.js';
import type { Import } from './import.entity.js';

const HEADER = 'E-Mail;Vorname;Nachname;Anrede;Kundennummer;Ort';

/** 20,000 rows of which every kind of dirt has its share, and what must become of them. */
function dirtyFile(rows = 20_000) {
  const lines = [HEADER];
  const expected = { created: 0, updated: 0, unchanged: 0, duplicates: 0, blocked: 0, invalid: 0 };
  for (let i = 0; i < rows; i += 1) {
    const rest = `Ännä;Müller ${i};${i % 2 ? 'Frau' : 'Herr'};${i};Köln`;
    const kind = i % 100;
    if (i % 1000 === 57) lines.push(`u${i}@example.org;"Anna;Muster;Frau;${i};Köln`);
    else if (kind === 7) lines.push(`u${i}.example.org;${rest}`);
    else if (kind === 13) lines.push(`u${i}@example.org;Anna;Frau;${i};Köln`);
    else if (kind === 23) lines.push(` U${i - 1}@EXAMPLE.ORG;Other;Name;Herr;0;Bonn`);
    else if (kind === 31) lines.push(`u${i}@blocked.example;${rest}`);
    else if (kind === 43) lines.push(`@example.org;Anna;Muster;Klingone;${i};Köln`);
    else if (kind === 61) lines.push(`known${i}@example.org;New;Name;Frau;${i};Köln`);
    else if (kind === 67) lines.push(`known${i}@example.org;Old;Name;;;`);
    else lines.push(`u${i}@example.org;${rest}`);
    if (i % 1000 === 57 || kind === 7 || kind === 13 || kind === 43) expected.invalid += 1;
    else if (kind === 23) expected.duplicates += 1;
    else if (kind === 31) expected.blocked += 1;
    else if (kind === 61) expected.updated += 1;
    else if (kind === 67) expected.unchanged += 1;
    else expected.created += 1;
  }
  return { content: `${lines.join('\r\n')}\r\n`, expected, rows };
}

function figures(row: Import) {
  const { created, updated, unchanged, duplicates, blocked, invalid } = importProgress(row);
  return { created, updated, unchanged, duplicates, blocked, invalid };
}

async function knownRecipients(bench: ImportBench, rows: number): Promise<void> {
  const known: string[] = [];
  for (let i = 0; i < rows; i += 1) if ([61, 67].includes(i % 100)) known.push(`known${i}@example.org`);
  await bench.transactions.run(() =>
    bench.transactions.insertRows(
      'INSERT INTO recipients',
      ['email', 'firstname', 'lastname', 'created_at', 'updated_at'],
      known.map((email) => [email, 'Old', 'Name', 1, 1]),
    ),
  );
}

/** Breaks off like a lost connection at the given write: nothing after it happens, as when the process is killed. */
function breakingAt(transactions: Transactions, callsLeft: number): Transactions {
  let left = callsLeft;
  return new Proxy(transactions, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...given: unknown[]): unknown => {
        if (name === 'execute' || name === 'bulkLoad') {
          left -= 1;
          if (left < 0) {
            const error = new Error('Connection lost');
            return Promise.reject(Object.assign(error, { code: 'PROTOCOL_CONNECTION_LOST' }));
          }
        }
        return Reflect.apply(value, target, given);
      };
    },
  });
}

describe.each(ENGINES)('import runs on %s', (engine) => {
  let database: TestDatabase;
  let bench: ImportBench;

  beforeEach(async () => {
    database = await createDatabase(engine);
    bench = await ImportBench.on(database);
  });
  afterEach(() => database.close());

  it('reads 20,000 dirty rows to exact totals', async () => {
    const { content, expected, rows } = dirtyFile();
    await knownRecipients(bench, rows);
    await bench.blocklist.add('*@blocked.example', 'competitor');
    const list = await bench.lists.create('Newsletter');
    const row = await bench.import(content, { mailingListIds: [list.id] });
    expect(row.state).toBe('done');
    expect(figures(row)).toEqual(expected);
    expect(row.rowsRead).toBe(rows);
    const reached = expected.created + expected.updated + expected.unchanged;
    expect(row.bindingsCreated).toBe(reached);
    expect(await bench.count('bindings', `status = 1 AND remark = 'CSV Import people.csv'`)).toBe(reached);
    expect(await bench.count('recipients')).toBe(reached);
    expect(await bench.count('recipients', "firstname = 'Ännä' AND f_ort = 'Köln'")).toBe(expected.created);
    expect(await bench.count('recipients', "firstname = 'Old' AND updated_at = 1")).toBe(expected.unchanged);
    expect(await bench.count('recipient_changes', 'kind = 1')).toBe(expected.created);
    expect(await bench.count('recipient_changes', 'kind = 2')).toBe(expected.updated);
    expect(await bench.count('binding_changes', 'old_status IS NULL AND new_status = 1')).toBe(reached);
    expect(await bench.count('activity', `kind = ${ActivityKind.subscribed}`)).toBe(reached);
    // The rows with two faults have two problems, but only one of them carries the row.
    expect(await bench.count('import_problems', 'raw IS NOT NULL')).toBe(expected.invalid);
    expect(await bench.count('import_problems')).toBe(expected.invalid + rows / 100);
    expect(row.errorTypes).toMatchObject({ 'email-no-at': rows / 100, 'csv-unclosed-quote': rows / 1000 });
  });

  // Some in each phase; MariaDB needs fewer writes, as its steps are larger.
  it.each(engine === 'sqlite' ? [1, 2, 5, 9, 13, 17, 20, 24, 28, 32] : [1, 2, 3, 5, 7, 9, 10, 12, 14, 17])(
    'goes on exactly after a crash at write %i',
    async (calls) => {
      const { content, expected, rows } = dirtyFile(9000);
      await knownRecipients(bench, rows);
      await bench.blocklist.add('*@blocked.example', 'competitor');
      const list = await bench.lists.create('Newsletter');
      const id = await bench.begin(content, { mailingListIds: [list.id] });
      const dying = await ImportBench.on(database, breakingAt(database.transactions, calls));
      await expect(dying.runs.run(id)).rejects.toThrow('Connection lost');
      const left = await bench.imports.require(id);
      expect(left.state).toBe('running');
      expect(await bench.count('bindings')).toBe(left.bindingsCreated);
      expect(await bench.count('recipients', 'datasource_id IS NOT NULL')).toBe(left.rowsCreated);

      await bench.runs.run(id);
      expect((await bench.imports.require(id)).leaseOwner).toBe(left.leaseOwner);
      expect(await bench.queries.lost(bench.clock.millis())).toEqual([]);

      bench.clock.ahead = 60_000;
      expect(await bench.queries.lost(bench.clock.millis())).toEqual([id]);
      await bench.runs.run(id);
      const row = await bench.imports.require(id);
      expect(row.state).toBe('done');
      expect(figures(row)).toEqual(expected);
      expect(await bench.count('recipients')).toBe(expected.created + expected.updated + expected.unchanged);
      expect(await bench.count('recipient_changes', 'kind = 1')).toBe(expected.created);
      expect(await bench.count('import_problems', 'raw IS NOT NULL')).toBe(expected.invalid);
    },
  );

  it('is never run by two workers at once', async () => {
    const { content, expected } = dirtyFile(5000);
    const id = await bench.begin(content);
    const other = await ImportBench.on(database);
    await Promise.all([bench.runs.run(id), other.runs.run(id), bench.runs.run(id)]);
    const row = await bench.imports.require(id);
    expect(row.state).toBe('done');
    expect(row.rowsRead).toBe(5000);
    expect(row.rowsDuplicate).toBe(expected.duplicates);
    // A worker that was only slow finds that another one has taken over, and writes nothing more.
    const again = await bench.begin(content);
    const slow = bench.runs.run(again);
    other.clock.ahead = 60_000;
    await Promise.all([slow, other.runs.run(again)]);
    await other.runs.run(again);
    const second = await bench.imports.require(again);
    expect(second.state).toBe('done');
    expect(second.rowsRead).toBe(5000);
  });

  it('lets two imports with the same new addresses run side by side', async () => {
    const list = await bench.lists.create('Newsletter');
    const people = Array.from({ length: 5000 }, (_, i) => `p${i}@example.org;Name`);
    const file = (rows: string[]) => ['email;firstname', ...rows].join('\n');
    const first = await bench.begin(file(people), { mailingListIds: [list.id] });
    const second = await bench.begin(file(people.toReversed()), { mailingListIds: [list.id] });
    await Promise.all([bench.runs.run(first), (await ImportBench.on(database)).runs.run(second)]);
    const ended = [await bench.imports.require(first), await bench.imports.require(second)];
    expect(ended.map(({ state, errorParams }) => [state, errorParams])).toEqual([
      ['done', null],
      ['done', null],
    ]);
    const sum = (of: (row: Import) => number) => ended.reduce((total, row) => total + of(row), 0);
    expect(sum((row) => row.rowsCreated)).toBe(5000);
    expect(sum((row) => row.rowsUnchanged)).toBe(5000);
    expect(sum((row) => row.bindingsCreated)).toBe(5000);
    expect(await bench.count('bindings')).toBe(5000);
    expect(await bench.count('recipient_changes', 'kind = 1')).toBe(5000);
  });

  it('waits for the next process when this one ends', async () => {
    const { content, expected } = dirtyFile(5000);
    await knownRecipients(bench, 5000);
    await bench.blocklist.add('*@blocked.example', 'competitor');
    const id = await bench.begin(content);
    // However early it is told to stop, in whatever phase: each time it comes a little further.
    for (let batches = 1; ; batches += 1) {
      let asked = 0;
      await bench.runs.run(id, () => (asked += 1) > batches);
      const left = await bench.imports.require(id);
      if (left.state === 'done') break;
      expect(left.state).toBe('queued');
    }
    const row = await bench.imports.require(id);
    expect(figures(row)).toEqual(expected);
  });

  it('ends at the next step when it is cancelled, in whatever phase, and keeps what was done', async () => {
    const list = await bench.lists.create('Newsletter');
    const phases = new Set<string>();
    for (let steps = 1; ; steps += 1) {
      const people = Array.from({ length: 12_000 }, (_, i) => `p${steps}-${i}@example.org;Name`);
      const id = await bench.begin(`email;firstname\n${people.join('\n')}\n`, { mailingListIds: [list.id] });
      const before = await bench.count('recipients');
      let asked = 0;
      let cancelled: Promise<Import> | undefined;
      await bench.runs.run(id, () => {
        asked += 1;
        if (asked === steps) cancelled = bench.imports.cancel(id);
        return false;
      });
      await cancelled;
      const row = await bench.imports.require(id);
      if (row.state === 'done') break;
      phases.add(row.phase);
      expect(row.state).toBe('cancelled');
      expect((await bench.count('recipients')) - before).toBe(row.rowsCreated);
      expect(row.bindingsCreated).toBe(row.rowsCreated);
      await expect(bench.imports.cancel(id)).rejects.toMatchObject({ code: 'import.state' });
    }
    expect([...phases]).toEqual(['reading', 'checking', 'merging']);
  });

  it('never undoes an opt-out', async () => {
    const list = await bench.lists.create('Newsletter');
    const file = 'email;firstname\nout@example.org;A\nin@example.org;B\n';
    await bench.import(file, { mailingListIds: [list.id] });
    await bench.transactions.run(() =>
      bench.transactions.execute(
        "UPDATE bindings SET status = 4, remark = 'opt-out' WHERE recipient_id = (SELECT id FROM recipients WHERE email = ?)",
        ['out@example.org'],
      ),
    );
    const row = await bench.import(file.replace(';A', ';Z'), { mailingListIds: [list.id] });
    expect(figures(row)).toMatchObject({ updated: 1, unchanged: 1 });
    expect(row.bindingsCreated).toBe(0);
    expect(await bench.count('bindings', "status = 4 AND remark = 'opt-out'")).toBe(1);
    expect(await bench.count('bindings', 'status = 1')).toBe(1);
  });

  it('keeps what a blank cell does not say, and leaves out what the mode does', async () => {
    await bench.import('email;firstname;Punkte;Seit\na@example.org;Anna;5;2020-05-01\n');
    const blank = await bench.import('email;firstname;Punkte;Seit\nA@example.org;;;\nb@example.org;B;7;\n', {
      mode: 'update-only',
    });
    expect(importProgress(blank)).toMatchObject({ unchanged: 1, skipped: 1, created: 0 });
    const added = await bench.import(
      'email;firstname;Punkte;Seit\na@example.org;X;9;\nb@example.org;B;7;\n',
      {
        mode: 'add-only',
      },
    );
    expect(importProgress(added)).toMatchObject({ created: 1, skipped: 1 });
    expect(
      await bench.count('recipients', "firstname = 'Anna' AND f_punkte = 5 AND f_seit = '2020-05-01'"),
    ).toBe(1);
  });

  it('fails with a clear reason when the file or the list is gone', async () => {
    const gone = await bench.begin('email\na@example.org\n');
    await bench.files.remove((await bench.imports.require(gone)).storedAs);
    await bench.runs.run(gone);
    expect(await bench.imports.require(gone)).toMatchObject({
      state: 'failed',
      errorCode: 'import.file-gone',
    });

    const list = await bench.lists.create('Newsletter');
    const orphan = await bench.begin('email\na@example.org\n', { mailingListIds: [list.id] });
    await expect(bench.lists.delete(list.id)).rejects.toMatchObject({ code: 'import.list-in-use' });
    await bench.transactions.run(() =>
      bench.transactions.execute('UPDATE mailing_lists SET deleted_at = 1 WHERE id = ?', [list.id]),
    );
    await bench.runs.run(orphan);
    expect(await bench.imports.require(orphan)).toMatchObject({
      state: 'failed',
      errorCode: 'import.list-gone',
    });
    expect(await bench.count('recipients')).toBe(0);
  });
});
