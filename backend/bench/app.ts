import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Type } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { createApp } from '../src/apps/http-server.js';
import { Transactions } from '../src/core/database/transactions.js';
import { SendControl, SendService, type SendDetail } from '../src/modules/mail-dispatch/index.js';
import { MailingService, type MailingChanges } from '../src/modules/mailings/index.js';
import { MailingListService } from '../src/modules/recipients/index.js';
import { SetupService } from '../src/modules/users/index.js';
import type { Engine } from '../test/database.js';
import { freePort } from '../test/services.js';
import type { Bench } from './bench.js';
import { createDatabase } from './database.js';
import { NEWSLETTER } from './newsletter.js';
import { addSubscribers } from './people.js';

/** The whole product in this process, all roles, as a newcomer gets it. */
export interface BenchApp {
  readonly url: string;
  readonly secretKey: string;
  readonly transactions: Transactions;
  get<T>(type: Type<T>): T;
  /** A list with this many people, and a mailing for it. @returns the mailing's id */
  campaign(recipients: number, options?: CampaignOptions): Promise<number>;
  order(mailingId: number): Promise<number>;
  /** Waits until the send is over and everybody has got the mail. */
  sent(sendId: number): Promise<SendDetail>;
  /** A signed-in user's way to read from the REST API; the paths begin behind `/api/v1/`. */
  signIn(): Promise<(path: string) => Promise<unknown>>;
  close(): Promise<void>;
}

export interface CampaignOptions {
  /** Default: the newsletter. */
  readonly mailing?: MailingChanges;
  /** How many domains the addresses have; default 1. */
  readonly domains?: number;
}

const LONGEST_SEND_MS = 600_000;

export async function startApp(
  bench: Bench,
  engine: Engine,
  env: Record<string, string> = {},
): Promise<BenchApp> {
  const port = await freePort();
  const database = await createDatabase(bench, engine, { HOST: '127.0.0.1', PORT: String(port), ...env });
  await database.close();
  const app: NestFastifyApplication = await createApp(database.config);
  await app.listen(port, '127.0.0.1');
  let open = true;
  const close = async (): Promise<void> => {
    if (open) await app.close();
    open = false;
  };
  bench.after(close);
  const get = <T>(type: Type<T>): T => app.get(type, { strict: false });
  const transactions = get(Transactions);
  const url = `http://127.0.0.1:${port}`;
  return {
    url,
    secretKey: database.config.get('secretKey'),
    transactions,
    get,
    close,
    async campaign(recipients, { mailing = NEWSLETTER, domains = 1 } = {}) {
      const { id: mailingListId } = await get(MailingListService).create('Everybody');
      await addSubscribers(transactions, recipients, mailingListId, domains);
      const { id } = await get(MailingService).create({ name: 'Winterpost', mailingListId, ...mailing });
      return id;
    },
    signIn: () => signIn(url, get(SetupService)),
    order: (mailingId) =>
      get(SendService).orderWorld(mailingId, { timezone: 'Europe/Berlin', idempotencyKey: randomUUID() }),
    async sent(sendId) {
      const deadline = Date.now() + LONGEST_SEND_MS;
      for (;;) {
        const row = await transactions.first<{ state: string }>('SELECT state FROM sends WHERE id = ?', [
          sendId,
        ]);
        if (row?.state === 'sent') break;
        if (row?.state === 'paused' || Date.now() > deadline) throw new Error(`the send is ${row?.state}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      const send = await get(SendControl).detail(sendId);
      if (send.counts.accepted !== send.audience) throw new Error(`not accepted: ${JSON.stringify(send)}`);
      return send;
    },
  };
}

async function signIn(url: string, setup: SetupService): Promise<(path: string) => Promise<unknown>> {
  const user = { email: 'bench@example.com', password: randomUUID() };
  const token = (await setup.issueLink()) ?? '';
  await setup.createAdministrator(token, { ...user, name: 'Bench', language: 'en', timezone: 'UTC' });
  const headers = { origin: url, 'content-type': 'application/json' };
  const body = JSON.stringify(user);
  const session = await fetch(`${url}/api/v1/session`, { method: 'POST', headers, body });
  const cookie = session.headers
    .getSetCookie()
    .map((text) => text.split(';', 1)[0])
    .join('; ');
  return async (path) => {
    const answer = await fetch(`${url}/api/v1/${path}`, { headers: { cookie } });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  };
}
