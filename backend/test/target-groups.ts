import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Clock, ClockModule } from '../src/core/clock/clock.js';
import { loadConfig } from '../src/core/config/config.js';
import { ConfigModule } from '../src/core/config/config.module.js';
import { Transactions } from '../src/core/database/transactions.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { QueueModule } from '../src/core/queue/queue.module.js';
import { TargetGroupsModule } from '../src/modules/target-groups/index.js';
import { createDatabase, type Engine, type TestDatabase } from './database.js';

@Global()
@Module({})
class GivenDatabase {
  static with(database: TestDatabase): DynamicModule {
    const provider = { provide: Transactions, useValue: database.transactions };
    return { module: GivenDatabase, providers: [provider], exports: [Transactions] };
  }
}

/** The target groups of one process, on a database of their own. */
export interface Targeting {
  readonly transactions: Transactions;
  /** What the domain takes for the present. */
  time: Date;
  get<T>(type: Type<T>): T;
  close(): Promise<void>;
}

export async function startTargeting(engine: Engine, time: Date): Promise<Targeting> {
  const database = await createDatabase(engine);
  const clock = new Clock();
  const module = await Test.createTestingModule({
    imports: [
      ConfigModule.with(loadConfig(database.env)),
      ClockModule,
      EventsModule,
      QueueModule,
      GivenDatabase.with(database),
      TargetGroupsModule,
    ],
  })
    .overrideProvider(Clock)
    .useValue(clock)
    .compile();
  const targeting: Targeting = {
    transactions: database.transactions,
    time,
    get: (type) => module.get(type, { strict: false }),
    async close() {
      await module.close();
      await database.close();
    },
  };
  clock.now = () => targeting.time;
  await module.init();
  return targeting;
}
