import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import type { ErrorParams } from '../../core/errors/domain-error.js';
import { AutomaticImport, AutomaticImportRun, type AutomaticRunState } from './automatic-import.entity.js';
import { AutomaticImportService } from './automatic-import.service.js';
import { nextRun } from './schedule.js';

/** How long a worker may be silent before another takes its run over, in milliseconds. */
export const RUN_LEASE_MS = 60_000;

/** What a run becomes. */
export interface RunChange {
  readonly state: AutomaticRunState;
  readonly errorCode?: string;
  readonly errorParams?: ErrorParams;
}

/** Which runs are due, who works on them, and which files were dealt with. */
@Injectable()
export class AutomaticImportQueue {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly automatic: AutomaticImportService,
  ) {}

  /**
   * Makes a run for each automatic import whose time has come. Of two schedulers only one moves the time on; times
   * that passed while nothing ran are made up for by one run.
   */
  async beginDue(): Promise<void> {
    const now = this.clock.now();
    const due = await this.transactions
      .repository(AutomaticImport)
      .createQueryBuilder('a')
      .where('a.active = 1 AND a.nextRunAt <= :now', { now: now.getTime() })
      .getMany();
    for (const { id, nextRunAt, schedule } of due) {
      if (nextRunAt === null) continue;
      await this.transactions.run(async () => {
        const { affected } = await this.transactions.execute(
          'UPDATE automatic_imports SET next_run_at = ? WHERE id = ? AND active = 1 AND next_run_at = ?',
          [nextRun(schedule, now).getTime(), id, nextRunAt.getTime()],
        );
        if (affected === 0 || (await this.automatic.isBusy(id))) return;
        await this.automatic.queueRun(id, 'schedule', 1, now);
      });
    }
  }

  /** Runs that nobody works on although something is to do: new ones, lost ones, and those whose import has ended. */
  async waiting(): Promise<number[]> {
    const now = this.clock.millis();
    const rows = await this.transactions.query<{ id: number | string }>(
      `SELECT r.id FROM automatic_import_runs r LEFT JOIN imports i ON i.id = r.import_id
        WHERE (r.state = 'queued' AND r.not_before <= ?)
           OR (r.state = 'fetching' AND r.lease_until < ?)
           OR (r.state = 'importing' AND (i.id IS NULL OR i.state IN ('done', 'failed', 'cancelled', 'undone'))
               AND (r.lease_until IS NULL OR r.lease_until < ?))
        ORDER BY r.id LIMIT 100`,
      [now, now, now],
    );
    return rows.map(({ id }) => Number(id));
  }

  /** The run, if it needs work that nobody else does. */
  async claim(id: number, owner: string): Promise<AutomaticImportRun | undefined> {
    const now = this.clock.millis();
    return this.transactions.run(async () => {
      const { affected } = await this.transactions.execute(
        `UPDATE automatic_import_runs
            SET state = CASE WHEN state = 'queued' THEN 'fetching' ELSE state END,
                started_at = COALESCE(started_at, ?), lease_owner = ?, lease_until = ?
          WHERE id = ? AND ((state = 'queued' AND not_before <= ?)
             OR (state IN ('fetching', 'importing') AND (lease_until IS NULL OR lease_until < ?)))`,
        [now, owner, now + RUN_LEASE_MS, id, now, now],
      );
      if (affected === 0) return undefined;
      return (await this.transactions.repository(AutomaticImportRun).findOneBy({ id })) ?? undefined;
    });
  }

  /** Says that the work goes on. */
  async hold(id: number, owner: string): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute(
        'UPDATE automatic_import_runs SET lease_until = ? WHERE id = ? AND lease_owner = ?',
        [this.clock.millis() + RUN_LEASE_MS, id, owner],
      ),
    );
  }

  async note(id: number, owner: string, what: { fileName: string; fingerprint: string }): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute(
        'UPDATE automatic_import_runs SET file_name = ?, fingerprint = ? WHERE id = ? AND lease_owner = ?',
        [what.fileName, what.fingerprint, id, owner],
      ),
    );
  }

  async noteImport(id: number, owner: string, importId: number | null): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute(
        'UPDATE automatic_import_runs SET import_id = ? WHERE id = ? AND lease_owner = ?',
        [importId, id, owner],
      ),
    );
  }

  /** Leaves the run to the import, whose end a sweep will see. */
  async handOver(id: number, owner: string): Promise<void> {
    await this.transactions.run(() =>
      this.transactions.execute(
        `UPDATE automatic_import_runs SET state = 'importing', lease_owner = NULL, lease_until = NULL
          WHERE id = ? AND lease_owner = ?`,
        [id, owner],
      ),
    );
  }

  /** Inside a transaction. @returns false if another worker has taken the run over */
  async end(id: number, owner: string, { state, errorCode, errorParams }: RunChange): Promise<boolean> {
    const { affected } = await this.transactions.execute(
      `UPDATE automatic_import_runs SET state = ?, error_code = ?, error_params = ?, finished_at = ?,
              lease_owner = NULL, lease_until = NULL
        WHERE id = ? AND lease_owner = ?`,
      [
        state,
        errorCode ?? null,
        errorParams ? JSON.stringify(errorParams) : null,
        this.clock.millis(),
        id,
        owner,
      ],
    );
    return affected === 1;
  }

  /** Inside a transaction. */
  async remember(automaticImportId: number, fingerprint: string, name: string): Promise<void> {
    await this.transactions.insertRows(
      `${this.transactions.dialect.insertIgnore} automatic_import_files`,
      ['automatic_import_id', 'fingerprint', 'name', 'at'],
      [[automaticImportId, fingerprint, name, this.clock.millis()]],
    );
  }

  /** Which of the fingerprints were dealt with before. */
  async known(automaticImportId: number, fingerprints: readonly string[]): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (let start = 0; start < fingerprints.length; start += 1000) {
      const part = fingerprints.slice(start, start + 1000);
      const rows = await this.transactions.query<{ fingerprint: string }>(
        `SELECT fingerprint FROM automatic_import_files
          WHERE automatic_import_id = ? AND fingerprint IN (${part.map(() => '?').join(', ')})`,
        [automaticImportId, ...part],
      );
      for (const { fingerprint } of rows) found.add(fingerprint);
    }
    return found;
  }
}
