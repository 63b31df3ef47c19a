import { Readable } from 'node:stream';
import { UserType } from '../src/contract/recipients/codes.js';
import { Clock } from '../src/core/clock/clock.js';
import type { Transactions } from '../src/core/database/transactions.js';
import { ActivityLog } from '../src/core/events/activity.js';
import { LocalQueue } from '../src/core/queue/local-queue.js';
import type { Import } from '../src/modules/imports-exports/import.entity.js';
import type { ImportChoice } from '../src/modules/imports-exports/import-options.js';
import { ImportBatchService } from '../src/modules/imports-exports/import-batch.service.js';
import { ImportCleanupService } from '../src/modules/imports-exports/import-cleanup.service.js';
import { ImportFiles } from '../src/modules/imports-exports/import-files.js';
import { ImportMappingService } from '../src/modules/imports-exports/import-mapping.service.js';
import { ImportPreviewService } from '../src/modules/imports-exports/import-preview.service.js';
import { ImportProblemsService } from '../src/modules/imports-exports/import-problems.service.js';
import { ImportRunService } from '../src/modules/imports-exports/import-run.service.js';
import { ImportQueries } from '../src/modules/imports-exports/import.queries.js';
import { ImportService } from '../src/modules/imports-exports/import.service.js';
import {
  BlocklistService,
  MailingListService,
  ProfileFieldRegistry,
  ProfileFieldService,
  RecipientBulkService,
} from '../src/modules/recipients/index.js';
import type { TestDatabase } from './database.js';

/** A clock that tests can turn forward. */
export class TurnableClock extends Clock {
  ahead = 0;

  override now(): Date {
    return new Date(Date.now() + this.ahead);
  }
}

/** The services of an import, as one process has them. */
export class ImportBench {
  readonly clock = new TurnableClock();
  readonly transactions: Transactions;
  readonly queue = new LocalQueue();
  readonly lists: MailingListService;
  readonly blocklist: BlocklistService;
  readonly registry: ProfileFieldRegistry;
  readonly queries: ImportQueries;
  readonly files: ImportFiles;
  readonly imports: ImportService;
  readonly problems: ImportProblemsService;
  readonly runs: ImportRunService;
  readonly cleanup: ImportCleanupService;

  constructor(database: TestDatabase, activityOf = (t: Transactions, c: Clock) => new ActivityLog(t, c)) {
    const { transactions, config } = database;
    const { clock } = this;
    this.transactions = transactions;
    const activity = activityOf(transactions, clock);
    this.lists = new MailingListService(transactions, clock);
    this.blocklist = new BlocklistService(transactions, activity, clock);
    this.registry = new ProfileFieldRegistry(transactions, clock);
    this.queries = new ImportQueries(transactions);
    this.files = new ImportFiles(config);
    const fields = new ProfileFieldService(transactions, this.registry, clock);
    this.imports = new ImportService(
      transactions,
      clock,
      this.files,
      this.queries,
      new ImportPreviewService(this.files, this.registry),
      new ImportMappingService(this.files, this.registry, fields),
      this.lists,
      this.queue,
    );
    const bulk = new RecipientBulkService(transactions, clock, activity, this.registry, this.blocklist);
    const batches = new ImportBatchService(transactions, clock, this.queries, bulk, this.lists);
    this.runs = new ImportRunService(transactions, clock, this.queries, batches, this.files, this.registry);
    this.problems = new ImportProblemsService(transactions);
    this.cleanup = new ImportCleanupService(transactions, clock, this.files, this.queries);
  }

  upload(content: string | Buffer, fileName = 'people.csv'): Promise<Import> {
    return this.imports.upload({ fileName, content: Readable.from([Buffer.from(content)]) });
  }

  /** Uploads, takes the proposals of the preview, and starts. */
  async begin(content: string | Buffer, choice: Partial<ImportChoice> = {}): Promise<number> {
    const { id, options } = await this.upload(content);
    const preview = await this.imports.preview(id, choice.format ?? options.format);
    await this.imports.choose(id, {
      format: preview.format,
      mapping: preview.columns.map(({ header, guess }) => ({ name: header, target: guess })),
      mailingListId: null,
      userType: UserType.World,
      mode: 'add-and-update',
      decimalSeparator: preview.decimalSeparator,
      ...choice,
    });
    await this.imports.start(id);
    return id;
  }

  async import(content: string | Buffer, choice: Partial<ImportChoice> = {}): Promise<Import> {
    const id = await this.begin(content, choice);
    await this.runs.run(id);
    return this.imports.require(id);
  }

  async problemCsv(id: number): Promise<string> {
    let text = '';
    for await (const chunk of this.problems.csv(await this.imports.require(id), 'en')) text += chunk;
    return text;
  }

  async count(table: string, where = '1 = 1'): Promise<number> {
    const row = await this.transactions.first<{ n: number }>(
      `SELECT COUNT(*) AS n FROM ${table} WHERE ${where}`,
    );
    return Number(row?.n ?? 0);
  }
}
