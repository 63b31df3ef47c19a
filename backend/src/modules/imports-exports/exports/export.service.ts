import { Injectable } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { In, MoreThan } from 'typeorm';
import type { ExportOptions } from '../../../contract/exports/export-options.js';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { SecretBox } from '../../../core/crypto/secret-box.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { User } from '../../users/index.js';
import { ExportCheckService } from './export-check.service.js';
import { ExportFiles } from './export-files.js';
import { RUN_EXPORT } from './export-jobs.js';
import { contentType } from './export-names.js';
import { ZIP_PASSWORD } from './export-password.js';
import { ExportProfile } from './export-profile.entity.js';
import { Export } from './export.entity.js';
import { ExportQueries } from './export.queries.js';

export interface ExportOrder {
  readonly profileId?: number | undefined;
  readonly name?: string | undefined;
  readonly options?: ExportOptions | undefined;
  readonly zipPassword?: string | undefined;
}

/** What an automatic export adds to its profile. */
export interface AutomaticPart {
  readonly id: number;
  readonly name: string;
  readonly changesFrom: Date | null;
  readonly changesUntil: Date | null;
  readonly createdBy: number | null;
}

export interface ExportFile {
  readonly name: string;
  readonly type: string;
  readonly content: Readable;
}

/** Exports from the order to the download; writing the file is the run's. */
@Injectable()
export class ExportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly checks: ExportCheckService,
    private readonly queries: ExportQueries,
    private readonly files: ExportFiles,
    private readonly secrets: SecretBox,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Has a file written in the background.
   * @throws InvalidInput; NotFound; DomainError `export.no-options`
   */
  async start(order: ExportOrder): Promise<Export> {
    const profile = order.profileId === undefined ? undefined : await this.profile(order.profileId);
    const options = order.options ?? profile?.options;
    if (options === undefined) throw new DomainError('invalid', 'export.no-options');
    await this.checks.check(options);
    if (order.zipPassword !== undefined && !options.format.zip) {
      throw new InvalidInput({ zipPassword: { code: 'export.password-without-zip' } });
    }
    const row = this.newRow(options, order.name ?? profile?.name ?? 'Recipients');
    row.profileId = profile?.id ?? null;
    row.zipPassword =
      order.zipPassword === undefined
        ? options.format.zip
          ? (profile?.zipPassword ?? null)
          : null
        : this.secrets.seal(order.zipPassword, ZIP_PASSWORD);
    row.createdBy = AuthContext.actor?.userId ?? null;
    return this.add(row);
  }

  /** Joins the transaction of the caller, who has planned the next run in it. @throws NotFound */
  async startAutomatic(profileId: number, automatic: AutomaticPart): Promise<Export> {
    const profile = await this.profile(profileId);
    const row = this.newRow(profile.options, automatic.name);
    row.profileId = profile.id;
    row.automaticExportId = automatic.id;
    row.zipPassword = profile.options.format.zip ? profile.zipPassword : null;
    row.changesFrom = automatic.changesFrom;
    row.changesUntil = automatic.changesUntil;
    row.createdBy = automatic.createdBy;
    return this.add(row);
  }

  /** @throws NotFound */
  async require(id: number): Promise<Export> {
    const row = await this.transactions.repository(Export).findOneBy({ id });
    if (!row) throw new NotFound('export', id);
    return row;
  }

  /** Newest first. @throws DomainError `cursor.invalid` */
  async list(limit: number, after?: string, automaticExportId?: number): Promise<Page<Export>> {
    const find = this.transactions.repository(Export).createQueryBuilder('e').orderBy('e.id', 'DESC');
    if (automaticExportId !== undefined)
      find.andWhere('e.automaticExportId = :automaticExportId', { automaticExportId });
    if (after !== undefined) find.andWhere('e.id < :id', { id: decodeCursor(after, 1)[0] });
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
  async current(since: Date): Promise<Export[]> {
    return this.transactions.repository(Export).find({
      where: [{ state: In(['queued', 'running', 'delivering']) }, { finishedAt: MoreThan(since) }],
      order: { id: 'DESC' },
      take: 50,
    });
  }

  /** Ends a waiting or running export; there is no file then. @throws NotFound; DomainError `export.state` */
  async cancel(id: number): Promise<Export> {
    return this.transactions.run(async () => {
      const row = await this.require(id);
      if (!(await this.queries.cancel(id, this.clock.millis()))) {
        throw new DomainError('conflict', 'export.state', { state: row.state });
      }
      return this.require(id);
    });
  }

  /** Removes the file and the row; the log keeps its line. @throws NotFound; DomainError `export.state` */
  async delete(id: number): Promise<void> {
    const row = await this.require(id);
    const gone = await this.transactions.run(() =>
      this.transactions.execute(
        "DELETE FROM exports WHERE id = ? AND state IN ('done', 'failed', 'cancelled')",
        [id],
      ),
    );
    if (gone.affected === 0) throw new DomainError('conflict', 'export.state', { state: row.state });
    await this.files.remove(row.storedAs);
  }

  /** The finished file; each download is counted. @throws NotFound; DomainError `export.file-gone` */
  async file(id: number): Promise<ExportFile> {
    const row = await this.require(id);
    const content = await this.files.read(row.storedAs);
    await this.transactions.run(() =>
      this.queries.countDownload(id, AuthContext.actor?.userId ?? null, this.clock.millis()),
    );
    return { name: row.fileName, type: contentType(row.options.format), content };
  }

  /** Names of the people who ordered the exports, by id. */
  async userNames(ids: readonly (number | null)[]): Promise<Map<number, string>> {
    const wanted = [...new Set(ids.filter((id) => id !== null))];
    if (wanted.length === 0) return new Map();
    const users = await this.transactions.repository(User).findBy({ id: In(wanted) });
    return new Map(users.map(({ id, name }) => [id, name]));
  }

  private async profile(id: number): Promise<ExportProfile> {
    const row = await this.transactions.repository(ExportProfile).findOneBy({ id });
    if (!row) throw new NotFound('export-profile', id);
    return row;
  }

  private newRow(options: ExportOptions, name: string): Export {
    const row = new Export();
    return Object.assign(row, {
      profileId: null,
      automaticExportId: null,
      name,
      state: 'queued' as const,
      options,
      zipPassword: null,
      changesFrom: null,
      changesUntil: null,
      rowsDone: 0,
      rowsPerSecond: 0,
      doneTo: 0,
      lastId: 0,
      replaced: 0,
      fileName: '',
      storedAs: '',
      size: 0,
      fileUntil: null,
      downloads: 0,
      downloadedAt: null,
      downloadedBy: null,
      attempts: 0,
      notBefore: null,
      deliveredTo: '',
      errorCode: null,
      errorParams: null,
      leaseOwner: null,
      leaseUntil: null,
      createdBy: null,
      createdAt: this.clock.now(),
      startedAt: null,
      finishedAt: null,
    });
  }

  private add(row: Export): Promise<Export> {
    return this.transactions.run(async () => {
      const saved = await this.transactions.repository(Export).save(row);
      this.transactions.afterCommit(() => void this.queue.add(RUN_EXPORT, saved.id));
      return saved;
    });
  }
}
