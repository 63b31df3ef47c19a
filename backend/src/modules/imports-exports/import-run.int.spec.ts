import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../test/database.js';
import { ImportBench } from '../../../test/import-bench.js';
import type { Clock } from '../../core/clock/clock.js';
import type { Transactions } from '../../core/database/transactions.js';
import { ActivityKind, ActivityLog, type Activity } from '../../core/events/activity.js';
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

/** Breaks off like a lost connection at the given call: nothing after it happens, as when the process is killed. */
class BreakingLog extends ActivityLog {
  constructor(
    transactions: Transactions,
    clock: Clock,
    private callsLeft: number,
  ) {
    super(transactions, clock);
  }

  override async append(...activities: readonly Activity[]): Promise<void> {
    this.callsLeft -= 1;
    if (this.callsLeft < 0)
      throw Object.assign(new Error('Connection lost'), { code: 'PROTOCOL_CONNECTION_LOST' });
    await super.append(...activities);
  }
}

describe.each(ENGINES)('import runs on %s', (engine) => {
  let database: TestDatabase;
  let bench: ImportBench;

  beforeEach(async () => {
    database = await createDatabase(engine);
    bench = new ImportBench(database);
  });
  afterEach(() => database.close());

  it('reads 20,000 dirty rows to exact totals', async () => {
    const { content, expected, rows } = dirtyFile();
    await knownRecipients(bench, rows);
    await bench.blocklist.add('*@blocked.example', 'competitor');
    const list = await bench.lists.create('Newsletter');
    const row = await bench.import(content, { mailingListId: list.id });
    expect(row.state).toBe('done');
    expect(figures(row)).toEqual(expected);
    expect(row.rowsRead).toBe(rows);
    const reached = expected.created + expected.updated + expected.unchanged;
    expect(row.bindingsCreated).toBe(reached);
    expect(await bench.count('bindings', `status = 1 AND remark = 'CSV Import people.csv'`)).toBe(reached);
    expect(await bench.count('recipients')).toBe(reached);
    expect(await bench.count('recipients', "firstname = 'Ännä' AND f_ort = 'Köln'")).toBe(expected.created);
    expect(await bench.count('recipients', "firstname = 'Old' AND updated_at = 1")).toBe(expected.unchanged);
    expect(await bench.count('activity', `kind = ${ActivityKind.created}`)).toBe(expected.created);
    expect(await bench.count('activity', `kind = ${ActivityKind.imported}`)).toBe(expected.updated);
    expect(await bench.count('activity', `kind = ${ActivityKind.subscribed}`)).toBe(reached);
    // The rows with two faults have two problems, but only one of them carries the row.
    expect(await bench.count('import_problems', 'raw IS NOT NULL')).toBe(expected.invalid);
    expect(await bench.count('import_problems')).toBe(expected.invalid + rows / 100);
    expect(await bench.count('import_addresses')).toBe(0);
  });

  it.each([0, 7, 16])('goes on exactly after a crash at write %i', async (calls) => {
    const { content, expected, rows } = dirtyFile(9000);
    await knownRecipients(bench, rows);
    await bench.blocklist.add('*@blocked.example', 'competitor');
    const list = await bench.lists.create('Newsletter');
    const id = await bench.begin(content, { mailingListId: list.id });
    const dying = new ImportBench(database, (t, c) => new BreakingLog(t, c, calls));
    await expect(dying.runs.run(id)).rejects.toThrow('Connection lost');
    const left = await bench.imports.require(id);
    expect(left.state).toBe('running');
    expect(left.rowsRead).toBeLessThan(rows);
    expect(await bench.count('bindings')).toBe(left.bindingsCreated);

    await bench.runs.run(id);
    expect((await bench.imports.require(id)).rowsRead).toBe(left.rowsRead);
    expect(await bench.queries.lost(bench.clock.millis())).toEqual([]);

    bench.clock.ahead = 60_000;
    expect(await bench.queries.lost(bench.clock.millis())).toEqual([id]);
    await bench.runs.run(id);
    const row = await bench.imports.require(id);
    expect(row.state).toBe('done');
    expect(figures(row)).toEqual(expected);
    expect(await bench.count('recipients')).toBe(expected.created + expected.updated + expected.unchanged);
    expect(await bench.count('activity', `kind = ${ActivityKind.created}`)).toBe(expected.created);
    expect(await bench.count('import_problems', 'raw IS NOT NULL')).toBe(expected.invalid);
  });

  it('is never run by two workers at once', async () => {
    const { content, expected } = dirtyFile(5000);
    const id = await bench.begin(content);
    const other = new ImportBench(database);
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
    const first = await bench.begin(file(people), { mailingListId: list.id });
    const second = await bench.begin(file(people.toReversed()), { mailingListId: list.id });
    await Promise.all([bench.runs.run(first), new ImportBench(database).runs.run(second)]);
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
    expect(await bench.count('activity', `kind = ${ActivityKind.created}`)).toBe(5000);
  });

  it('waits for the next process when this one ends', async () => {
    const { content } = dirtyFile(5000);
    const id = await bench.begin(content);
    let batches = 0;
    await bench.runs.run(id, () => (batches += 1) > 2);
    const left = await bench.imports.require(id);
    expect(left.state).toBe('queued');
    expect(left.rowsRead).toBe(2000);
    await bench.runs.run(id);
    expect((await bench.imports.require(id)).rowsRead).toBe(5000);
  });

  it('ends at the next batch when it is cancelled, and keeps what was read', async () => {
    const { content } = dirtyFile(9000);
    const id = await bench.begin(content);
    const running = bench.runs.run(id);
    for (;;) {
      const { rowsRead } = await bench.imports.require(id);
      if (rowsRead > 0) break;
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    await bench.imports.cancel(id);
    const cancelled = await bench.imports.require(id);
    await running;
    const row = await bench.imports.require(id);
    expect(row.state).toBe('cancelled');
    expect(row.rowsRead).toBe(cancelled.rowsRead);
    expect(row.rowsRead).toBeLessThan(9000);
    expect(await bench.count('recipients')).toBe(row.rowsCreated);
    await expect(bench.imports.cancel(id)).rejects.toMatchObject({ code: 'import.state' });
  });

  it('never undoes an opt-out', async () => {
    const list = await bench.lists.create('Newsletter');
    const file = 'email;firstname\nout@example.org;A\nin@example.org;B\n';
    await bench.import(file, { mailingListId: list.id });
    await bench.transactions.run(() =>
      bench.transactions.execute(
        "UPDATE bindings SET status = 4, remark = 'opt-out' WHERE recipient_id = (SELECT id FROM recipients WHERE email = ?)",
        ['out@example.org'],
      ),
    );
    const row = await bench.import(file.replace(';A', ';Z'), { mailingListId: list.id });
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
    const orphan = await bench.begin('email\na@example.org\n', { mailingListId: list.id });
    await bench.lists.delete(list.id);
    await bench.runs.run(orphan);
    expect(await bench.imports.require(orphan)).toMatchObject({
      state: 'failed',
      errorCode: 'import.list-gone',
    });
    expect(await bench.count('recipients')).toBe(0);
  });
});
