import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Config } from '../../../core/config/config.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, NotFound } from '../../../core/errors/domain-error.js';
import { decodeCursor, encodeCursor, type Page } from '../../../core/http/page.js';
import { BulkJobStore } from '../bulk/bulk-job.store.js';

const DAY = 86_400_000;

/** What was done to recipients under one number. */
export const DATA_SOURCE_KINDS = [
  'import', 'bulk-edit', 'bulk-delete', 'bulk-binding', 'deletion', 'undo', 'restore', 'erasure',
] as const; // prettier-ignore
export type DataSourceKind = (typeof DATA_SOURCE_KINDS)[number];

/** An undoing is not undone, and what was given back is deleted like anything else. */
const UNDOABLE: readonly DataSourceKind[] = [
  'import', 'bulk-edit', 'bulk-delete', 'bulk-binding', 'deletion',
]; // prettier-ignore

export interface NewDataSource {
  readonly kind: DataSourceKind;
  /** What people know it by, e.g. the name of the file. */
  readonly name: string;
  /** Where nobody is signed in, as in jobs. */
  readonly createdBy?: number | null;
}

export interface DataSourceDetail {
  readonly id: number;
  readonly kind: DataSourceKind;
  readonly name: string;
  readonly createdAt: Date;
  readonly createdBy: number | null;
  readonly createdByName: string | null;
  /** Recipients it touched; null while it runs. */
  readonly recipients: number | null;
  readonly undoUntil: Date | null;
  readonly undoneAt: Date | null;
  readonly undoneByName: string | null;
  readonly undoable: boolean;
}

interface Row {
  id: number;
  kind: DataSourceKind;
  name: string;
  created_at: number;
  created_by: number | null;
  created_by_name: string | null;
  recipients: number | null;
  undo_until: number | null;
  undone_at: number | null;
  undone_by_name: string | null;
}

const SELECT = `SELECT d.id, d.kind, d.name, d.created_at, d.created_by, u.name AS created_by_name, d.recipients,
    d.undo_until, d.undone_at, v.name AS undone_by_name
  FROM data_sources d LEFT JOIN users u ON u.id = d.created_by LEFT JOIN users v ON v.id = d.undone_by`;

/**
 * The record of what was done to many recipients at once. Who changes recipients under a data source writes rows of
 * `recipient_changes` and `binding_changes` in the same transaction (their form stands in migration 7); from these
 * it can be undone for some weeks.
 */
@Injectable()
export class DataSources {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly config: Config,
    private readonly jobs: BulkJobStore,
  ) {}

  /** Inside a transaction. @returns the id */
  async create({ kind, name, createdBy }: NewDataSource): Promise<number> {
    const now = this.clock.millis();
    const undoUntil = UNDOABLE.includes(kind) ? now + this.config.get('recycleBinDays') * DAY : null;
    const written = await this.transactions.execute(
      'INSERT INTO data_sources (kind, name, created_at, created_by, undo_until) VALUES (?, ?, ?, ?, ?)',
      [kind, name.slice(0, 255), now, createdBy ?? AuthContext.actor?.userId ?? null, undoUntil],
    );
    return written.insertId;
  }

  /** Says how many recipients it touched in the end. Inside a transaction. */
  async finish(id: number, recipients: number): Promise<void> {
    await this.transactions.execute('UPDATE data_sources SET recipients = ? WHERE id = ?', [recipients, id]);
  }

  /** Its undoing was stopped or failed: what is left can be undone by another one. Inside a transaction. */
  async reopen(id: number): Promise<void> {
    await this.transactions.execute(
      'UPDATE data_sources SET undone_at = NULL, undone_by = NULL WHERE id = ?',
      [id],
    );
  }

  /** @throws NotFound */
  async require(id: number): Promise<DataSourceDetail> {
    const row = await this.transactions.first<Row>(`${SELECT} WHERE d.id = ?`, [id]);
    if (!row) throw new NotFound('data-source', id);
    return this.detailOf(row);
  }

  /** Newest first. */
  async list(
    filter: { readonly kind?: DataSourceKind | undefined },
    limit: number,
    after?: string,
  ): Promise<Page<DataSourceDetail>> {
    const [before = null] = after === undefined ? [Number.MAX_SAFE_INTEGER] : decodeCursor(after, 1);
    const kind = filter.kind === undefined ? '' : 'AND d.kind = ?';
    const rows = await this.transactions.query<Row>(
      `${SELECT} WHERE d.id < ? ${kind} ORDER BY d.id DESC LIMIT ?`,
      [before, ...(filter.kind === undefined ? [] : [filter.kind]), limit + 1],
    );
    const shown = rows.slice(0, limit);
    const last = shown.at(-1);
    return {
      items: shown.map((row) => this.detailOf(row)),
      next: last && rows.length > limit ? encodeCursor([Number(last.id)]) : null,
      total: null,
      totalIsEstimate: false,
    };
  }

  /**
   * Orders that everything done under it is taken back in the background. A value is only restored where it still
   * is what the data source wrote; who was created goes to the recycle bin unless changed since.
   * @returns the id of the bulk job that does it
   * @throws NotFound; DomainError `data-source.undone`, `data-source.too-old`, `data-source.not-undoable`,
   * `data-source.running`
   */
  async undo(id: number): Promise<number> {
    return this.transactions.run(async () => {
      const source = await this.require(id);
      if (!UNDOABLE.includes(source.kind))
        throw new DomainError('conflict', 'data-source.not-undoable', { id });
      if (source.recipients === null) throw new DomainError('conflict', 'data-source.running', { id });
      const now = this.clock.millis();
      if ((source.undoUntil?.getTime() ?? 0) <= now) {
        throw new DomainError('conflict', 'data-source.too-old', { days: this.config.get('recycleBinDays') });
      }
      const by = AuthContext.actor?.userId ?? null;
      const written = await this.transactions.execute(
        'UPDATE data_sources SET undone_at = ?, undone_by = ? WHERE id = ? AND undone_at IS NULL',
        [now, by, id],
      );
      if (written.affected === 0) throw new DomainError('conflict', 'data-source.undone', { id });
      const undoing = await this.create({ kind: 'undo', name: source.name });
      return this.jobs.add({
        kind: 'undo',
        selection: {},
        options: { undoes: id },
        expected: source.recipients,
        upTo: Number.MAX_SAFE_INTEGER,
        dataSourceId: undoing,
      });
    });
  }

  private detailOf(row: Row): DataSourceDetail {
    const undoUntil = row.undo_until === null ? null : new Date(Number(row.undo_until));
    const undoneAt = row.undone_at === null ? null : new Date(Number(row.undone_at));
    const recipients = row.recipients === null ? null : Number(row.recipients);
    return {
      id: Number(row.id),
      kind: row.kind,
      name: row.name,
      createdAt: new Date(Number(row.created_at)),
      createdBy: row.created_by === null ? null : Number(row.created_by),
      createdByName: row.created_by_name,
      recipients,
      undoUntil,
      undoneAt,
      undoneByName: row.undone_by_name,
      undoable: undoneAt === null && recipients !== null && (undoUntil?.getTime() ?? 0) > this.clock.millis(),
    };
  }
}
