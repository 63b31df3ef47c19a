import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { SecretBox } from '../../../core/crypto/secret-box.js';
import { isDatabaseOutage } from '../../../core/database/outage.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError } from '../../../core/errors/domain-error.js';
import { JobQueue } from '../../../core/queue/job-queue.js';
import { causeOf } from '../failure-cause.js';
import { ProfileFieldRegistry } from '../../recipients/index.js';
import { AutomaticOutcome } from './automatic-outcome.js';
import { planColumns } from './export-columns.js';
import { ExportFiles, type WrittenFile } from './export-files.js';
import { DELIVER_EXPORT } from './export-jobs.js';
import { fileBaseName, fileNames } from './export-names.js';
import { ZIP_PASSWORD } from './export-password.js';
import { ExportReader, type Batch } from './export-reader.js';
import { ExportSelection } from './export-selection.js';
import { Export } from './export.entity.js';
import { ExportQueries } from './export.queries.js';
import { ExchangeReports } from './exchange-reports.js';

/** How often a run notes how far it is, and finds out whether it still has the export (ms). */
const NOTE_MS = 1000;
const DAY = 86_400_000;

class Stopped extends Error {}
class LeaseLost extends Error {}

/** Writes the file of one export. */
@Injectable()
export class ExportRunService {
  private readonly log = new Logger(ExportRunService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly queries: ExportQueries,
    private readonly selection: ExportSelection,
    private readonly fields: ProfileFieldRegistry,
    private readonly files: ExportFiles,
    private readonly secrets: SecretBox,
    private readonly reports: ExchangeReports,
    private readonly automatic: AutomaticOutcome,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Works on an export until its file is there, it was cancelled or failed, or `stopping` says that this process ends;
   * then it waits for the next worker, who begins again. Returns at once if another worker has it.
   * @throws what the database throws while it cannot be reached: the lease runs out and a sweep has it run again
   */
  async run(id: number, stopping: () => boolean = () => false): Promise<void> {
    const owner = randomUUID();
    const lastId = await this.queries.lastRecipient();
    const claimed = await this.transactions.run(() =>
      this.queries.claim(id, owner, this.clock.millis(), lastId),
    );
    if (!claimed) return;
    try {
      const row = await this.transactions.repository(Export).findOneByOrFail({ id });
      await this.write(row, owner, stopping);
    } catch (error) {
      if (error instanceof LeaseLost) return;
      if (error instanceof Stopped) await this.transactions.run(() => this.queries.giveBack(id, owner));
      else await this.fail(id, owner, error);
    }
  }

  private async write(row: Export, owner: string, stopping: () => boolean): Promise<void> {
    const { options, name, id } = row;
    const { format } = options;
    const plan = planColumns(options, await this.fields.all(), this.transactions.dialect);
    const selected = await this.selection.condition(options, {
      from: row.changesFrom,
      until: row.changesUntil,
    });
    const names = { profile: name, id, at: row.startedAt ?? this.clock.now() };
    const { inner, outer } = fileNames(fileBaseName(options.fileName, names, format.timeZone), format);
    const reader = new ExportReader(this.transactions, plan, selected, row.lastId);
    const watched = new WatchedBatches(reader.batches(), {
      note: (at) => this.note(id, owner, at),
      stopping,
      now: () => this.clock.millis(),
      giveWay: () => this.transactions.giveWay(),
    });
    const file = await this.files.write(watched.all(), {
      columns: plan.columns,
      format,
      innerName: inner,
      password: this.passwordOf(row),
    });
    await this.finish(row, owner, outer, watched.rows, file);
  }

  private async finish(
    row: Export,
    owner: string,
    fileName: string,
    rows: number,
    file: WrittenFile,
  ): Promise<void> {
    const now = this.clock.millis();
    const wanted = await this.automatic.wants(row, rows);
    const state = wanted === 'deliver' ? 'delivering' : 'done';
    const fileUntil = now + this.config.get('exportFileDays') * DAY;
    const at = { now, rows, fileName, fileUntil };
    let kept = false;
    try {
      kept = await this.transactions.run(async () => {
        const left = await this.queries.written(row.id, owner, state, at, wanted === 'nothing' ? null : file);
        if (!left || state === 'delivering') return left;
        await this.reports.add(row.id);
        if (row.automaticExportId !== null) await this.automatic.succeeded(row.id);
        return true;
      });
    } finally {
      if (!kept || wanted === 'nothing') await this.files.remove(file.storedAs);
    }
    if (kept && state === 'delivering') await this.queue.add(DELIVER_EXPORT, row.id);
  }

  private passwordOf({ zipPassword }: Export): string | null {
    if (zipPassword === null) return null;
    const opened = this.secrets.open(zipPassword, ZIP_PASSWORD);
    if (opened === undefined) throw new DomainError('conflict', 'export.password-lost');
    return opened;
  }

  private async note(id: number, owner: string, at: Progress): Promise<void> {
    const mine = await this.transactions.run(() => this.queries.advance(id, owner, this.clock.millis(), at));
    if (!mine) throw new LeaseLost();
  }

  private async fail(id: number, owner: string, error: unknown): Promise<void> {
    if (isDatabaseOutage(error)) throw error;
    const { code, params } = causeOf(error, 'export');
    if (code === 'export.unexpected') {
      this.log.error(`export ${id} failed`, error instanceof Error ? error.stack : String(error));
    }
    await this.transactions.run(async () => {
      if (!(await this.queries.fail(id, owner, this.clock.millis(), code, params))) return;
      await this.reports.add(id);
      await this.automatic.failed(id, code, params);
    });
  }
}

interface Progress {
  readonly rows: number;
  readonly doneTo: number;
  readonly rowsPerSecond: number;
}

interface Watch {
  readonly note: (at: Progress) => Promise<void>;
  readonly stopping: () => boolean;
  readonly now: () => number;
  readonly giveWay: () => Promise<void>;
}

/** Counts what passes, notes it now and then, and lets others have a turn between batches. */
class WatchedBatches {
  rows = 0;

  constructor(
    private readonly source: AsyncIterable<Batch>,
    private readonly watch: Watch,
  ) {}

  async *all(): AsyncGenerator<Batch, void, void> {
    let notedAt = this.watch.now();
    let notedRows = 0;
    let rate: number | undefined;
    for await (const batch of this.source) {
      if (this.watch.stopping()) throw new Stopped();
      yield batch;
      this.rows += batch.lines.length;
      const now = this.watch.now();
      if (now - notedAt >= NOTE_MS) {
        const current = ((this.rows - notedRows) * 1000) / (now - notedAt);
        rate = rate === undefined ? current : rate * 0.7 + current * 0.3;
        await this.watch.note({ rows: this.rows, doneTo: batch.doneTo, rowsPerSecond: Math.round(rate) });
        [notedAt, notedRows] = [now, this.rows];
      }
      await this.watch.giveWay();
    }
  }
}
