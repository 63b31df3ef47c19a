import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { startApp, type BenchApp } from './app.js';
import { ENGINES, median, type Bench } from './bench.js';
import { SERVICE_MAIL } from './newsletter.js';
import { sourceRate, startSink } from './smtp-programs.js';

const CONNECTIONS = 20;
/** Of a mail as it goes out (bytes). */
const SIZE = 10_240;
const DESTINATIONS = 8;

interface Sent {
  readonly rate: number;
  readonly firstMs: number;
  readonly cpuMs: number;
  readonly peakMb: number;
  readonly commits: number;
}

/**
 * A mailing of 10 kB with ten personalised fields and five links, from the order until the ledger has everybody's
 * result, with all that belongs to it: audience, rendering, tracking, ledger, history. Limits, in the same run: the same
 * number of messages of the same size (a) from Postfix's `smtp-source` and (b) from a bare socket loop of Node, into the
 * same `smtp-sink`.
 */
export async function run(bench: Bench): Promise<void> {
  const count = bench.size(50_000);
  const port = await startSink(bench);
  const bare = fork(fileURLToPath(new URL('bare-client.ts', import.meta.url)));
  bench.after(async () => {
    bare.disconnect();
  });
  const order = { count, size: SIZE, sessions: CONNECTIONS };
  for (const engine of ENGINES) {
    const sends: Sent[] = [];
    const sources: number[] = [];
    const loops: number[] = [];
    const rounds = bench.quick ? 1 : 3;
    for (let round = 0; round <= rounds; round += 1) {
      const app = await startApp(bench, engine, {
        SMTP_URL: `smtp://127.0.0.1:${port}?connections=${CONNECTIONS}`,
        DISPATCH_CONNECTIONS: String(CONNECTIONS),
      });
      // The first round only warms up.
      const sent = await send(app, round === 0 ? Math.min(count, 5000) : count);
      await app.close();
      if (round === 0) continue;
      sends.push(sent);
      sources.push(await sourceRate(port, order));
      loops.push(await bareRate(bare, { ...order, port }));
      bench.progress(
        `${engine} ${round}/${rounds}: ${Math.round(sent.rate)} mails/s of ${Math.round(sources.at(-1) ?? 0)} (smtp-source) and ${Math.round(loops.at(-1) ?? 0)} (bare loop); ${sent.cpuMs.toFixed(3)} ms CPU and ${sent.commits.toFixed(2)} commits per 1,000 mails; first after ${Math.round(sent.firstMs)} ms; ${Math.round(sent.peakMb)} MB`,
      );
    }
    const rate = median(sends.map((sent) => sent.rate));
    const firstMs = median(sends.map((sent) => sent.firstMs));
    const peakMb = median(sends.map((sent) => sent.peakMb));
    bench.report({ case: 'relay', engine, unit: 'mails/s', figure: rate, limit: median(sources) });
    bench.report({ case: 'relay-bare-loop', engine, unit: 'mails/s', figure: rate, limit: median(loops) });
    bench.report({ case: 'first-mail', engine, unit: 'ms', figure: firstMs, limit: 5000 });
    bench.report({ case: 'peak-rss', engine, unit: 'MB', figure: peakMb, limit: 350 });
  }
}

async function send(app: BenchApp, count: number): Promise<Sent> {
  const mailing = await app.campaign(count, { mailing: SERVICE_MAIL, domains: DESTINATIONS });
  const commits = await commitsOf(app);
  const cpu = process.cpuUsage();
  let peak = 0;
  const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 50);
  const start = performance.now();
  const sendId = await app.order(mailing);
  const first = firstAccepted(app, sendId);
  await app.sent(sendId);
  const took = performance.now() - start;
  clearInterval(watch);
  const used = process.cpuUsage(cpu);
  return {
    rate: (count * 1000) / took,
    firstMs: (await first) - start,
    cpuMs: (used.user + used.system) / 1000 / count,
    peakMb: peak / 1e6,
    commits: ((await commitsOf(app)) - commits) / (count / 1000),
  };
}

async function firstAccepted({ transactions }: BenchApp, sendId: number): Promise<number> {
  for (;;) {
    const row = await transactions.first(
      "SELECT id FROM ledger WHERE send_id = ? AND state = 'accepted' LIMIT 1",
      [sendId],
    );
    if (row) return performance.now();
    await pause(10);
  }
}

/** Of the whole server; SQLite does not count. */
async function commitsOf({ transactions }: BenchApp): Promise<number> {
  if (transactions.dialect.engine === 'sqlite') return Number.NaN;
  const row = await transactions.first<{ Value: string }>("SHOW GLOBAL STATUS LIKE 'Com_commit'");
  return Number(row?.Value);
}

async function bareRate(
  bare: ChildProcess,
  order: { readonly port: number; readonly count: number; readonly size: number; readonly sessions: number },
): Promise<number> {
  bare.send(order);
  const [{ millis }] = (await once(bare, 'message')) as [{ millis: number }];
  return (order.count * 1000) / millis;
}
