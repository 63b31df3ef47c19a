import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { Clock } from '../../core/clock/clock.js';
import { isDatabaseOutage } from '../../core/database/outage.js';
import { Transactions } from '../../core/database/transactions.js';
import { causeOf } from './failure-cause.js';
import { DataSources, ProfileFieldRegistry } from '../recipients/index.js';
import { ImportCheckingService } from './import-checking.service.js';
import { ImportClosingService } from './import-closing.service.js';
import { LEASE_MS, LeaseLost, type RunContext, type TargetList } from './import-context.js';
import { ImportMergingService } from './import-merging.service.js';
import type { ImportPhase } from './import-options.js';
import { ImportReadingService } from './import-reading.service.js';
import { touchedBy } from './import.service.js';
import { Import } from './import.entity.js';
import { ImportQueries } from './import.queries.js';
import { knownFields } from './known-fields.js';
import { stagingPlan } from './staging/staging-plan.js';

/** Brings one file into the recipients, phase by phase, from where the row says. */
@Injectable()
export class ImportRunService {
  private readonly log = new Logger(ImportRunService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly queries: ImportQueries,
    private readonly reading: ImportReadingService,
    private readonly checking: ImportCheckingService,
    private readonly merging: ImportMergingService,
    private readonly closing: ImportClosingService,
    private readonly registry: ProfileFieldRegistry,
    private readonly sources: DataSources,
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
      const context = await this.contextOf(await this.load(id), owner, stopping);
      const state = await this.phases(context);
      if (state === 'done') await this.end(id, owner, 'done', {});
      else await this.transactions.run(() => this.queries.leave(id, owner, state));
    } catch (error) {
      if (error instanceof LeaseLost) return;
      await this.fail(id, owner, error);
    }
  }

  private async phases(context: RunContext): Promise<'done' | 'queued' | 'checked'> {
    for (;;) {
      const row = await this.load(context.importId);
      if (!(await this.phase(context, row))) return 'queued';
      if (row.phase === 'checking' && row.onlyCheck) return 'checked';
      const next = NEXT[row.phase];
      if (next === undefined) return 'done';
      await this.enter(context, row, next);
    }
  }

  /** @returns false if the process ends before the phase does */
  private async phase(context: RunContext, row: Import): Promise<boolean> {
    const dataSourceId = row.dataSourceId ?? 0;
    switch (row.phase) {
      case 'reading':
        return this.reading.read(context, row);
      case 'checking':
        return this.checking.check(context, row);
      case 'merging':
        return this.merging.merge(context, row, dataSourceId);
      case 'closing':
        return this.closing.close(context, row, dataSourceId);
    }
  }

  private async enter(
    { importId, owner, createdBy }: RunContext,
    row: Import,
    next: ImportPhase,
  ): Promise<void> {
    await this.transactions.run(async () => {
      const entered = await this.queries.enter(importId, owner, row.phase, next, this.clock.millis());
      if (!entered) throw new LeaseLost();
      if (next !== 'merging' || row.dataSourceId !== null) return;
      const source = await this.sources.create({ kind: 'import', name: row.fileName, createdBy });
      await this.queries.advance(importId, { data_source_id: source }, {});
    });
  }

  private load(id: number): Promise<Import> {
    // Not what an earlier transaction of this process may still see.
    return this.transactions.run(() => this.transactions.repository(Import).findOneByOrFail({ id }));
  }

  private async contextOf(row: Import, owner: string, stopping: () => boolean): Promise<RunContext> {
    const { options } = row;
    const fields = await this.registry.all();
    return {
      importId: row.id,
      owner,
      fileName: row.fileName,
      createdBy: row.createdBy,
      options,
      plan: stagingPlan(row.id, options, fields, this.transactions.dialect, this.clock.now()),
      fields: knownFields(fields),
      now: row.startedAt ?? this.clock.now(),
      lists: await this.targetLists(row),
      stopping,
    };
  }

  private async targetLists({ options: { mailingListIds, consent } }: Import): Promise<TargetList[]> {
    const rows = await this.transactions.query<{ id: number; double_opt_in: number }>(
      'SELECT id, double_opt_in FROM mailing_lists WHERE deleted_at IS NULL ORDER BY id',
    );
    const all = new Map(rows.map((list) => [Number(list.id), Number(list.double_opt_in) === 1]));
    const ids = mailingListIds === 'all' ? [...all.keys()] : mailingListIds;
    return ids.map((id) => ({ id, waits: consent === null && all.get(id) === true }));
  }

  private async end(
    id: number,
    owner: string,
    state: 'done' | 'failed',
    set: { readonly errorCode?: string; readonly errorParams?: string },
  ): Promise<void> {
    await this.transactions.run(async () => {
      if (!(await this.queries.leave(id, owner, state, { ...set, finishedAt: this.clock.millis() }))) return;
      // From then on it can be undone.
      const row = await this.transactions.repository(Import).findOneByOrFail({ id });
      if (row.dataSourceId !== null) await this.sources.finish(row.dataSourceId, touchedBy(row));
    });
  }

  private async fail(id: number, owner: string, error: unknown): Promise<void> {
    if (isDatabaseOutage(error)) throw error;
    const { code, params } = causeOf(error, 'import');
    if (code === 'import.unexpected') {
      this.log.error(`import ${id} failed`, error instanceof Error ? error.stack : String(error));
    }
    await this.end(id, owner, 'failed', { errorCode: code, errorParams: JSON.stringify(params) });
  }
}

const NEXT: Readonly<Record<ImportPhase, ImportPhase | undefined>> = {
  reading: 'checking',
  checking: 'merging',
  merging: 'closing',
  closing: undefined,
};
