import { Injectable, Logger } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import { isDatabaseOutage } from '../../../core/database/outage.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, type ErrorParams } from '../../../core/errors/domain-error.js';
import { RecipientRemover } from '../data-sources/recipient-remover.js';
import { RecipientRestorer } from '../data-sources/recipient-restorer.js';
import { UndoStep } from '../data-sources/undo-step.js';
import { DataSources } from '../data-sources/data-sources.js';
import { BindingStep } from './binding-step.js';
import { NOTHING, type BulkJob, type StepResult } from './bulk-job.js';
import { BulkJobStore } from './bulk-job.store.js';
import { EditStep } from './edit-step.js';
import { Selections } from './selections.js';

/** Recipients looked at per transaction: quick, and short enough that others wait some 100 ms at the most. */
const STEP = 1000;

interface Step extends StepResult {
  /** undefined: the job is done. */
  readonly doneTo: number | undefined;
}

/** Works through bulk jobs, step by step, from where the row says. */
@Injectable()
export class BulkRunService {
  private readonly log = new Logger(BulkRunService.name);

  constructor(
    private readonly transactions: Transactions,
    private readonly store: BulkJobStore,
    private readonly sources: DataSources,
    private readonly selections: Selections,
    private readonly edits: EditStep,
    private readonly bindings: BindingStep,
    private readonly remover: RecipientRemover,
    private readonly restorer: RecipientRestorer,
    private readonly undoStep: UndoStep,
  ) {}

  /**
   * Works on a job until it is done, cancelled or failed, or `stopping` says that this process ends; then it waits
   * for the next worker. Returns at once if it needs no work or another worker has it.
   * @throws what the database throws while it cannot be reached: the lease runs out and a sweep has it run again
   */
  async run(id: number, stopping: () => boolean = () => false): Promise<void> {
    const owner = randomUUID();
    if (!(await this.transactions.run(() => this.store.claim(id, owner)))) return;
    try {
      let job: BulkJob | undefined = await this.transactions.outside(() => this.store.require(id));
      while (job && !stopping()) {
        job = await this.step(job, owner);
        await this.transactions.giveWay();
      }
      if (job) await this.transactions.run(() => this.store.leave(id, owner, 'queued'));
    } catch (error) {
      await this.fail(id, owner, error);
    }
  }

  /** One transaction. @returns the job as it stands then; undefined when it is over or was lost */
  private step(job: BulkJob, owner: string): Promise<BulkJob | undefined> {
    return this.transactions.run(async () => {
      if (!(await this.store.hold({ id: job.id, owner, doneTo: job.doneTo }))) return undefined;
      const { doneTo, ...result } = await this.work(job);
      const next = await this.store.advance(job, doneTo ?? job.doneTo, result);
      if (doneTo !== undefined) return next;
      await this.store.leave(job.id, owner, 'done');
      if (next.dataSourceId !== null) await this.sources.finish(next.dataSourceId, next.changed);
      return undefined;
    });
  }

  private async work(job: BulkJob): Promise<Step> {
    const { kind, options, selection, doneTo, dataSourceId } = job;
    if (dataSourceId === null) return { ...NOTHING, doneTo: undefined };
    if (kind === 'undo') return this.undoStep.run(options.undoes ?? 0, dataSourceId, doneTo);
    if (kind === 'restore' && options.restores !== undefined)
      return this.restoreAll(options.restores, doneTo);
    const window = await this.selections.window(selection, doneTo, job.upTo, STEP);
    if (!window) return { ...NOTHING, doneTo: undefined };
    if (kind === 'restore') {
      const ids = (selection.ids ?? []).filter((id) => id > window.after && id <= window.upTo);
      const restored = await this.restorer.restore(ids);
      const gone = ids.length - restored.lookedAt;
      return {
        doneTo: window.upTo,
        lookedAt: ids.length,
        changed: restored.changed,
        skipped: { ...restored.skipped, gone },
      };
    }
    const ids = await this.selections.ids(selection, window);
    if (ids.length === 0) return { ...NOTHING, doneTo: window.upTo };
    return { ...(await this.change(job, ids, dataSourceId)), doneTo: window.upTo };
  }

  private async change(job: BulkJob, ids: readonly number[], dataSourceId: number): Promise<StepResult> {
    const { kind, options } = job;
    if (kind === 'edit') return this.edits.run(ids, options, dataSourceId);
    if (kind === 'binding' && options.binding) {
      const remark = `Bulk change by ADMIN (${job.createdByName ?? 'system'})`.slice(0, 200);
      return this.bindings.run(ids, options.binding, dataSourceId, remark);
    }
    const changed = await this.remover.remove(ids, dataSourceId);
    return { lookedAt: ids.length, changed, skipped: {} };
  }

  private async restoreAll(dataSourceId: number, after: number): Promise<Step> {
    const rows = await this.transactions.query<{ recipient_id: number }>(
      `SELECT recipient_id FROM recipient_changes WHERE data_source_id = ? AND recipient_id > ? AND kind = 3
       ORDER BY recipient_id LIMIT ?`,
      [dataSourceId, after, STEP],
    );
    const ids = rows.map((row) => Number(row.recipient_id));
    if (ids.length === 0) return { ...NOTHING, doneTo: undefined };
    return { ...(await this.restorer.restore(ids, dataSourceId)), doneTo: ids.at(-1) };
  }

  private async fail(id: number, owner: string, error: unknown): Promise<void> {
    if (isDatabaseOutage(error)) throw error;
    const cause = causeOf(error);
    if (cause.code === 'bulk.unexpected') {
      this.log.error(`bulk job ${id} failed`, error instanceof Error ? error.stack : String(error));
    }
    await this.transactions.run(async () => {
      if (!(await this.store.leave(id, owner, 'failed', cause))) return;
      const { changed, dataSourceId, options } = await this.store.require(id);
      if (dataSourceId !== null) await this.sources.finish(dataSourceId, changed);
      if (options.undoes !== undefined) await this.sources.reopen(options.undoes);
    });
  }
}

function causeOf(error: unknown): { code: string; params: ErrorParams } {
  if (error instanceof DomainError) return { code: error.code, params: error.params };
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'bulk.unexpected', params: { reason: text.slice(0, 200) } };
}
