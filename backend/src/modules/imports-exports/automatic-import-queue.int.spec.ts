import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startApp, type Api, type TestApp } from '../../../test/app.js';
import { ENGINES } from '../../../test/database.js';
import { AutomaticImportQueue, RUN_LEASE_MS } from './automatic-import-queue.js';
import { AutomaticImportRunner } from './automatic-import-runner.js';
import { DEFAULT_CHOICE } from './import-options.js';
import { ImportReports } from './import-reports.js';

const HOURLY = { kind: 'interval', minutes: 60, times: [], days: [], timeZone: 'UTC' };

/** Nothing sweeps by itself and nobody works: the test calls what two schedulers and two workers would. */
describe.each(ENGINES)('runs of automatic imports on %s', (engine) => {
  let test: TestApp;
  let api: Api;
  let id: number;
  let queue: AutomaticImportQueue;
  let runner: AutomaticImportRunner;
  beforeAll(async () => {
    test = await startApp(engine, { SWEEP_SECONDS: '600' });
    api = await test.signIn();
    queue = test.app.get(AutomaticImportQueue, { strict: false });
    runner = test.app.get(AutomaticImportRunner, { strict: false });
    mkdirSync(join(test.config.exchangeFolder, 'in'), { recursive: true });
    const { profileId: _none, consent: _no, ...choice } = DEFAULT_CHOICE;
    const settings = {
      ...choice,
      format: { kind: 'csv', header: true },
      mapping: [{ name: 'email', target: 'email' }],
      autoMapping: false,
      reportAddresses: ['boss@example.org'],
    };
    const profile = await api.post<{ id: number }>('import-profiles', { name: 'Profile', settings });
    const connection = await api.post<{ id: number }>('connections', {
      name: 'Folder',
      kind: 'folder',
      settings: { folder: 'in' },
    });
    const made = await api.post<{ id: number }>('automatic-imports', {
      name: 'Hourly', profileId: profile.body.id, connectionId: connection.body.id, pattern: '*.csv', schedule: HOURLY, active: true,
    }); // prettier-ignore
    expect(made.status).toBe(201);
    id = made.body.id;
  });
  afterAll(() => test.close());

  const runs = () =>
    test.transactions.query<{ id: number; state: string; lease_until: number | null }>(
      'SELECT id, state, lease_until FROM automatic_import_runs WHERE automatic_import_id = ? ORDER BY id',
      [id],
    );
  const imports = async () => (await api.get<{ items: unknown[] }>('imports')).body.items.length;

  it('of two schedulers one begins what is due, and nothing while a run works', async () => {
    test.turnClock(3_600_000);
    await Promise.all([queue.beginDue(), queue.beginDue(), queue.beginDue()]);
    const [run] = await runs();
    await expect.poll(async () => (await runs()).map(({ state }) => state)).toEqual(['nothing']);
    await test.transactions.run(() =>
      test.transactions.execute(
        "UPDATE automatic_import_runs SET state = 'fetching', lease_until = ? WHERE id = ?",
        [Date.now() + 9e9, run?.id ?? 0],
      ),
    );
    test.turnClock(3_600_000);
    await queue.beginDue();
    expect((await runs()).length).toBe(1);
  });

  it('a run whose worker died goes to one other worker, which imports the file once', async () => {
    const [run] = await runs();
    const runId = Number(run?.id);
    writeFileSync(join(test.config.exchangeFolder, 'in', 'a.csv'), 'email\nonce@example.org\n');
    // The dead one had uploaded the file, but not started the import.
    const data = new FormData();
    data.set('file', new Blob(['email\nonce@example.org\n']), 'a.csv');
    const left = await api.post<{ id: number }>('imports', data);
    await test.transactions.run(() =>
      test.transactions.execute(
        "UPDATE automatic_import_runs SET state = 'fetching', import_id = ?, lease_owner = 'dead', lease_until = ? WHERE id = ?",
        [left.body.id, Date.now() + 2 * 3_600_000 + RUN_LEASE_MS, runId],
      ),
    );
    await runner.work(runId);
    expect((await runs())[0]?.state).toBe('fetching');
    expect(await queue.waiting()).toEqual([]);
    test.turnClock(2 * RUN_LEASE_MS);
    expect(await queue.waiting()).toEqual([runId]);
    await Promise.all([runner.work(runId), runner.work(runId), runner.work(runId)]);
    expect((await runs())[0]?.state).toBe('importing');
    await expect.poll(() => queue.waiting(), { timeout: 20_000 }).toEqual([runId]);
    await Promise.all([runner.work(runId), runner.work(runId)]);
    await expect
      .poll(async () => (await runs()).map(({ state }) => state), { timeout: 20_000 })
      .toEqual(['done', 'nothing']);
    expect(await imports()).toBe(1);
    expect((await api.get(`imports/${left.body.id}`)).status).toBe(404);
    const { items } = (await api.get<{ items: unknown[] }>('recipients?q=once')).body;
    expect(items.length).toBe(1);
  });

  it('the report of an import is written once, by whoever sweeps first', async () => {
    const reports = test.app.get(ImportReports, { strict: false });
    await Promise.all([reports.write(), reports.write(), reports.write()]);
    await reports.write();
    const mails = await test.transactions.query<{ recipient: string; subject: string }>(
      'SELECT recipient, subject FROM system_mails',
    );
    expect(mails).toEqual([{ recipient: 'boss@example.org', subject: 'Imported: a.csv' }]);
    await expect
      .poll(
        async () =>
          (await test.transactions.query<{ state: string }>('SELECT state FROM system_mails'))[0]?.state,
      )
      .toBe('sent');
    const [captured] = await test.transactions.query<{ envelope_to: string; subject: string }>(
      'SELECT envelope_to, subject FROM captured_mails',
    );
    expect(captured).toEqual({ envelope_to: 'boss@example.org', subject: 'Imported: a.csv' });
  });
});
