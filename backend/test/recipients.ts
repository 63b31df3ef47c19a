import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test, type TestingModule } from '@nestjs/testing';
import { ClockModule } from '../src/core/clock/clock.js';
import { Transactions } from '../src/core/database/transactions.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { RecipientsModule } from '../src/modules/recipients/index.js';
import type { TestDatabase } from './database.js';

@Global()
@Module({})
class GivenDatabase {
  static with(database: TestDatabase): DynamicModule {
    const provider = { provide: Transactions, useValue: database.transactions };
    return { module: GivenDatabase, providers: [provider], exports: [Transactions] };
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
