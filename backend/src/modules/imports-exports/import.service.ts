import { Injectable } from '@nestjs/common';
import { In, MoreThan } from 'typeorm';
import { AuthContext } from '../../core/auth-context/auth-context.js';
import { Clock } from '../../core/clock/clock.js';
import { Config } from '../../core/config/config.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, NotFound } from '../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../core/http/page.js';
import { JobQueue } from '../../core/queue/job-queue.js';
import { DataSources, MailingListService } from '../recipients/index.js';
import { DEFAULT_CSV_LIMITS } from './csv/csv-reader.js';
import { SAMPLE_BYTES } from './csv/format-detection.js';
import { ImportFiles, type Upload } from './import-files.js';
import { RUN_IMPORT } from './import-job.js';
import { ImportMappingService } from './import-mapping.service.js';
import { completeOptions, type FormatDetection, type ImportChoice } from './import-options.js';
import { ImportPreviewService, type Preview } from './import-preview.service.js';
import { ImportProfileService } from './import-profile.service.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';
import { StagingTable } from './staging/staging-table.js';
import { profileFormat } from './profile-choice.js';
import { detectFile } from './readers/detect-file.js';
import type { FileFormat } from './readers/file-format.js';

/** Imports from the upload to the deletion; the reading itself is the run's. */
@Injectable()
export class ImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly files: ImportFiles,
    private readonly queries: ImportQueries,
    private readonly previews: ImportPreviewService,
    private readonly profiles: ImportProfileService,
    private readonly mappings: ImportMappingService,
    private readonly lists: MailingListService,
    private readonly queue: JobQueue,
    private readonly staging: StagingTable,
    private readonly sources: DataSources,
    private readonly config: Config,
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
  async preview(id: number, format?: FileFormat, profileId?: number | null): Promise<Preview> {
    const row = await this.require(id);
    await this.files.sample(row.storedAs, 1);
    const profile = profileId ? await this.profiles.require(profileId) : undefined;
    const wanted = profile ? profileFormat(profile.settings.format, row.options.format) : row.options.format;
    return this.previews.of(row, format ?? wanted, profile);
  }

  /**
   * Keeps what the person chose. Possible until recipients are changed; what a look at the file found before is
   * forgotten.
   * @throws NotFound, InvalidInput; DomainError `import.state`, `import.file-gone`
   */
  async choose(id: number, choice: ImportChoice): Promise<Import> {
    const row = await this.require(id);
    requireUnstarted(row);
    await this.files.sample(row.storedAs, 1);
    const mapping = await this.mappings.check(row, choice);
    await this.requireLists(choice);
    if (row.state === 'checked') {
      await this.queries.deleteProblems(id);
      await this.staging.forget(id);
    }
    return this.transactions.run(async () => {
      const current = await this.require(id);
      requireUnstarted(current);
      const { confidence, hints } = current.options;
      current.options = { ...choice, mapping, confidence, hints };
      if (current.state === 'checked') forgetLook(current);
      return this.transactions.repository(Import).save(current);
    });
  }

  /**
   * Makes the new profile fields and hands the import to a worker. One that was looked at goes on with its rows.
   * @param onlyCheck look at the file first, changing nothing
   * @throws NotFound, InvalidInput; DomainError `import.state`, `import.options-missing`, `import.file-gone`
   */
  async start(id: number, onlyCheck = false): Promise<Import> {
    const row = await this.require(id);
    requireUnstarted(row);
    if (onlyCheck && row.state === 'checked')
      throw new DomainError('conflict', 'import.state', { state: row.state });
    if (row.options.mapping.length === 0) throw new DomainError('conflict', 'import.options-missing');
    await this.files.sample(row.storedAs, 1);
    await this.requireLists(row.options);
    const mapping = await this.mappings.makeFields(row.options.mapping);
    return this.transactions.run(async () => {
      const taken = await this.transactions.execute(
        `UPDATE imports SET state = 'queued', options = ?, only_check = ?, row_cursor = 0
         WHERE id = ? AND state = ?`,
        [JSON.stringify({ ...row.options, mapping }), Number(onlyCheck), id, row.state],
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
      if (row.dataSourceId !== null) await this.sources.finish(row.dataSourceId, touchedBy(row));
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
    await this.staging.forget(id);
    await this.transactions.run(async () => {
      const gone = await this.transactions.execute(
        "DELETE FROM imports WHERE id = ? AND state NOT IN ('queued', 'running')",
        [id],
      );
      if (gone.affected === 0) requireAtRest(await this.require(id));
    });
    if (row.storedAs !== '') await this.files.remove(row.storedAs);
  }

  private async requireLists({ mailingListIds }: ImportChoice): Promise<void> {
    if (mailingListIds === 'all') return;
    for (const id of mailingListIds) await this.lists.require(id);
  }

  private async detect(storedAs: string): Promise<FormatDetection> {
    const { sample, complete } = await this.files.sample(storedAs, SAMPLE_BYTES);
    const limits = { ...DEFAULT_CSV_LIMITS, maxColumns: this.config.get('importMaxColumns') };
    return detectFile(this.files.path(storedAs), sample, complete, limits);
  }
}

/** @param detection how the file is written */
export function newImport(
  fileName: string,
  storedAs: string,
  size: number,
  detection: FormatDetection,
): Import {
  const row = new Import();
  row.fileName = shownName(fileName);
  row.storedAs = storedAs;
  row.size = size;
  row.state = 'uploaded';
  row.options = completeOptions(detection);
  row.phase = 'reading';
  row.onlyCheck = false;
  row.byteOffset = row.line = row.rowCursor = row.rowsStaged = row.rowsRead = row.rowsPerSecond = 0;
  row.rowsCreated = row.rowsUpdated = row.rowsUnchanged = row.rowsDuplicate = row.rowsBlocked = 0;
  row.rowsInvalid = row.rowsSkipped = row.bindingsCreated = row.bindingsChanged = row.blocklistAdded = 0;
  row.found = row.errorTypes = row.dataSourceId = row.parentId = row.phaseStartedAt = null;
  row.errorCode = row.errorParams = row.leaseOwner = row.leaseUntil = row.startedAt = row.finishedAt = null;
  return row;
}

/** Browsers may send a path; control characters have no place in remarks and histories. */
function shownName(fileName: string): string {
  const name = fileName.split(/[/\\]/).at(-1) ?? '';
  return name.replace(/\p{C}/gu, '').trim().slice(0, 200) || 'import.csv';
}

/** How many recipients an import touched, nearly: each one's values or bindings, which may be in several lists. */
export function touchedBy(row: Import): number {
  const values = row.rowsCreated + row.rowsUpdated;
  const bindings = row.bindingsCreated + row.bindingsChanged;
  return Math.max(values, Math.min(bindings, values + row.rowsUnchanged));
}

/** Back to the beginning, as other options find other things. */
function forgetLook(row: Import): void {
  row.state = 'uploaded';
  row.phase = 'reading';
  row.byteOffset = row.line = row.rowCursor = row.rowsStaged = row.rowsRead = 0;
  row.rowsInvalid = row.rowsDuplicate = 0;
  row.found = row.errorTypes = null;
}

function requireUnstarted({ state }: Import): void {
  if (state !== 'uploaded' && state !== 'checked')
    throw new DomainError('conflict', 'import.state', { state });
}

function requireAtRest({ state }: Import): void {
  if (state === 'queued' || state === 'running') throw new DomainError('conflict', 'import.state', { state });
}
