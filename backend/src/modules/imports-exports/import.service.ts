import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { UserType } from '../../contract/recipients/codes.js';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { JobQueue } from '../../core/queue/job-queue.js';
import { MailingListService } from '../recipients/index.js';
import type { CsvFormat } from './csv/csv-format.js';
import { detectFormat, SAMPLE_BYTES } from './csv/format-detection.js';
import { ImportFiles, type Upload } from './import-files.js';
import { RUN_IMPORT } from './import-job.js';
import { ImportMappingService } from './import-mapping.service.js';
import type { FormatDetection, ImportChoice } from './import-options.js';
import { ImportPreviewService, type Preview } from './import-preview.service.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';

/** Imports from the upload to the deletion; the reading itself is the run's. */
@Injectable()
export class ImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: ImportFiles,
    private readonly queries: ImportQueries,
    private readonly previews: ImportPreviewService,
    private readonly mappings: ImportMappingService,
    private readonly lists: MailingListService,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Stores a file and finds out how it is written. What is no CSV file is refused and not kept.
   * @throws DomainError `import.too-large`, `import.upload-cut`, `import.disk`, or `file-…` for what the file is instead
   */
  async upload(upload: Upload): Promise<Import> {
    const { storedAs, size } = await this.files.store(upload);
    try {
      const detection = await this.detect(storedAs);
      return await this.transactions.run(() => {
        const row = newImport(upload.fileName, storedAs, size, detection);
        row.createdAt = this.clock.now();
        row.createdBy = AuthContext.actor?.userId ?? null;
        return this.transactions.repository(Import).save(row);
      });
    } catch (error) {
      await this.files.remove(storedAs);
      throw error;
    }
  }

  /** @throws NotFound */
  async require(id: number): Promise<Import> {
    const row = await this.transactions.repository(Import).findOneBy({ id });
    if (!row) throw new NotFound('import', id);
    return row;
  }

  /** Newest first. @throws DomainError `cursor.invalid` */
  async list(limit: number, after?: string): Promise<Page<Import>> {
    const find = this.transactions.repository(Import).createQueryBuilder('i').orderBy('i.id', 'DESC');
    if (after !== undefined) find.where('i.id < :id', { id: decodeCursor(after, 1)[0] });
    const rows = await find.take(limit + 1).getMany();
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items,
      next: last && rows.length > limit ? encodeCursor([last.id]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /** Those that wait or run, and those that ended after `since`; newest first. */
  async current(since: Date): Promise<Import[]> {
    return this.transactions.repository(Import).find({
      where: [{ state: In(['queued', 'running']) }, { finishedAt: MoreThan(since) }],
      order: { id: 'DESC' },
      take: 50,
    });
  }

  /**
   * How the file looks read in this way; as chosen or detected if no way is given.
   * @throws NotFound; DomainError `import.file-gone`
   */
  async preview(id: number, format?: CsvFormat): Promise<Preview> {
    const row = await this.require(id);
    await this.files.sample(row.storedAs, 1);
    return this.previews.of(row, format ?? row.options.format);
  }

  /**
   * Keeps what the person chose. Possible until the start.
   * @throws NotFound, InvalidInput; DomainError `import.state`, `import.file-gone`
   */
  async choose(id: number, choice: ImportChoice): Promise<Import> {
    const row = await this.require(id);
    requireUploaded(row);
    await this.files.sample(row.storedAs, 1);
    const mapping = await this.mappings.check(row, choice);
    if (choice.mailingListId !== null) await this.lists.require(choice.mailingListId);
    const { format, userType, mode, decimalSeparator } = choice;
    return this.transactions.run(async () => {
      const current = await this.require(id);
      requireUploaded(current);
      current.options = { ...current.options, format, mapping, userType, mode, decimalSeparator };
      current.mailingListId = choice.mailingListId;
      return this.transactions.repository(Import).save(current);
    });
  }

  /**
   * Makes the new profile fields and hands the import to a worker.
   * @throws NotFound, InvalidInput; DomainError `import.state`, `import.options-missing`, `import.file-gone`
   */
  async start(id: number): Promise<Import> {
    const row = await this.require(id);
    requireUploaded(row);
    if (row.options.mapping.length === 0) throw new DomainError('conflict', 'import.options-missing');
    await this.files.sample(row.storedAs, 1);
    if (row.mailingListId !== null) await this.lists.require(row.mailingListId);
    const mapping = await this.mappings.makeFields(row.options.mapping);
    return this.transactions.run(async () => {
      const taken = await this.transactions.execute(
        "UPDATE imports SET state = 'queued', options = ? WHERE id = ? AND state = 'uploaded'",
        [JSON.stringify({ ...row.options, mapping }), id],
      );
      const current = await this.require(id);
      if (taken.affected === 0) throw new DomainError('conflict', 'import.state', { state: current.state });
      this.transactions.afterCommit(() => void this.queue.add(RUN_IMPORT, id));
      return current;
    });
  }

  /**
   * Ends a waiting or running import; what was read stays.
   * @throws NotFound; DomainError `import.state`
   */
  async cancel(id: number): Promise<Import> {
    return this.transactions.run(async () => {
      const row = await this.require(id);
      if (!(await this.queries.cancel(id, this.clock.millis()))) {
        throw new DomainError('conflict', 'import.state', { state: row.state });
      }
      return this.require(id);
    });
  }

  /**
   * Removes the file and all that is known of the import, but no recipient.
   * @throws NotFound; DomainError `import.state` while it waits or runs
   */
  async delete(id: number): Promise<void> {
    const row = await this.require(id);
    requireAtRest(row);
    await this.queries.deleteProblems(id);
    await this.queries.forgetAddresses(id);
    await this.transactions.run(async () => {
      const gone = await this.transactions.execute(
        "DELETE FROM imports WHERE id = ? AND state NOT IN ('queued', 'running')",
        [id],
      );
      if (gone.affected === 0) requireAtRest(await this.require(id));
    });
    if (row.storedAs !== '') await this.files.remove(row.storedAs);
  }

  private async detect(storedAs: string): Promise<FormatDetection> {
    const { sample, complete } = await this.files.sample(storedAs, SAMPLE_BYTES);
    const { problem, hints, confidence, encoding, separator, quote, header } = detectFormat(sample, {
      complete,
    });
    if (problem) throw new DomainError('invalid', problem, {}, { file: { code: problem } });
    return { format: { encoding, separator, quote, header }, confidence, hints };
  }
}

function newImport(fileName: string, storedAs: string, size: number, detection: FormatDetection): Import {
  const row = new Import();
  row.fileName = shownName(fileName);
  row.storedAs = storedAs;
  row.size = size;
  row.state = 'uploaded';
  row.options = {
    ...detection,
    mapping: [],
    userType: UserType.World,
    mode: 'add-and-update',
    decimalSeparator: '.',
  };
  row.mailingListId = null;
  row.byteOffset = row.line = row.rowsRead = row.rowsCreated = row.rowsUpdated = row.rowsUnchanged = 0;
  row.rowsDuplicate = row.rowsBlocked = row.rowsInvalid = row.rowsSkipped = row.bindingsCreated = 0;
  row.rowsPerSecond = 0;
  row.errorCode = row.errorParams = row.leaseOwner = row.leaseUntil = row.startedAt = row.finishedAt = null;
  return row;
}

/** Browsers may send a path; control characters have no place in remarks and histories. */
function shownName(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\p{C}/gu, '').trim().slice(0, 200) || 'import.csv';
}

function requireUploaded({ state }: Import): void {
  if (state !== 'uploaded') throw new DomainError('conflict', 'import.state', { state });
}

function requireAtRest({ state }: Import): void {
  if (state === 'queued' || state === 'running') throw new DomainError('conflict', 'import.state', { state });
}
