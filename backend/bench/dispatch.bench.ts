import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { SenderIdentityService } from '../src/modules/mail-dispatch/index.js';
import type { DkimAlgorithm } from '../src/modules/mail-dispatch/identities/dkim-key.entity.js';
import type { Engine } from '../test/database.js';
import { startApp, type BenchApp } from './app.js';
import { ENGINES, median, type Bench } from './bench.js';
import { SENDER_DOMAIN, SERVICE_MAIL } from './newsletter.js';
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

interface Round {
  readonly sent: Sent;
  /** Messages per second of `smtp-source` and of the bare loop. */
  readonly source: number;
  readonly loop: number;
}

interface Plan {
  readonly engine: Engine;
  readonly port: number;
  readonly bare: ChildProcess;
  readonly count: number;
  /** Missing: the mails are not signed. */
  readonly algorithm?: DkimAlgorithm;
}

/** Signing is most of the work then, so that fewer mails tell as much. */
const SIGNED_SHARE = 5;
const SIGNED = [
  { name: 'relay-rsa', algorithm: 'rsa' },
  { name: 'relay-ed25519', algorithm: 'ed25519' },
] as const;

/**
 * A mailing of 10 kB with ten personalised fields and five links, from the order until the ledger has everybody's
 * result, with all that belongs to it: audience, rendering, tracking, ledger, history; on MariaDB also signed. Limits, in
 * the same run: the same number of messages of the same size (a) from Postfix's `smtp-source` and (b) from a bare socket
 * loop of Node, into the same `smtp-sink`.
 */
export async function run(bench: Bench): Promise<void> {
  const port = await startSink(bench);
  const bare = fork(fileURLToPath(new URL('bare-client.ts', import.meta.url)));
  bench.after(async () => {
    bare.disconnect();
  });
  const count = bench.size(50_000);
  for (const engine of ENGINES) {
    const rounds = await measure(bench, { engine, port, bare, count });
    const figure = median(rounds.map(({ sent }) => sent.rate));
    const limit = median(rounds.map(({ source }) => source));
    bench.report({ case: 'relay', engine, unit: 'mails/s', figure, limit });
    const loop = median(rounds.map((round) => round.loop));
    bench.report({ case: 'relay-bare-loop', engine, unit: 'mails/s', figure, limit: loop });
    const firstMs = median(rounds.map(({ sent }) => sent.firstMs));
    bench.report({ case: 'first-mail', engine, unit: 'ms', figure: firstMs, limit: 5000 });
    const peakMb = median(rounds.map(({ sent }) => sent.peakMb));
    bench.report({ case: 'peak-rss', engine, unit: 'MB', figure: peakMb, limit: 350 });
  }
  for (const { name, algorithm } of SIGNED) {
    const few = Math.ceil(count / SIGNED_SHARE);
    const rounds = await measure(bench, { engine: 'mariadb', port, bare, count: few, algorithm });
    const figure = median(rounds.map(({ sent }) => sent.rate));
    const limit = median(rounds.map(({ source }) => source));
    bench.report({ case: name, engine: 'mariadb', unit: 'mails/s', figure, limit });
  }
}

async function measure(bench: Bench, { engine, port, bare, count, algorithm }: Plan): Promise<Round[]> {
  const measured: Round[] = [];
  const rounds = bench.quick ? 1 : 3;
  for (let round = 0; round <= rounds; round += 1) {
    const app = await startApp(bench, engine, {
      SMTP_URL: `smtp://127.0.0.1:${port}?connections=${CONNECTIONS}`,
      DISPATCH_CONNECTIONS: String(CONNECTIONS),
    });
    if (algorithm) await sign(app, algorithm);
    // The first round only warms up.
    const sent = await send(app, round === 0 ? Math.min(count, 5000) : count);
    await app.close();
    if (round === 0) continue;
    const order = { count, size: SIZE, sessions: CONNECTIONS };
    const source = await sourceRate(port, order);
    const loop = await bareRate(bare, { ...order, port });
    measured.push({ sent, source, loop });
    bench.progress(
      `${engine} ${algorithm ?? 'unsigned'} ${round}/${rounds}: ${Math.round(sent.rate)} mails/s of ${Math.round(source)} (smtp-source) and ${Math.round(loop)} (bare loop); ${sent.cpuMs.toFixed(3)} ms CPU and ${sent.commits.toFixed(2)} commits per 1,000 mails; first after ${Math.round(sent.firstMs)} ms; ${Math.round(sent.peakMb)} MB`,
    );
  }
  return measured;
}

/** From now on mails are signed with one key. */
async function sign(app: BenchApp, algorithm: DkimAlgorithm): Promise<void> {
  const identities = app.get(SenderIdentityService);
  const { row } = await identities.create({
    name: 'Bench',
    fromDomain: SENDER_DOMAIN,
    envelopeDomain: '',
    heloName: '',
    localAddresses: [],
    feedbackSenderId: '',
    listHelpUrl: '',
    cfblAddress: '',
    csaComplaints: false,
    isDefault: false,
  });
  const key = await identities.generateKey(row.id, { selector: 'bench', algorithm });
  await identities.changeKey(row.id, key.id, { active: true, validTo: null });
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
