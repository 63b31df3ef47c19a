import type { Type } from '@nestjs/common';
import { mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { createDatabase, ENGINES, type TestDatabase } from '../../../../test/database.js';
import { exportOptions, exportsOn } from '../../../../test/exports.js';
import { Clock } from '../../../core/clock/clock.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { ConnectionService } from '../connection.service.js';
import { ExportsSweep } from '../jobs/exports.sweep.js';
import type { AutomaticExportInput } from './automatic-export.service.js';
import { AutomaticExportService } from './automatic-export.service.js';
import { ExchangeReports } from './exchange-reports.js';
import { ExportCleanupService } from './export-cleanup.service.js';
import { ExportDeliveryService } from './export-delivery.service.js';
import { RUN_EXPORT } from './export-jobs.js';
import { ExportProfileService } from './export-profile.service.js';
import { ExportRunService } from './export-run.service.js';
import type { Export } from './export.entity.js';
import { ExportQueries } from './export.queries.js';
import { ExportService } from './export.service.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

describe.each(ENGINES)('automatic exports on %s', (engine) => {
  let database: TestDatabase;
  let get: Awaited<ReturnType<typeof exportsOn>>;
  let input: AutomaticExportInput;
  let folder: string;
  let ahead = 0;
  let added = 0;

  beforeAll(async () => {
    database = await createDatabase(engine);
    get = await exportsOn(database);
    get(Clock).now = () => new Date(Date.now() + ahead);
    folder = join(database.config.exchangeFolder, 'out');
    mkdirSync(folder, { recursive: true });
    const connection = await get(ConnectionService).create({
      name: 'Shop',
      kind: 'folder',
      settings: { folder: 'out' },
      secrets: {},
    });
    const profile = await get(ExportProfileService).create({
      name: 'For the shop',
      description: '',
      options: exportOptions({
        columns: [{ kind: 'field', name: 'email', header: '', value: '' }],
        format: { headers: 'none', charset: 'utf-8' },
        fileName: 'shop_{id}',
      }),
    });
    input = {
      name: 'Shop every hour', profileId: profile.id, connectionId: connection.id, folder: '', active: true,
      schedule: { kind: 'interval', minutes: 60, times: [], days: [], timeZone: 'UTC' },
      onlyChanges: true, skipEmpty: true,
      reportAddresses: ['report@example.org'], errorAddresses: ['errors@example.org'],
    }; // prettier-ignore
    await add('first@example.org');
  });
  afterAll(() => database.close());

  async function add(email: string): Promise<void> {
    const now = Date.now() + ahead;
    added += 1;
    await database.transactions.run(() =>
      database.transactions.insertRows(
        'INSERT INTO recipients',
        ['email', 'created_at', 'updated_at'],
        [[email, now, now]],
      ),
    );
  }

  /** What a scheduler and a worker do once. */
  async function round(): Promise<Export | undefined> {
    await get(AutomaticExportService).startDue();
    const now = Date.now() + ahead;
    for (const id of await get(ExportQueries).lost(now)) await get(ExportRunService).run(id);
    for (const id of await get(ExportQueries).undelivered(now)) await get(ExportDeliveryService).deliver(id);
    return (await get(ExportService).list(1)).items[0];
  }

  const mails = () =>
    database.transactions.query<{ recipient: string; subject: string; body: string }>(
      'SELECT recipient, subject, body FROM system_mails ORDER BY id',
    );

  it('delivers what has changed since the last time, and tells of it', async () => {
    const { row } = await get(AutomaticExportService).create(input);
    expect(await round()).toBeUndefined();

    ahead += 61 * MINUTE;
    const first = await round();
    expect(first).toMatchObject({ state: 'done', rowsDone: 1, automaticExportId: row.id });
    expect(first?.deliveredTo).toBe(`Shop: shop_${first?.id}.csv`);
    expect(readFileSync(join(folder, `shop_${first?.id}.csv`), 'utf8')).toBe('first@example.org\r\n');
    expect(await mails()).toMatchObject([
      { recipient: 'report@example.org', subject: 'Export “Shop every hour” is done', body: expect.stringContaining('1 ') },
    ]); // prettier-ignore

    await add('second@example.org');
    ahead += 61 * MINUTE;
    const second = await round();
    expect(readFileSync(join(folder, second?.fileName ?? ''), 'utf8')).toBe('second@example.org\r\n');

    ahead += 61 * MINUTE;
    const third = await round();
    expect(third).toMatchObject({ state: 'done', rowsDone: 0, storedAs: '', fileName: '' });
    expect(readdirSync(folder)).toHaveLength(2);
    expect(added).toBe(2);
  });

  it('tries again when the place cannot be reached, and tells once it gives up', async () => {
    await add('third@example.org');
    rmSync(folder, { recursive: true });
    ahead += 61 * MINUTE;
    const before = (await mails()).length;
    let row = await round();
    expect(row).toMatchObject({ state: 'delivering', attempts: 1, errorCode: 'remote.not-found' });
    for (const wait of [2, 6, 16, 61]) {
      expect(await mails()).toHaveLength(before);
      ahead += wait * MINUTE;
      row = await get(ExportService).require(row?.id ?? 0);
      for (const id of await get(ExportQueries).undelivered(Date.now() + ahead)) await get(ExportDeliveryService).deliver(id);
    } // prettier-ignore
    const given = await get(ExportService).require(row?.id ?? 0);
    expect(given).toMatchObject({ state: 'failed', errorCode: 'remote.not-found' });
    expect((await mails()).slice(before)).toMatchObject([
      { recipient: 'errors@example.org', subject: 'Export “Shop every hour” failed' },
    ]);
    // What could not be delivered is in the next one.
    mkdirSync(folder);
    ahead += 61 * MINUTE;
    const next = await round();
    expect(readFileSync(join(folder, next?.fileName ?? ''), 'utf8')).toBe('third@example.org\r\n');
  });

  it('leaves lines in the log, which can be filtered, and files for some days', async () => {
    const reports = get(ExchangeReports);
    await reports.collect();
    const all = (await reports.list({}, 50)).items;
    expect(all.map(({ state, execution }) => [state, execution])).toEqual([
      ['done', 'automatic'], ['failed', 'automatic'], ['done', 'automatic'], ['done', 'automatic'], ['done', 'automatic'],
    ]); // prettier-ignore
    expect((await reports.list({ failed: true }, 50)).items).toMatchObject([
      { errorCode: 'remote.not-found' },
    ]);
    expect((await reports.list({ type: 'import' }, 50)).items).toEqual([]);
    expect((await reports.list({ q: 'SHOP_1' }, 50)).items).not.toEqual([]);
    expect((await reports.list({ q: '%' }, 50)).items).toEqual([]);
    const [one] = (await reports.list({}, 1)).items;
    expect((await reports.list({}, 50, (await reports.list({}, 1)).next ?? '')).items).not.toContainEqual(
      one,
    );
    expect(await reports.keptFiles(all)).not.toEqual(new Set());

    ahead += 8 * DAY;
    await get(ExportCleanupService).clean();
    expect(await reports.keptFiles(all)).toEqual(new Set());
    expect(readdirSync(join(database.config.get('dataDir'), 'exports'))).toEqual([]);
    ahead += 200 * DAY;
    await get(ExportCleanupService).clean();
    expect((await reports.list({}, 50)).items).toEqual([]);
  });

  it('does not run twice at once, keeps its connection and profile, and refuses wrong schedules', async () => {
    const service = get(AutomaticExportService);
    const { row } = await service.create({ ...inputOf(), name: 'By hand', active: false });
    const started = await service.run(row.id);
    await expect(service.run(row.id)).rejects.toMatchObject({ code: 'export.running' });
    await get(ExportService).cancel(started.id);
    await expect(get(ConnectionService).delete(input.connectionId)).rejects.toMatchObject({ code: 'exchange.in-use' });
    await expect(get(ExportProfileService).delete(input.profileId)).rejects.toMatchObject({ code: 'export.profile-in-use' });
    const schedule = { ...input.schedule, kind: 'daily' as const, times: ['25:00'] };
    await expect(service.create({ ...inputOf(), name: 'Wrong', schedule, folder: '../elsewhere' })).rejects.toMatchObject({
      fields: { 'schedule.times': { code: 'schedule.time' }, folder: { code: 'remote.name' } },
    });
  }); // prettier-ignore

  const inputOf = (): AutomaticExportInput => ({ ...input });
});

describe('the sweep of exports', () => {
  it('takes up at the start what the process before it left', async () => {
    const database = await createDatabase('sqlite');
    try {
      const get = await exportsOn(database);
      const { id } = await get(ExportService).start({ options: exportOptions({}) });
      await database.transactions.run(() =>
        database.transactions.execute(
          "UPDATE exports SET state = 'running', lease_owner = 'dead', lease_until = ? WHERE id = ?",
          [Date.now() + DAY, id],
        ),
      );
      const queue = get<JobQueue>(JobQueue as Type<JobQueue>);
      const taken: number[] = [];
      queue.process(RUN_EXPORT, { handle: async (job) => void taken.push(job) });
      const sweep = new ExportsSweep(
        get(AutomaticExportService), get(ExportQueries), get(ExportCleanupService), get(ExchangeReports), queue,
        database.transactions, get(Clock), database.config,
      ); // prettier-ignore
      await sweep.sweep();
      await vi.waitUntil(() => taken.includes(id));
    } finally {
      await database.close();
    }
  });
});
