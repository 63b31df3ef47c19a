import { expect, test } from '@playwright/test';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { startServices, type Services } from '../../../backend/test/services.js';
import { Api } from '../../support/api.js';
import { prepareCampaign, type Campaign } from '../../support/campaign.js';
import { startFarEndProcess, type FarEndProcess } from '../../support/far-end.js';
import { dataFolder, startProduct, type Product } from '../../support/product.js';
import { createSchema } from '../../support/schema.js';

/** The promise of the ledger (ARCHITECTURE §7), kept while processes die. */

const RECIPIENTS = 5000;
const KILLS = 10;
const CONNECTIONS = 5;

interface SendView {
  id: number;
  state: string;
  audience: number;
  counts: Record<string, number>;
}

const COMMON = {
  DISPATCH_CONNECTIONS: String(CONNECTIONS),
  DISPATCH_LEASE_SECONDS: '2',
  SWEEP_SECONDS: '1',
  SECRET_KEY: 'a-secret-of-the-tests-long-enough-0123456789',
};

async function orderSend(api: Api, campaign: Campaign): Promise<SendView> {
  const body = { timezone: 'UTC', expectedRecipients: campaign.addresses.length };
  return api.ok(
    api.post<SendView>(`mailings/${campaign.mailingId}/sends`, body, { 'idempotency-key': randomUUID() }),
  );
}

/** Everybody exactly once, or in doubt and said so; nobody twice; the numbers add up. */
async function expectExactlyOnce(
  api: Api,
  send: SendView,
  farEnd: FarEndProcess,
  campaign: Campaign,
): Promise<number> {
  const end = await api.until<SendView>(`sends/${send.id}`, ({ state }) => state === 'sent', 150);
  const received = farEnd.received();
  const uncertain = new Set<string>();
  for (let after = ''; ;) {
    const page = await api.ok(
      api.get<{ items: { address: string }[]; next: string | null }>(
        `sends/${send.id}/ledger?state=uncertain&limit=200${after}`,
      ),
    );
    page.items.forEach(({ address }) => uncertain.add(address));
    if (page.next === null) break;
    after = `&after=${page.next}`;
  }
  const twice = campaign.addresses.filter((address) => (received.get(address) ?? 0) > 1);
  const lost = campaign.addresses.filter((address) => !received.has(address) && !uncertain.has(address));
  expect(twice, 'addresses that got the mail twice').toEqual([]);
  expect(lost, 'addresses that got nothing and are not listed as uncertain').toEqual([]);
  const sum = Object.values(end.counts).reduce((total, count) => total + count, 0);
  expect(sum, 'the ledger adds up to the audience').toBe(campaign.addresses.length);
  expect(end.audience).toBe(campaign.addresses.length);
  expect(end.counts['uncertain']).toBe(uncertain.size);
  return uncertain.size;
}

test.describe('kill -9 in the middle of a send', () => {
  let farEnd: FarEndProcess;
  let folder: ReturnType<typeof dataFolder>;
  const running: Product[] = [];

  test.beforeEach(async () => {
    folder = dataFolder();
    farEnd = await startFarEndProcess(join(folder.path, 'received.tsv'), 8);
  });
  test.afterEach(async () => {
    await Promise.all(running.splice(0).map((product) => product.kill()));
    farEnd.stop();
    folder.remove();
  });

  const start = async (env: Record<string, string>, role?: string): Promise<Product> => {
    const product = await startProduct(env, role);
    running.push(product);
    return product;
  };

  test(`SQLite: ${KILLS} kills of the one process`, async () => {
    const env = { ...COMMON, DATA_DIR: folder.path, SMTP_URL: farEnd.url };
    let product = await start(env);
    const api = new Api(product.url);
    await api.setUp(product.setupLink ?? '');
    const campaign = await prepareCampaign(api, RECIPIENTS);
    const send = await orderSend(api, campaign);
    for (let kill = 1; kill <= KILLS; kill += 1) {
      await sleep(200 + Math.random() * 700);
      await product.kill();
      product = await start(env);
      api.base = product.url;
    }
    const uncertain = await expectExactlyOnce(api, send, farEnd, campaign);
    expect(uncertain).toBeLessThanOrEqual(KILLS * CONNECTIONS);
  });

  test.describe('MariaDB and Bull', () => {
    let services: Services;
    let database: Awaited<ReturnType<typeof createSchema>>;
    let env: Record<string, string>;

    test.beforeAll(async () => {
      services = await startServices();
    });
    test.afterAll(() => services.stop());
    test.beforeEach(async () => {
      database = await createSchema(services.mariadbSocket);
      env = {
        ...COMMON,
        DATA_DIR: folder.path,
        DATABASE_URL: database.url,
        REDIS_URL: services.redisUrl,
        SMTP_URL: farEnd.url,
      };
    });
    test.afterEach(() => database.drop());

    const startFront = async (): Promise<{ api: Api; campaign: Campaign }> => {
      const web = await start({ ...env, ROLES: 'web,redirect,scheduler' });
      const api = new Api(web.url);
      await api.setUp(web.setupLink ?? '');
      const importer = await start(env, 'worker');
      const campaign = await prepareCampaign(api, RECIPIENTS);
      await importer.stop();
      return { api, campaign };
    };

    test(`${KILLS} kills of the worker: no more is uncertain after each than connections were in use`, async () => {
      const { api, campaign } = await startFront();
      let worker = await start(env, 'worker');
      const send = await orderSend(api, campaign);
      let uncertain = 0;
      for (let kill = 1; kill <= KILLS; kill += 1) {
        await sleep(300 + Math.random() * 700);
        await worker.kill();
        worker = await start(env, 'worker');
        const settled = await api.until<SendView>(
          `sends/${send.id}`,
          ({ counts }) => (counts['handing'] ?? 0) <= CONNECTIONS,
        );
        const now = settled.counts['uncertain'] ?? 0;
        expect(now - uncertain, `newly uncertain after kill ${kill}`).toBeLessThanOrEqual(2 * CONNECTIONS);
        uncertain = now;
      }
      expect(await expectExactlyOnce(api, send, farEnd, campaign)).toBeLessThanOrEqual(KILLS * CONNECTIONS);
    });

    test('two workers on one send never send to the same recipient twice', async () => {
      const { api, campaign } = await startFront();
      await Promise.all([start(env, 'worker'), start(env, 'worker')]);
      const send = await orderSend(api, campaign);
      expect(await expectExactlyOnce(api, send, farEnd, campaign)).toBe(0);
    });

    test('Redis flushed during a send: the send finishes', async () => {
      const { api, campaign } = await startFront();
      await start(env, 'worker');
      const send = await orderSend(api, campaign);
      for (let flush = 0; flush < 5; flush += 1) {
        await sleep(300);
        await services.flushRedis();
      }
      expect(await expectExactlyOnce(api, send, farEnd, campaign)).toBe(0);
    });
  });
});
