import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import { Clock } from '../../core/clock/clock.js';
import { isDatabaseOutage } from '../../core/database/outage.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, type ErrorParams } from '../../core/errors/domain-error.js';
import { ProfileFieldRegistry } from '../recipients/index.js';
import { readCsvBatches, type CsvItem } from './csv/csv-reader.js';
import { rowConverter } from './csv/row-conversion.js';
import { ImportBatchService, LEASE_MS, LeaseLost, type RunContext } from './import-batch.service.js';
import { ImportFiles, systemCode } from './import-files.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';
import { knownFields } from './known-fields.js';

/** Records per transaction: long enough to be quick, short enough that others wait some 100 ms at the most. */
const BATCH = 1000;
/** How often a batch is tried that met a key which another transaction took at the same time. */
const ATTEMPTS = 5;

/** Reads one file into the recipients, batch by batch, from where the row says. */
@Injectable()
export class ImportRunService {
  private readonly log = new Logger(ImportRunService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly batches: ImportBatchService,
    private readonly files: ImportFiles,
    private readonly registry: ProfileFieldRegistry,
  ) {}

  /**
   * Works on an import until it is done, cancelled or failed, or `stopping` says that this process ends; then it
   * waits for the next worker. Returns at once if it needs no work or another worker has it.
   * @throws what the database throws while it cannot be reached: the lease runs out and a sweep has it run again
   */
  async run(id: number, stopping: () => boolean = () => false): Promise<void> {
    const owner = randomUUID();
    const now = this.clock.millis();
    const claimed = await this.transactions.run(() => this.queries.claim(id, owner, now, now + LEASE_MS));
    if (!claimed) return;
    try {
      const row = await this.transactions.repository(Import).findOneByOrFail({ id });
      const completed = await this.read(row, owner, stopping);
      if (completed) await this.finish(id, owner);
      else await this.transactions.run(() => this.queries.leave(id, owner, 'queued'));
    } catch (error) {
      if (error instanceof LeaseLost) return;
      await this.fail(id, owner, error);
    }
  }

  private async read(row: Import, owner: string, stopping: () => boolean): Promise<boolean> {
    const { format, mapping } = row.options;
    const context = await this.contextOf(row, owner);
    const pace = new Pace(this.clock);
    let offset = row.byteOffset;
    const batches = readCsvBatches(this.files.path(row.storedAs), {
      format,
      columns: mapping.length,
      startByte: row.byteOffset,
      startLine: row.line === 0 ? 1 : row.line,
      skipRecords: format.header && row.byteOffset === 0 ? 1 : 0,
    });
    for await (const items of batches) {
      for (let start = 0; start < items.length; start += BATCH) {
        if (stopping()) return false;
        const batch = items.slice(start, start + BATCH);
        await this.write(context, batch, offset, pace.after(batch.length));
        offset = batch.at(-1)?.nextByte ?? offset;
        await nextTurn();
      }
    }
    return true;
  }

  private async contextOf(row: Import, owner: string): Promise<RunContext> {
    const { mapping, mode, userType, decimalSeparator } = row.options;
    const fields = knownFields(await this.registry.all());
    return {
      importId: row.id,
      owner,
      fileName: row.fileName,
      mapping,
      mode,
      userType,
      mailingListId: row.mailingListId,
      convert: rowConverter(mapping, fields, { decimalSeparator }),
    };
  }

  private async write(
    context: RunContext,
    batch: readonly CsvItem[],
    offset: number,
    rowsPerSecond: number,
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.batches.write(context, batch, offset, rowsPerSecond);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !isTakenKey(error)) throw error;
        await pause(Math.random() * 100 * attempt);
      }
    }
  }

  private async finish(id: number, owner: string): Promise<void> {
    const finishedAt = this.clock.millis();
    const done = await this.transactions.run(() => this.queries.leave(id, owner, 'done', { finishedAt }));
    if (done) await this.queries.forgetAddresses(id);
  }

  private async fail(id: number, owner: string, error: unknown): Promise<void> {
    if (isDatabaseOutage(error)) throw error;
    const { code, params } = causeOf(error);
    if (code === 'import.unexpected') {
      this.log.error(`import ${id} failed`, error instanceof Error ? error.stack : String(error));
    }
    await this.transactions.run(() =>
      this.queries.leave(id, owner, 'failed', {
        finishedAt: this.clock.millis(),
        errorCode: code,
        errorParams: JSON.stringify(params),
      }),
    );
  }
}

/** Rows per second, smoothed over the last few batches. */
class Pace {
  private last: number;
  private rate: number | undefined;
  private before = 0;

  constructor(private readonly clock: Clock) {
    this.last = clock.millis();
  }

  /** Called before each batch with its rows: the pace of the one before it counts. */
  after(rows: number): number {
    const now = this.clock.millis();
    if (this.before > 0) {
      const current = (this.before * 1000) / Math.max(1, now - this.last);
      this.rate = this.rate === undefined ? current : this.rate * 0.8 + current * 0.2;
    }
    this.last = now;
    this.before = rows;
    return Math.round(this.rate ?? 0);
  }
}

function causeOf(error: unknown): { code: string; params: ErrorParams } {
  if (error instanceof DomainError) return { code: error.code, params: error.params };
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
    return { code: 'import.file-gone', params: {} };
  }
  const reason = systemCode(error);
  if (reason) return { code: 'import.disk', params: { reason } };
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'import.unexpected', params: { reason: text.slice(0, 200) } };
}

function isTakenKey(error: unknown): boolean {
  return /ER_DUP_ENTRY|Duplicate entry|UNIQUE constraint failed/.test(String(error));
}
