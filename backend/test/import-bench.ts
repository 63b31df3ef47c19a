import { Global, Module, type DynamicModule, type Type } from '@nestjs/common';
import { Test } from '@nestjs/testing';
import { Readable } from 'node:stream';
import { Clock } from '../src/core/clock/clock.js';
import { Config } from '../src/core/config/config.js';
import { Transactions } from '../src/core/database/transactions.js';
import { CryptoModule } from '../src/core/crypto/crypto.module.js';
import { EventsModule } from '../src/core/events/events.module.js';
import { JobQueue } from '../src/core/queue/job-queue.js';
import { LocalQueue } from '../src/core/queue/local-queue.js';
import { ImportCleanupService } from '../src/modules/imports-exports/import-cleanup.service.js';
import { ImportFiles } from '../src/modules/imports-exports/import-files.js';
import { DEFAULT_CHOICE, type ImportChoice } from '../src/modules/imports-exports/import-options.js';
import { ImportProblemsService } from '../src/modules/imports-exports/import-problems.service.js';
import { ImportRunService } from '../src/modules/imports-exports/import-run.service.js';
import { ImportUndoService } from '../src/modules/imports-exports/import-undo.service.js';
import type { Import } from '../src/modules/imports-exports/import.entity.js';
import { ImportQueries } from '../src/modules/imports-exports/import.queries.js';
import { ImportService } from '../src/modules/imports-exports/import.service.js';
import { ImportsExportsModule } from '../src/modules/imports-exports/imports-exports.module.js';
import {
  ImportDownloads,
  type ImportDownload,
} from '../src/modules/imports-exports/repair/import-downloads.js';
import { ImportRepairs } from '../src/modules/imports-exports/repair/import-repairs.service.js';
import {
  BlocklistService,
  MailingListService,
  ProfileFieldRegistry,
} from '../src/modules/recipients/index.js';
import type { TestDatabase } from './database.js';

/** A clock that tests can turn forward. */
export class TurnableClock extends Clock {
  ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

@Global()
@Module({})
class GivenDatabase {
  static with({ config }: TestDatabase, transactions: Transactions): DynamicModule {
    const providers = [
      { provide: Transactions, useValue: transactions },
      { provide: Config, useValue: config },
      { provide: JobQueue, useClass: LocalQueue },
      { provide: Clock, useClass: TurnableClock },
    ];
    return { module: GivenDatabase, providers, exports: [Transactions, Config, JobQueue, Clock] };
  }
}

/** The services of an import, as one process has them. */
export class ImportBench {
  readonly clock: TurnableClock;
  readonly lists: MailingListService;
  readonly blocklist: BlocklistService;
  readonly registry: ProfileFieldRegistry;
  readonly queries: ImportQueries;
  readonly files: ImportFiles;
  readonly imports: ImportService;
  readonly problems: ImportProblemsService;
  readonly runs: ImportRunService;
  readonly cleanup: ImportCleanupService;
  readonly repairs: ImportRepairs;
  readonly downloads: ImportDownloads;
  readonly undos: ImportUndoService;

  private constructor(
    readonly transactions: Transactions,
    readonly get: <T>(type: Type<T>) => T,
  ) {
    this.clock = get(Clock as unknown as Type<TurnableClock>);
    this.lists = get(MailingListService);
    this.blocklist = get(BlocklistService);
    this.registry = get(ProfileFieldRegistry);
    this.queries = get(ImportQueries);
    this.files = get(ImportFiles);
    this.imports = get(ImportService);
    this.problems = get(ImportProblemsService);
    this.runs = get(ImportRunService);
    this.cleanup = get(ImportCleanupService);
    this.repairs = get(ImportRepairs);
    this.downloads = get(ImportDownloads);
    this.undos = get(ImportUndoService);
  }

  /** @param transactions another door to the same database, such as one that breaks */
  static async on(database: TestDatabase, transactions = database.transactions): Promise<ImportBench> {
    const module = await Test.createTestingModule({
      imports: [EventsModule, CryptoModule, GivenDatabase.with(database, transactions), ImportsExportsModule],
    }).compile();
    await module.init();
    return new ImportBench(database.transactions, (type) => module.get(type, { strict: false }));
  }

  upload(content: string | Buffer, fileName = 'people.csv'): Promise<Import> {
    return this.imports.upload({ fileName, content: Readable.from([Buffer.from(content)]) });
  }

  /** Uploads, takes the proposals of the preview, and keeps the choice. */
  async prepare(content: string | Buffer | Readable, choice: Partial<ImportChoice> = {}): Promise<number> {
    const { id, options } =
      content instanceof Readable
        ? await this.imports.upload({ fileName: 'people.csv', content })
        : await this.upload(content);
    const preview = await this.imports.preview(id, choice.format ?? options.format);
    await this.imports.choose(id, {
      ...DEFAULT_CHOICE,
      format: preview.format,
      mapping: preview.columns.map(({ header, guess }) => ({ name: header, target: guess })),
      decimalSeparator: preview.decimalSeparator,
      ...choice,
    });
    return id;
  }

  async begin(content: string | Buffer | Readable, choice: Partial<ImportChoice> = {}): Promise<number> {
    const id = await this.prepare(content, choice);
    await this.imports.start(id);
    return id;
  }

  async import(content: string | Buffer, choice: Partial<ImportChoice> = {}): Promise<Import> {
    const id = await this.begin(content, choice);
    await this.runs.run(id);
    return this.imports.require(id);
  }

  async problemCsv(id: number): Promise<string> {
    return this.download(id, 'invalid');
  }

  async download(id: number, file: ImportDownload): Promise<string> {
    let text = '';
    for await (const chunk of this.downloads.content(await this.imports.require(id), file, 'en'))
      text += chunk;
    return text;
  }

  async count(table: string, where = '1 = 1'): Promise<number> {
    const row = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`,
    );
    return Number(row?.n ?? 0);
  }
}
