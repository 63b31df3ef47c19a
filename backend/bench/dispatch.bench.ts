import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { parseSmtpUrl } from '../src/core/config/smtp-url.js';
import { SmtpRelay } from '../src/modules/mail-dispatch/transport/smtp-relay.js';
import { SendContents } from '../src/modules/mail-dispatch/index.js';
import { mailRecipient, renderMail } from '../src/modules/mailings/index.js';
import { startApp, type BenchApp } from './app.js';
import { duration, ENGINES, median, type Bench } from './bench.js';
import { person } from './people.js';

const CONNECTIONS = 10;
/** Mails that are made beforehand for the limit; they are sent again and again. */
const READY_MAILS = 200;

interface Sink {
  readonly url: string;
  /** Mails since it was asked before, and when the first of them was complete (ms since 1970). */
  ask(): Promise<{ mails: number; firstAt: number }>;
}

interface Figures {
  readonly mailsPerSecond: number;
  readonly firstMailMs: number;
}

export async function run(bench: Bench): Promise<void> {
  const count = bench.size(20_000);
  const sink = await startSink(bench);
  for (const engine of ENGINES) {
    const figures: Figures[] = [];
    const limits: Figures[] = [];
    const rounds = bench.quick ? 1 : 3;
    for (let round = 0; round <= rounds; round += 1) {
      const app = await startApp(bench, engine, {
        SMTP_URL: `${sink.url}?connections=${CONNECTIONS}`,
        DISPATCH_CONNECTIONS: String(CONNECTIONS),
      });
      // The first round only warms up.
      const size = round === 0 ? Math.min(count, 2000) : count;
      const mailing = await app.campaign(size);
      const { figure, sendId } = await send(app, sink, mailing, size);
      const limit = await withoutLedger(app, sink, sendId, size);
      bench.progress(
        `${engine} ${round}/${rounds}: ${Math.round(figure.mailsPerSecond)} of ${Math.round(limit.mailsPerSecond)} mails/s, first after ${Math.round(figure.firstMailMs)} ms of ${limit.firstMailMs.toFixed(1)} ms`,
      );
      if (round > 0) {
        figures.push(figure);
        limits.push(limit);
      }
      await app.close();
    }
    const middle = (of: Figures[], key: keyof Figures) => median(of.map((each) => each[key]));
    bench.report({
      case: 'world-send',
      engine,
      unit: 'mails/s',
      figure: middle(figures, 'mailsPerSecond'),
      limit: middle(limits, 'mailsPerSecond'),
    });
    bench.report({
      case: 'first-mail',
      engine,
      unit: 'ms',
      figure: middle(figures, 'firstMailMs'),
      limit: middle(limits, 'firstMailMs'),
    });
  }
}

/** From the order until the send is over: audience, rendering, ledger and history included. */
async function send(
  app: BenchApp,
  sink: Sink,
  mailing: number,
  count: number,
): Promise<{ figure: Figures; sendId: number }> {
  await sink.ask();
  const start = performance.timeOrigin + performance.now();
  let sendId = 0;
  const took = await duration(async () => {
    sendId = await app.order(mailing);
    await app.sent(sendId);
  });
  const { mails, firstAt } = await sink.ask();
  if (mails !== count) throw new Error(`${mails} mails arrived instead of ${count}`);
  return { sendId, figure: { mailsPerSecond: (count * 1000) / took, firstMailMs: firstAt - start } };
}

/** The same transport with mails made beforehand, and nothing written down. */
async function withoutLedger(app: BenchApp, sink: Sink, sendId: number, count: number): Promise<Figures> {
  const mails = await readyMails(app, sendId);
  const relay = new SmtpRelay(parseSmtpUrl(`${sink.url}?connections=${CONNECTIONS}`));
  let next = 0;
  const lane = async (): Promise<void> => {
    const connection = await relay.connect();
    for (let index = next++; index < count; index = next++) {
      const mail = mails[index % mails.length];
      const handOver = mail && (await connection.send(mail));
      if (handOver?.outcome !== 'accepted') throw new Error(`not accepted: ${JSON.stringify(handOver)}`);
    }
  };
  const took = await duration(() => Promise.all(Array.from({ length: CONNECTIONS }, lane)));
  await relay.close();
  const { mails: arrived } = await sink.ask();
  if (arrived !== count) throw new Error(`${arrived} mails arrived instead of ${count}`);
  return { mailsPerSecond: (count * 1000) / took, firstMailMs: await oneMail(app, sink, sendId) };
}

/** One commit, then one hand-over on a new connection: nothing can be in a mailbox sooner, and be known to be. */
async function oneMail(app: BenchApp, sink: Sink, sendId: number): Promise<number> {
  const [mail] = await readyMails(app, sendId, 1);
  if (!mail) throw new Error('no mail');
  const times: number[] = [];
  for (let time = 0; time < 9; time += 1) {
    const relay = new SmtpRelay(parseSmtpUrl(sink.url));
    times.push(
      await duration(async () => {
        await app.transactions.run(() =>
          app.transactions.execute('UPDATE ledger SET changed_at = changed_at + 1 WHERE id = 1'),
        );
        await (await relay.connect()).send(mail);
      }),
    );
    await relay.close();
  }
  await sink.ask();
  return median(times);
}

async function readyMails(app: BenchApp, sendId: number, count = READY_MAILS) {
  const { compiled } = await app.get(SendContents).compiled(sendId);
  const { secretKey: secret } = app;
  return Array.from({ length: count }, (_, index) => {
    const recipient = mailRecipient({ ...person(index), id: index + 1, mailtype: 1, fields: {} });
    const context = { mailingId: 1, sendId, ledgerId: index + 1, secret, now: new Date() };
    const message = renderMail(compiled, recipient, context);
    return { envelope: { from: compiled.senderAddress, to: recipient.email }, message };
  });
}

async function startSink(bench: Bench): Promise<Sink> {
  const child = fork(fileURLToPath(new URL('smtp-sink.ts', import.meta.url)));
  bench.after(async () => {
    child.disconnect();
  });
  const [{ port }] = (await once(child, 'message')) as [{ port: number }];
  return {
    url: `smtp://127.0.0.1:${port}`,
    async ask() {
      child.send('figures');
      const [figures] = (await once(child, 'message')) as [{ mails: number; firstAt: number }];
      return figures;
    },
  };
}
