import { connect as connectTo, createServer, type Server, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA } from '../../apps/schema.js';
import { createDatabase, type TestDatabase } from '../../../test/database.js';
import { loadConfig } from '../config/config.js';
import { connect, type Connections } from './data-source.js';
import { isDatabaseOutage } from './outage.js';
import { Transactions } from './transactions.js';

const SILENCE_MS = 400;

/** The database server behind a network that can swallow everything. SQLite has no network. */
describe('a connection to MariaDB', () => {
  let database: TestDatabase;
  let network: Server;
  let connections: Connections;
  let transactions: Transactions;
  const links: { here: Socket; there: Socket }[] = [];
  let parted = false;

  beforeEach(async () => {
    database = await createDatabase('mariadb');
    const url = new URL(database.config.get('databaseUrl'));
    const socketPath = url.searchParams.get('socketPath') ?? '';
    network = createServer((here) => {
      const there = connectTo({ path: socketPath });
      for (const end of [here, there]) end.on('error', () => undefined);
      here.on('data', (data) => void (parted || there.write(data)));
      there.on('data', (data) => void (parted || here.write(data)));
      links.push({ here, there });
    });
    await new Promise<void>((resolve) => network.listen(0, '127.0.0.1', resolve));
    const { port } = network.address() as AddressInfo;
    const config = loadConfig({
      ...database.env,
      DATABASE_URL: `mysql://root@127.0.0.1:${port}${url.pathname}`,
      DATABASE_POOL: '2',
    });
    connections = await connect(config, SCHEMA, SILENCE_MS);
    transactions = new Transactions(connections);
  });

  afterEach(async () => {
    parted = false;
    await connections.writer.destroy();
    for (const { here, there } of links.splice(0)) for (const end of [here, there]) end.destroy();
    network.close();
    await database.close();
  });

  const ask = () => transactions.first<{ one: number }>('SELECT 1 AS one');

  it('is cut when an answer stays away, within a transaction or not, and a new one takes its place', async () => {
    expect(await ask()).toEqual({ one: 1 });
    parted = true;
    const begun = Date.now();
    const failures = await Promise.all(
      [ask(), transactions.run(ask)].map((work) =>
        work.then(
          () => undefined,
          (error: unknown) => error,
        ),
      ),
    );
    expect(Date.now() - begun).toBeLessThan(20 * SILENCE_MS);
    expect(failures.map(isDatabaseOutage)).toEqual([true, true]);
    parted = false;
    expect(await Promise.all([ask(), transactions.run(ask)])).toEqual([{ one: 1 }, { one: 1 }]);
  });

  it('is kept while nothing is asked, however long', async () => {
    await ask();
    const before = links.length;
    await pause(3 * SILENCE_MS);
    expect(await ask()).toEqual({ one: 1 });
    expect(links).toHaveLength(before);
  });
});
