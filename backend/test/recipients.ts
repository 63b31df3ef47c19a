import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ClockModule } from '../src/core/clock/clock.js';
import { Config } from '../src/core/config/config.js';
import { Transactions } from '../src/core/database/transactions.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { JobQueue } from '../src/core/queue/job-queue.js';
import { LocalQueue } from '../src/core/queue/local-queue.js';
import { RecipientsModule } from '../src/modules/recipients/index.js';
import type { TestDatabase } from './database.js';

@Global()
@Module({})
class GivenDatabase {
  static with(database: TestDatabase): DynamicModule {
    const providers = [
      { provide: Transactions, useValue: database.transactions },
      { provide: Config, useValue: database.config },
      { provide: JobQueue, useClass: LocalQueue },
    ];
    return { module: GivenDatabase, providers, exports: [Transactions, Config, JobQueue] };
  }
}

/** The recipients module of one process on a database that a test has made. */
export async function recipientsOn(database: TestDatabase): Promise<<T>(type: Type<T>) => T> {
  const module: TestingModule = await Test.createTestingModule({
    imports: [ClockModule, EventsModule, GivenDatabase.with(database), RecipientsModule],
  }).compile();
  await module.init();
  return <T>(type: Type<T>): T => module.get(type, { strict: false });
}
