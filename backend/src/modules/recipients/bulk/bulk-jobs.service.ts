import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput } from '../../../core/errors/domain-error.js';
import { DataSources } from '../data-sources/data-sources.js';
import { MailingListService } from '../mailing-list.service.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import { isBindingChange, type BulkJob, type BulkOrder, type Selection } from './bulk-job.js';
import { BulkJobStore } from './bulk-job.store.js';
import { BulkPreviewService, type BulkPreview } from './bulk-preview.service.js';
import { readEdit } from './edit-values.js';
import { Selections } from './selections.js';

const SOURCE_KINDS = { edit: 'bulk-edit', delete: 'bulk-delete', binding: 'bulk-binding' } as const;

/** Orders, shows and stops work on many recipients. */
@Injectable()
export class BulkJobsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly store: BulkJobStore,
    private readonly sources: DataSources,
    private readonly selections: Selections,
    private readonly previews: BulkPreviewService,
    private readonly fields: ProfileFieldRegistry,
    private readonly lists: MailingListService,
  ) {}

  /** What it would do, exactly. @throws InvalidInput */
  async preview(order: BulkOrder): Promise<BulkPreview> {
    return this.previews.preview(await this.checked(order));
  }

  /** @throws InvalidInput; DomainError `bulk.nobody` where nobody is meant */
  async order(raw: BulkOrder): Promise<BulkJob> {
    const order = await this.checked(raw);
    const expected = await this.previews.count(order.selection);
    if (expected === 0) throw new DomainError('conflict', 'bulk.nobody');
    const upTo = await this.selections.end(order.selection);
    const name = order.kind === 'edit' ? Object.keys(order.set ?? {}).join(', ') : await this.nameOf(order);
    const id = await this.transactions.run(async () => {
      const dataSourceId = await this.sources.create({ kind: SOURCE_KINDS[order.kind], name });
      return this.store.add({
        kind: order.kind,
        selection: order.selection,
        options: { set: order.set, binding: order.binding },
        expected,
        upTo,
        dataSourceId,
      });
    });
    return this.store.require(id);
  }

  /** Gives people back from the recycle bin: the named ones, or all that one data source deleted. */
  async restore(what: {
    readonly ids?: readonly number[];
    readonly dataSourceId?: number;
  }): Promise<BulkJob> {
    const { ids, dataSourceId } = what;
    if ((ids === undefined) === (dataSourceId === undefined)) {
      throw new InvalidInput({ ids: { code: 'bulk.selection' } });
    }
    const selection: Selection = ids ? this.selections.checked({ ids }) : {};
    const source = dataSourceId === undefined ? undefined : await this.sources.require(dataSourceId);
    const id = await this.transactions.run(async () =>
      this.store.add({
        kind: 'restore',
        selection,
        options: source ? { restores: source.id } : {},
        expected: selection.ids?.length ?? source?.recipients ?? 0,
        upTo: Number.MAX_SAFE_INTEGER,
        dataSourceId: await this.sources.create({ kind: 'restore', name: source?.name ?? '' }),
      }),
    );
    return this.store.require(id);
  }

  /** What it did up to now stays, and can be undone. @throws NotFound; DomainError `bulk.over` */
  async cancel(id: number): Promise<BulkJob> {
    await this.transactions.run(async () => {
      const job = await this.store.require(id);
      if (!(await this.store.cancel(id))) throw new DomainError('conflict', 'bulk.over', { id });
      if (job.dataSourceId !== null) await this.sources.finish(job.dataSourceId, job.changed);
      if (job.options.undoes !== undefined) await this.sources.reopen(job.options.undoes);
    });
    return this.store.require(id);
  }

  /** @returns the job that takes it back. @throws what `DataSources.undo` throws */
  async undo(id: number): Promise<BulkJob> {
    const job = await this.store.require(id);
    if (job.dataSourceId === null) throw new DomainError('conflict', 'data-source.not-undoable', { id });
    return this.store.require(await this.sources.undo(job.dataSourceId));
  }

  private async checked(order: BulkOrder): Promise<BulkOrder> {
    const { kind, set, binding } = order;
    const selection = this.selections.checked(order.selection);
    if (kind === 'edit') {
      readEdit(set ?? {}, await this.fields.all());
      return { kind, selection, set };
    }
    if (kind === 'binding') {
      if (!isBindingChange(binding)) throw new InvalidInput({ binding: { code: 'input.required' } });
      await this.lists.require(binding.mailingListId);
      return { kind, selection, binding };
    }
    return { kind, selection };
  }

  private async nameOf({ binding }: BulkOrder): Promise<string> {
    if (binding) return (await this.lists.require(binding.mailingListId)).name;
    return AuthContext.actor?.name ?? '';
  }
}
