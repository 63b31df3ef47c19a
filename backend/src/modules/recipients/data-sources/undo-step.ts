import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { marks } from '../../../core/database/sql-fragment.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import type { StepResult } from '../bulk/bulk-job.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import {
  allColumns,
  grouped,
  isStored,
  sameStored,
  type RecipientColumn,
  type Stored,
} from '../recipient-columns.js';
import { RecipientRemover } from './recipient-remover.js';
import { RecipientRestorer } from './recipient-restorer.js';
import { UndoBindings, type BindingsBeside, type ChangedBinding } from './undo-bindings.js';

/** Recipients per transaction. */
const STEP = 500;

interface ChangeRow {
  recipient_id: number;
  kind: number;
  at: number;
  changes: string | null;
}

type RecipientNow = Record<string, Stored>;

interface Restoring {
  readonly id: number;
  readonly now: RecipientNow;
  /** Column and what it becomes again. */
  readonly back: ReadonlyMap<string, Stored>;
}

export interface UndoStepDone extends StepResult {
  /** Recipients up to this id are dealt with; undefined: there are no more. */
  readonly doneTo: number | undefined;
}

/** Takes one data source back, some hundred recipients at a time. */
@Injectable()
export class UndoStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly fields: ProfileFieldRegistry,
    private readonly bindings: UndoBindings,
    private readonly remover: RecipientRemover,
    private readonly restorer: RecipientRestorer,
    private readonly clock: Clock,
  ) {}

  /** Inside a transaction. @param undoing the data source that the undoing itself is written under */
  async run(dataSourceId: number, undoing: number, after: number): Promise<UndoStepDone> {
    const ids = await this.next(dataSourceId, after);
    const last = ids.at(-1);
    if (last === undefined) return { doneTo: undefined, lookedAt: 0, changed: 0, skipped: {} };
    const columns = allColumns(await this.fields.all());
    const present = await this.present(ids, columns);
    const changes = await this.transactions.query<ChangeRow>(
      `SELECT recipient_id, kind, at, changes FROM recipient_changes
       WHERE data_source_id = ? AND recipient_id IN (${marks(ids)})`,
      [dataSourceId, ...ids],
    );
    const deleted = changes.filter(({ kind }) => kind === 3).map((row) => Number(row.recipient_id));
    const beside = await this.bindings.look(dataSourceId, ids);
    const made = changes.filter(({ kind }) => kind === 1);
    const removable = made
      .filter((row) => isUntouched(row, present, beside))
      .map((row) => Number(row.recipient_id));
    const kept = new Set(made.map((row) => Number(row.recipient_id)));
    const changed = changes.filter(({ kind }) => kind === 2);

    const restored = await this.restorer.restore(deleted, dataSourceId);
    const removed = await this.remover.remove(removable, undoing);
    const valued = await this.restoreValues(changed, present, columns, undoing);
    const gone = new Set([...deleted, ...kept]);
    const reverted = await this.revertBindings(beside, present, gone, undoing);

    const done = new Set([...valued, ...reverted]);
    const others = ids.filter((id) => !deleted.includes(id) && !kept.has(id));
    const left = others.filter((id) => !done.has(id));
    const missing = left.filter((id) => !present.has(id)).length;
    const madeGone = made.filter((row) => !present.has(Number(row.recipient_id))).length;
    return {
      doneTo: last,
      lookedAt: ids.length,
      changed: restored.changed + removed + done.size,
      skipped: {
        ...restored.skipped,
        'changed-since': left.length - missing + (made.length - removed - madeGone),
        gone: missing + madeGone + (deleted.length - restored.lookedAt),
      },
    };
  }

  private async next(dataSourceId: number, after: number): Promise<number[]> {
    const ids = new Set<number>();
    for (const name of ['recipient_changes', 'binding_changes']) {
      const rows = await this.transactions.query<{ recipient_id: number }>(
        `SELECT DISTINCT recipient_id FROM ${name} WHERE data_source_id = ? AND recipient_id > ?
         ORDER BY recipient_id LIMIT ${STEP}`,
        [dataSourceId, after],
      );
      for (const row of rows) ids.add(Number(row.recipient_id));
    }
    return [...ids].toSorted((a, b) => a - b).slice(0, STEP);
  }

  private async present(
    ids: readonly number[],
    columns: readonly RecipientColumn[],
  ): Promise<Map<number, RecipientNow>> {
    const rows = await this.transactions.query<RecipientNow>(
      `SELECT id, ${columns.map(({ column }) => `\`${column}\``).join(', ')} FROM recipients
       WHERE id IN (${marks(ids)}) ${this.transactions.dialect.lockRows}`,
      ids,
    );
    return new Map(rows.map((row) => [Number(row['id']), row]));
  }

  /** @returns ids of those of whom at least one value came back */
  private async restoreValues(
    changes: readonly ChangeRow[],
    present: ReadonlyMap<number, RecipientNow>,
    columns: readonly RecipientColumn[],
    undoing: number,
  ): Promise<number[]> {
    const types = new Map(columns.map(({ column, type }) => [column, type]));
    const found = changes.flatMap((row): Restoring[] => {
      const id = Number(row.recipient_id);
      const now = present.get(id);
      if (!now) return [];
      const back = new Map<string, Stored>();
      for (const [column, [old, written]] of pairsOf(row.changes)) {
        const type = types.get(column);
        if (type && !sameStored(type, old, written) && sameStored(type, written, now[column] ?? null)) {
          back.set(column, old);
        }
      }
      return [{ id, now, back }];
    });
    const restorings = (await this.withFreeAddresses(found)).filter(({ back }) => back.size > 0);
    const groups = grouped(restorings, ({ back }) => [...back.keys()].join());
    for (const group of groups.values()) await this.write(group, undoing);
    return restorings.map(({ id }) => id);
  }

  /** An address that somebody else has by now does not come back. */
  private async withFreeAddresses(restorings: readonly Restoring[]): Promise<readonly Restoring[]> {
    const wanted = restorings.flatMap(({ back }) => (back.has('email') ? [String(back.get('email'))] : []));
    if (wanted.length === 0) return restorings;
    const rows = await this.transactions.query<{ email: string }>(
      `SELECT email FROM recipients WHERE email IN (${marks(wanted)})`,
      wanted,
    );
    const taken = new Set(rows.map(({ email }) => email));
    return restorings.map((one) => {
      if (!taken.has(String(one.back.get('email')))) return one;
      const back = new Map(one.back);
      back.delete('email');
      return { ...one, back };
    });
  }

  private async write(group: readonly Restoring[], undoing: number): Promise<void> {
    const now = this.clock.millis();
    const set = [...(group[0]?.back.keys() ?? [])];
    const others = set.filter((column) => column !== 'email');
    const names = others.map((column) => `\`${column}\``);
    await this.transactions.insertRows(
      'INSERT INTO recipients',
      ['id', 'email', ...names, 'created_at', 'updated_at', 'latest_datasource_id'],
      group.map(({ id, now: row, back }): Parameter[] => [
        id,
        back.get('email') ?? row['email'] ?? null,
        ...others.map((column) => back.get(column) ?? null),
        row['created_at'] ?? null,
        now,
        undoing,
      ]),
      this.transactions.dialect.onConflictUpdate(
        ['id'],
        [...set.map((column) => `\`${column}\``), 'updated_at', 'latest_datasource_id'],
      ),
    );
    await this.transactions.insertRows(
      'INSERT INTO recipient_changes',
      ['data_source_id', 'recipient_id', 'kind', 'at', 'changes'],
      group.map(({ id, now: row, back }): Parameter[] => {
        const changes = Object.fromEntries(
          [...back].map(([column, value]) => [column, [row[column] ?? null, value]]),
        );
        return [undoing, id, 2, now, JSON.stringify(changes)];
      }),
    );
  }

  private async revertBindings(
    beside: BindingsBeside,
    present: ReadonlyMap<number, RecipientNow>,
    gone: ReadonlySet<number>,
    undoing: number,
  ): Promise<number[]> {
    const back = beside.changes.filter(
      (change) =>
        !gone.has(change.recipientId) && present.has(change.recipientId) && beside.untouched(change),
    );
    const lists = await this.livingLists(back);
    const possible = back.filter(
      ({ oldStatus, mailingListId }) => oldStatus === null || lists.has(mailingListId),
    );
    await this.bindings.revert(beside, possible, undoing);
    return possible.map(({ recipientId }) => recipientId);
  }

  private async livingLists(changes: readonly ChangedBinding[]): Promise<Set<number>> {
    const ids = [...new Set(changes.map(({ mailingListId }) => mailingListId))];
    if (ids.length === 0) return new Set();
    const rows = await this.transactions.query<{ id: number }>(
      `SELECT id FROM mailing_lists WHERE deleted_at IS NULL AND id IN (${marks(ids)})`,
      ids,
    );
    return new Set(rows.map(({ id }) => Number(id)));
  }
}

/** Whether a recipient still is as the data source made it. */
function isUntouched(
  row: ChangeRow,
  present: ReadonlyMap<number, RecipientNow>,
  beside: BindingsBeside,
): boolean {
  const id = Number(row.recipient_id);
  const now = present.get(id);
  return now !== undefined && Number(now['updated_at']) <= Number(row.at) && beside.onlyThese(id);
}

function pairsOf(json: string | null): [string, [Stored, Stored]][] {
  const parsed: unknown = JSON.parse(json ?? '{}');
  return Object.entries(parsed ?? {}).flatMap(([column, pair]: [string, unknown]) => {
    if (!Array.isArray(pair) || pair.length !== 2) return [];
    const [old, written] = pair as unknown[];
    return isStored(old) && isStored(written) ? [[column, [old, written]]] : [];
  });
}
