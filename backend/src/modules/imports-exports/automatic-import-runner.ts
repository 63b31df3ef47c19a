import { Injectable, Logger } from '@nestjs/common';
import { createHash, randomUUID } from 'node:crypto';
import { Clock } from '../../core/clock/clock.js';
import { isDatabaseOutage } from '../../core/database/outage.js';
import { Transactions } from '../../core/database/transactions.js';
import { DomainError, type ErrorParams } from '../../core/errors/domain-error.js';
import { causeOf } from './failure-cause.js';
import { AutomaticImportQueue, RUN_LEASE_MS, type RunChange } from './automatic-import-queue.js';
import { AutomaticImport, type AutomaticImportRun } from './automatic-import.entity.js';
import { AutomaticImportService } from './automatic-import.service.js';
import { ImportProfileService } from './import-profile.service.js';
import { ImportReports } from './import-reports.js';
import { Import } from './import.entity.js';
import { ImportService } from './import.service.js';
import { ProfileChoice } from './profile-choice.js';
import { RemoteConnections } from './remote/remote-connections.js';
import type { RemoteFile, RemoteStore } from './remote/remote-store.js';

/** Fetches the file of a run, hands it to the import, and ends the run when the import has ended. */
@Injectable()
export class AutomaticImportRunner {
  private readonly log = new Logger(AutomaticImportRunner.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly runs: AutomaticImportQueue,
    private readonly automatic: AutomaticImportService,
    private readonly profiles: ImportProfileService,
    private readonly imports: ImportService,
    private readonly remote: RemoteConnections,
    private readonly reports: ImportReports,
    private readonly choices: ProfileChoice,
  ) {}

  /** Safe to be called twice for a run: whoever claims it first works. */
  async work(id: number): Promise<void> {
    const owner = randomUUID();
    const run = await this.runs.claim(id, owner);
    if (!run) return;
    const beat = setInterval(() => void this.runs.hold(id, owner).catch(() => undefined), RUN_LEASE_MS / 4);
    try {
      const row = await this.transactions
        .repository(AutomaticImport)
        .findOneByOrFail({ id: run.automaticImportId });
      if (run.state === 'importing') await this.conclude(row, run, owner);
      else await this.fetch(row, run, owner);
    } catch (error) {
      if (isDatabaseOutage(error)) throw error;
      await this.fail(run, owner, causeOf(error, 'import'));
      if (!(error instanceof DomainError)) {
        this.log.error(`run ${id} failed`, error instanceof Error ? error.stack : String(error));
      }
    } finally {
      clearInterval(beat);
    }
  }

  private async fetch(row: AutomaticImport, run: AutomaticImportRun, owner: string): Promise<void> {
    // Left behind by a worker that died between the upload and the start.
    if (run.importId !== null) await this.dropUnstarted(run.importId);
    const store = await this.remote.open(row.connectionId);
    try {
      const file = await this.pick(row, store);
      if (!file) return await this.end(run, owner, { state: 'nothing' });
      const fingerprint = fingerprintOf(file);
      await this.runs.note(run.id, owner, { fileName: file.name, fingerprint });
      if (file.size === 0 && row.allowEmpty)
        return await this.succeed(row, run, owner, store, file.name, fingerprint);
      const importId = await this.startImport(row, run, owner, store, file);
      if (importId === undefined) await this.succeed(row, run, owner, store, file.name, fingerprint);
      else await this.runs.handOver(run.id, owner);
    } finally {
      await store.close();
    }
  }

  /** The oldest file that fits and was not imported before. */
  private async pick(row: AutomaticImport, store: RemoteStore): Promise<RemoteFile | undefined> {
    const files = await store.list(row.pattern);
    if (!row.onlyNew) return files[0];
    const known = await this.runs.known(row.id, files.map(fingerprintOf));
    return files.find((file) => !known.has(fingerprintOf(file)));
  }

  /** @returns undefined for a file without rows that may be without */
  private async startImport(
    row: AutomaticImport,
    run: AutomaticImportRun,
    owner: string,
    store: RemoteStore,
    file: RemoteFile,
  ): Promise<number | undefined> {
    const profile = await this.profiles.require(row.profileId);
    const password = this.profiles.zipPasswordOf(profile);
    const content = await store.read(file.name);
    const fileName = file.name.split('/').at(-1) ?? file.name;
    let made: Import;
    try {
      made = await this.imports.upload({
        fileName,
        content,
        ...(password === undefined ? {} : { password }),
      });
    } catch (error) {
      const empty = error instanceof DomainError && error.code === 'file-empty';
      if (empty && row.allowEmpty) return undefined;
      throw error;
    } finally {
      content.destroy();
    }
    await this.runs.noteImport(run.id, owner, made.id);
    try {
      await this.imports.choose(made.id, await this.choices.of(made, profile));
      await this.imports.start(made.id);
    } catch (error) {
      await this.dropUnstarted(made.id);
      await this.runs.noteImport(run.id, owner, null);
      throw error;
    }
    return made.id;
  }

  /** The import has ended. */
  private async conclude(row: AutomaticImport, run: AutomaticImportRun, owner: string): Promise<void> {
    const made =
      run.importId === null
        ? null
        : await this.transactions.repository(Import).findOneBy({ id: run.importId });
    if (made?.state === 'done') {
      const store = row.removeAfter ? await this.remote.open(row.connectionId) : undefined;
      try {
        await this.succeed(row, run, owner, store, run.fileName ?? '', run.fingerprint ?? '');
      } finally {
        await store?.close();
      }
      return;
    }
    if (made?.state === 'cancelled') {
      // A person did not want this file: it is not tried again.
      await this.end(
        run,
        owner,
        { state: 'failed', errorCode: 'automatic-import.cancelled' },
        run.fingerprint,
      );
      return;
    }
    const cause = {
      code: made?.errorCode ?? 'automatic-import.import-gone',
      params: made?.errorParams ?? {},
    };
    await this.fail(run, owner, cause);
  }

  /** Remembers the file, removes it if it shall be, and looks for the next one. */
  private async succeed(
    row: AutomaticImport,
    run: AutomaticImportRun,
    owner: string,
    store: RemoteStore | undefined,
    name: string,
    fingerprint: string,
  ): Promise<void> {
    let left: { code: string; params: ErrorParams } | undefined;
    if (row.removeAfter && store) {
      // The data is in: a file that cannot be removed is told of, but is no reason to import it again.
      left = await store.remove(name).then(
        () => undefined,
        (error: unknown) => causeOf(error, 'import'),
      );
    }
    await this.transactions.run(async () => {
      const change = left ? { errorCode: left.code, errorParams: left.params } : {};
      if (!(await this.runs.end(run.id, owner, { state: 'done', ...change }))) return;
      await this.runs.remember(row.id, fingerprint, name);
      // One file per run: whether more wait is found out by the next one. Without memory it would find the same.
      if (row.onlyNew || (row.removeAfter && !left)) {
        await this.automatic.queueRun(row.id, run.startedBy, 1, this.clock.now());
      }
    });
  }

  private async end(
    run: AutomaticImportRun,
    owner: string,
    change: RunChange,
    seen: string | null = null,
  ): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.runs.end(run.id, owner, change))) return;
      if (seen !== null) await this.runs.remember(run.automaticImportId, seen, run.fileName ?? '');
    });
  }

  /** Tells people at the last try only: what a later one mends is no news. */
  private async fail(
    run: AutomaticImportRun,
    owner: string,
    { code, params }: { code: string; params: ErrorParams },
  ): Promise<void> {
    await this.transactions.run(async () => {
      const ended = await this.runs.end(run.id, owner, {
        state: 'failed',
        errorCode: code,
        errorParams: params,
      });
      const row = await this.transactions
        .repository(AutomaticImport)
        .findOneBy({ id: run.automaticImportId });
      if (!ended || !row) return;
      if (run.attempt <= row.retries) {
        const again = new Date(this.clock.millis() + row.retryMinutes * 60_000);
        await this.automatic.queueRun(row.id, 'retry', run.attempt + 1, again);
      } else {
        await this.reports.automaticFailure(row, run, code, params);
      }
    });
  }

  private async dropUnstarted(importId: number): Promise<void> {
    const left = await this.transactions.repository(Import).findOneBy({ id: importId });
    if (left?.state === 'uploaded') await this.imports.delete(importId);
  }
}

/** By which a file is known again: its name and what changes with its content. */
function fingerprintOf({ name, size, modifiedAt, mark }: RemoteFile): string {
  const parts = [name, size ?? '', modifiedAt?.getTime() ?? '', mark];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex');
}
