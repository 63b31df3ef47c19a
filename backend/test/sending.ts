import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { expect } from 'vitest';
import { Clock, ClockModule } from '../src/core/clock/clock.js';
import { loadConfig } from '../src/core/config/config.js';
import { ConfigModule } from '../src/core/config/config.module.js';
import { Transactions } from '../src/core/database/transactions.js';
import { CryptoModule } from '../src/core/crypto/crypto.module.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { QueueModule } from '../src/core/queue/queue.module.js';
import { Dispatcher } from '../src/modules/mail-dispatch/dispatcher.js';
import { DispatcherParts } from '../src/modules/mail-dispatch/dispatcher-parts.js';
import {
  MailDispatchModule,
  SendControl,
  SendService,
  type SendDetail,
  type WorldOrder,
} from '../src/modules/mail-dispatch/index.js';
import { MailingService, type MailingChanges } from '../src/modules/mailings/index.js';
import { MailingListService } from '../src/modules/recipients/index.js';
import { createDatabase, type Engine, type TestDatabase } from './database.js';
import { startFarEnd, type FarEnd, type FarEndOptions } from './smtp/far-end.js';

@Global()
@Module({})
class GivenDatabase {
  static with(database: TestDatabase): DynamicModule {
    const provider = { provide: Transactions, useValue: database.transactions };
    return { module: GivenDatabase, providers: [provider], exports: [Transactions] };
  }
}

export interface Campaign {
  readonly mailingListId: number;
  readonly mailingId: number;
  readonly addresses: readonly string[];
}

/** Everything that sends, on a database and an SMTP server of its own; dispatchers start when a test wants them. */
export interface Sending {
  readonly transactions: Transactions;
  readonly farEnd: FarEnd;
  get<T>(type: Type<T>): T;
  /** Moves the domain's clock forward, for good (ms). */
  turnClock(millis: number): void;
  /** A worker; stopped by `close` at the latest. */
  startDispatcher(): Promise<Dispatcher>;
  /** A list with this many active recipients and a mailing for it that can be sent. */
  campaign(recipients: number, changes?: MailingChanges): Promise<Campaign>;
  order(campaign: Campaign, order?: Partial<WorldOrder>): Promise<number>;
  /** The send as it is now; checks on the way that its numbers add up. */
  look(sendId: number): Promise<SendDetail>;
  /** Waits until the send is as wanted, 30 s at the most. */
  until(sendId: number, wanted: (send: SendDetail) => boolean): Promise<SendDetail>;
  /** State of an address's row. */
  stateOf(sendId: number, address: string): Promise<string | undefined>;
  close(): Promise<void>;
}

export const HTML = `<html><body><p>Hello [agnDB column="firstname"/],</p>
<p><a href="https://example.com/offer">our offer</a></p><p><a href="[agnUNSUBSCRIBE/]">Unsubscribe</a></p></body></html>`;

export async function startSending(
  engine: Engine,
  env: Record<string, string> = {},
  options: FarEndOptions & { urlParameters?: string; mariadbSocket?: string } = {},
): Promise<Sending> {
  const farEnd = await startFarEnd(options);
  const SMTP_URL = `${farEnd.url}?${options.urlParameters ?? ''}`;
  const database = await createDatabase(engine, { SMTP_URL, ...env }, options.mariadbSocket);
  let ahead = 0;
  const clock = new Clock();
  clock.now = () => new Date(Date.now() + ahead);
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig(database.env)),
      ClockModule,
      CryptoModule,
      EventsModule,
      QueueModule,
      GivenDatabase.with(database),
      MailDispatchModule,
    ],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  await module.init();
  const get = <T>(type: Type<T>): T => module.get(type, { strict: false });
  const dispatchers: Dispatcher[] = [];
  const { transactions } = database;

  const look = async (sendId: number): Promise<SendDetail> => {
    const send = await get(SendControl).detail(sendId);
    const sum = Object.values(send.counts).reduce((total, count) => total + count, 0);
    if (send.state !== 'freezing' && send.state !== 'scheduled') expect(sum).toBe(send.audience);
    return send;
  };

  return {
    transactions,
    farEnd,
    get,
    look,
    turnClock: (millis) => {
      ahead += millis;
    },
    async startDispatcher() {
      const dispatcher = new Dispatcher(get(DispatcherParts));
      dispatchers.push(dispatcher);
      await dispatcher.start();
      return dispatcher;
    },
    async campaign(recipients, changes = {}) {
      const { id: mailingListId } = await get(MailingListService).create(`List ${randomUUID()}`);
      const addresses = await addRecipients(transactions, mailingListId, recipients);
      const { id: mailingId } = await get(MailingService).create({
        name: 'News',
        subject: 'For [agnDB column="firstname"/]',
        senderName: 'Sender',
        senderEmail: 'sender@example.com',
        html: HTML,
        mailingListId,
        ...changes,
      });
      return { mailingListId, mailingId, addresses };
    },
    order: ({ mailingId }, order = {}) =>
      get(SendService).orderWorld(mailingId, { timezone: 'UTC', idempotencyKey: randomUUID(), ...order }),
    async until(sendId, wanted) {
      const deadline = Date.now() + 30_000;
      for (;;) {
        const send = await look(sendId);
        if (wanted(send)) return send;
        if (Date.now() > deadline) throw new Error(`not as wanted: ${JSON.stringify(send)}`);
        await pause(25);
      }
    },
    async stateOf(sendId, address) {
      const row = await transactions.first<{ state: string }>(
        'SELECT state FROM ledger WHERE send_id = ? AND address = ?',
        [sendId, address],
      );
      return row?.state;
    },
    async close() {
      await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));
      await module.close();
      await farEnd.close();
      await database.close();
    },
  };
}

let made = 0;

async function addRecipients(
  transactions: Transactions,
  mailingListId: number,
  count: number,
): Promise<string[]> {
  made += 1;
  const addresses = Array.from({ length: count }, (_, index) => `person-${made}-${index}@example.org`);
  await transactions.run(async () => {
    await transactions.insertRows(
      'INSERT INTO recipients',
      ['email', 'firstname', 'created_at', 'updated_at'],
      addresses.map((address, index) => [address, `Name ${index}`, 1, 1]),
    );
    await transactions.execute(
      `INSERT INTO bindings (recipient_id, mailing_list_id, status, created_at, updated_at)
       SELECT id, ?, 1, 1, 1 FROM recipients WHERE email LIKE ?`,
      [mailingListId, `person-${made}-%`],
    );
  });
  return addresses;
}
