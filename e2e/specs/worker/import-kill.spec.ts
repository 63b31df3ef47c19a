import { expect, test } from '@playwright/test';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServices, type Services } from '../../../backend/test/services.js';
import { Api } from '../../support/api.js';
import { dirtyCsv } from '../../support/dirty-csv.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { createSchema } from '../../support/schema.js';

/** An import is a row with a place in its phase (ARCHITECTURE §6): processes die, no row is lost or comes twice. */

const ROWS = 120_000;

const COMMON = {
  SWEEP_SECONDS: '1',
  SECRET_KEY: 'a-secret-of-the-tests-long-enough-0123456789',
};

interface ImportView {
  id: number;
  state: string;
  progress: {
    phase: 'reading' | 'checking' | 'merging' | 'closing';
    phaseDone: number;
    rowsRead: number;
    created: number;
    updated: number;
    unchanged: number;
    duplicates: number;
    invalid: number;
    skipped: number;
    blocked: number;
    bindingsCreated: number;
  };
}

const CSV = dirtyCsv(ROWS);

async function beginImport(api: Api): Promise<{ id: number; mailingListId: number }> {
  const list = await api.ok(api.post<{ id: number }>('mailing-lists', { name: 'Everybody' }));
  const form = new FormData();
  form.append('file', new Blob([new Uint8Array(CSV.file)]), 'everybody.csv');
  const upload = await api.ok(api.call<ImportView>('POST', 'imports', form));
  await api.ok(
    api.put(`imports/${upload.id}/options`, {
      format: { encoding: 'windows-1252', separator: ';', quote: '"', header: true },
      mapping: [
        { target: 'email' },
        { target: 'gender' },
        { target: 'firstname' },
        { target: 'lastname' },
        { target: 'ignore' },
      ],
      mailingListIds: [list.id],
      userType: 'W',
      mode: 'add-and-update',
    }),
  );
  await api.ok(api.post(`imports/${upload.id}/start`));
  return { id: upload.id, mailingListId: list.id };
}

const PHASES = ['reading', 'checking', 'merging', 'closing'];

/** How far an import is, as one number that only grows. */
function place({ progress: { phase, phaseDone } }: ImportView): number {
  return PHASES.indexOf(phase) * 1_000_000 + phaseDone;
}

/** Waits until the import is further than `from`, or has ended. */
function further(api: Api, id: number, from: number): Promise<ImportView> {
  return api.until<ImportView>(`imports/${id}`, (view) => view.state === 'done' || place(view) > from, 90);
}

/** Every row of the file is in exactly one of the figures, and they are what the file says. */
async function expectExact(api: Api, id: number): Promise<void> {
  const end = await api.until<ImportView>(`imports/${id}`, ({ state }) => state === 'done', 150);
  expect(end.progress).toMatchObject({
    rowsRead: CSV.rows,
    created: CSV.valid.length,
    updated: 0,
    unchanged: 0,
    duplicates: CSV.duplicates,
    invalid: CSV.invalid,
    skipped: 0,
    blocked: 0,
    bindingsCreated: CSV.valid.length,
  });
  const { totals } = await api.ok(
    api.get<{ totals: { recipients: number; active: number } }>('statistics/dashboard'),
  );
  expect(totals).toMatchObject({ recipients: CSV.valid.length, active: CSV.valid.length });
}

test.describe('kill -9 in the middle of an import', () => {
  let folder: ReturnType<typeof dataFolder>;
  const running: Product[] = [];

  test.beforeEach(() => {
    folder = dataFolder();
  });
  test.afterEach(async () => {
    await Promise.all(running.splice(0).map((product) => product.kill()));
    folder.remove();
  });

  const start = async (env: Record<string, string>, role?: string): Promise<Product> => {
    const product = await startProduct(env, role);
    running.push(product);
    return product;
  };

  test('SQLite: kills of the one process in every phase', async () => {
    const env = { ...COMMON, DATA_DIR: folder.path };
    let product = await start(env);
    const api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    const { id } = await beginImport(api);
    const killedIn = new Set<string>();
    for (const from of [0, 30_000, 1_000_000, 2_000_000, 2_020_000]) {
      const view = await further(api, id, from);
      await product.kill();
      if (view.state === 'running') killedIn.add(view.progress.phase);
      product = await start(env);
      api.base = product.url;
      const after = await api.ok(api.get<ImportView>(`imports/${id}`));
      expect(place(after), 'nothing that was done is forgotten').toBeGreaterThanOrEqual(place(view));
    }
    expect([...killedIn]).toEqual(expect.arrayContaining(['reading', 'merging']));
    await expectExact(api, id);
  });

  test.describe('MariaDB and Bull', () => {
    let services: Services;
    let database: Awaited<ReturnType<typeof createSchema>>;

    test.beforeAll(async () => {
      services = await startServices();
    });
    test.afterAll(() => services.stop());
    test.beforeEach(async () => {
      database = await createSchema(services.mariadbSocket);
    });
    test.afterEach(() => database.drop());

    test('a kill and a stop of the worker, and Redis emptied', async () => {
      const env = {
        ...COMMON,
        DATA_DIR: folder.path,
        DATABASE_URL: database.url,
        REDIS_URL: services.redisUrl,
      };
      const web = await start({ ...env, ROLES: 'web,redirect,scheduler' });
      const api = new Api(web.url);
      await api.setUp(web.setupLink ?? '');
      let worker = await start(env, 'worker');
      const { id } = await beginImport(api);
      await further(api, id, 0);
      await worker.kill();
      await services.flushRedis();
      worker = await start(env, 'worker');
      // A worker that died has the import until its lease ends; one that is stopped hands it on at once.
      const second = await further(api, id, 2_000_000);
      expect(second.state).toBe('running');
      await worker.stop();
      const left = await api.ok(api.get<ImportView>(`imports/${id}`));
      expect(left.state).toBe('queued');
      await sleep(1500);
      await start(env, 'worker');
      await expectExact(api, id);
    });
  });
});
