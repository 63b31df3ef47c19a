import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { DEFAULT_EXPORT_OPTIONS, type ExportOptions } from '../src/contract/exports/export-options.js';
import { ClockModule } from '../src/core/clock/clock.js';
import { Config } from '../src/core/config/config.js';
import { CryptoModule } from '../src/core/crypto/crypto.module.js';
import { Transactions } from '../src/core/database/transactions.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { MailModule } from '../src/core/mail/mail.module.js';
import { JobQueue } from '../src/core/queue/job-queue.js';
import { LocalQueue } from '../src/core/queue/local-queue.js';
import { ExportsModule } from '../src/modules/imports-exports/index.js';
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

/** The exports of one process on a database that a test has made; nothing runs by itself. */
export async function exportsOn(database: TestDatabase): Promise<<T>(type: Type<T>) => T> {
  const module = await Test.createTestingModule({
    imports: [
      ClockModule,
      EventsModule,
      CryptoModule,
      MailModule,
      GivenDatabase.with(database),
      ExportsModule,
    ],
  }).compile();
  await module.init();
  return <T>(type: Type<T>): T => module.get(type, { strict: false });
}

/** Usual options but for what is given. */
export function exportOptions({
  format,
  ...rest
}: Partial<Omit<ExportOptions, 'format'>> & { format?: Partial<ExportOptions['format']> }): ExportOptions {
  return { ...DEFAULT_EXPORT_OPTIONS, ...rest, format: { ...DEFAULT_EXPORT_OPTIONS.format, ...format } };
}
