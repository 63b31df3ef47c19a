import fastify from 'fastify';
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { ActivityKind } from '../src/core/events/activity.js';
import { dayOf, signToken } from '../src/modules/mailings/index.js';
import { EventBuffer } from '../src/modules/tracking/event-buffer.js';
import { startApp, type BenchApp } from './app.js';
import { duration, ENGINES, type Bench } from './bench.js';

const READERS = 1000;
const TARGET = 'https://shop.nordlicht.example/winter?utm_source=newsletter&utm_campaign=winterpost-11';

export async function run(bench: Bench): Promise<void> {
  const count = bench.size(30_000);
  const client = fork(fileURLToPath(new URL('http-client.ts', import.meta.url)));
  bench.after(async () => {
    client.disconnect();
  });
  const barePort = await bareServer(bench);
  for (const engine of ENGINES) {
    const app = await startApp(bench, engine);
    const sendId = await app.order(await app.campaign(READERS));
    await app.sent(sendId);
    for (const { name, kind, status } of [
      { name: 'redirect', kind: ActivityKind.clicked, status: 302 },
      { name: 'pixel', kind: ActivityKind.opened, status: 200 },
    ]) {
      const paths = await pathsOf(app, sendId, kind);
      const port = Number(new URL(app.url).port);
      await bench.compare({
        case: name,
        engine,
        unit: 'requests/s',
        rounds: bench.quick ? 1 : 3,
        figure: async () => {
          const before = await counted(app, kind);
          // What was answered but not yet written is not done.
          const took = await duration(async () => {
            await ask(client, { port, paths, count, status });
            await app.get(EventBuffer).flush();
          });
          const written = (await counted(app, kind)) - before;
          if (written !== count) throw new Error(`${written} events were written instead of ${count}`);
          return (count * 1000) / took;
        },
        limit: async () => {
          const order = { port: barePort, paths: [`/${name}`], count, status };
          return (count * 1000) / (await duration(() => ask(client, order)));
        },
      });
    }
    await app.close();
  }
}

/** The framework's own speed: the same answers without anything behind them. */
async function bareServer(bench: Bench): Promise<number> {
  const server = fastify();
  const pixel = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAICRAEAOw==', 'base64');
  server.get('/redirect', (_request, reply) => reply.redirect(TARGET, 302));
  server.get('/pixel', (_request, reply) => reply.header('content-type', 'image/gif').send(pixel));
  await server.listen({ port: 0, host: '127.0.0.1' });
  bench.after(() => server.close());
  return (server.server.address() as AddressInfo).port;
}

async function pathsOf(app: BenchApp, sendId: number, kind: ActivityKind): Promise<string[]> {
  const clicks = kind === ActivityKind.clicked;
  const links = await app.transactions.query<{ id: number; mailing_id: number }>(
    'SELECT id, mailing_id FROM mailing_links ORDER BY id',
  );
  return Array.from({ length: READERS }, (_, index) => {
    const link = links[index % links.length];
    const token = signToken(app.secretKey, {
      kind: clicks ? 'link' : 'open',
      mailingId: Number(link?.mailing_id),
      sendId,
      ledgerId: index + 1,
      recipientId: index + 1,
      linkId: clicks ? Number(link?.id) : 0,
      issuedDay: dayOf(new Date()),
    });
    return clicks ? `/r/${token}` : `/g/${token}.gif`;
  });
}

async function counted(app: BenchApp, kind: ActivityKind): Promise<number> {
  const row = await app.transactions.first<{ n: number }>(
    'SELECT COUNT(*) AS n FROM activity WHERE kind = ?',
    [kind],
  );
  return Number(row?.n);
}

async function ask(
  client: ChildProcess,
  order: { port: number; paths: readonly string[]; count: number; status: number },
): Promise<void> {
  client.send(order);
  const [{ statuses }] = (await once(client, 'message')) as [{ statuses: Record<string, number> }];
  if (statuses[order.status] !== order.count) throw new Error(`answers: ${JSON.stringify(statuses)}`);
}
