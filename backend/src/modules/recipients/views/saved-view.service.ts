import { Injectable } from '@nestjs/common';
import { AuthContext } from '../../../core/auth-context/auth-context.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { DomainError, InvalidInput, NotFound } from '../../../core/errors/domain-error.js';

/** Lists that have views. */
export const VIEW_AREAS = ['recipients', 'blocklist', 'target-groups', 'mailings', 'imports'] as const;
export type ViewArea = (typeof VIEW_AREAS)[number];

const MOST_VIEWS = 100;
const LONGEST_STATE = 50_000;

export interface ViewInput {
  readonly name: string;
  /** Whether others see it, too. */
  readonly shared: boolean;
  /** Whether it is what the owner sees first. */
  readonly isDefault: boolean;
  /** Filters, columns and sorting as the page keeps them. */
  readonly state: Readonly<Record<string, unknown>>;
}

export interface SavedView extends ViewInput {
  readonly id: number;
  readonly area: ViewArea;
  readonly own: boolean;
  readonly ownerName: string;
  readonly updatedAt: Date;
}

interface Row {
  id: number;
  area: ViewArea;
  name: string;
  owner_id: number;
  owner_name: string | null;
  shared: number;
  is_default: number;
  state: string;
  updated_at: number;
}

/** Filters, columns and sorting of a list under a name: one's own, and those that others share. */
@Injectable()
export class SavedViewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The signed-in user's and the shared ones, by name. */
  async list(area: ViewArea): Promise<SavedView[]> {
    const { userId } = AuthContext.requireUser();
    const rows = await this.transactions.query<Row>(
      `SELECT v.*, u.name AS owner_name FROM saved_views v LEFT JOIN users u ON u.id = v.owner_id
       WHERE v.area = ? AND (v.owner_id = ? OR v.shared = 1) ORDER BY v.name, v.id`,
      [area, userId],
    );
    return rows.map((row) => viewOf(row, userId));
  }

  /** @throws InvalidInput; DomainError `saved-view.name-taken`, `saved-view.too-many` */
  async create(area: ViewArea, input: ViewInput): Promise<SavedView> {
    const { userId } = AuthContext.requireUser();
    const { name, state } = checked(input);
    return this.transactions.run(async () => {
      const known = await this.transactions.first<{ n: number }>(
        'SELECT COUNT(*) AS n FROM saved_views WHERE owner_id = ?',
        [userId],
      );
      if (Number(known?.n) >= MOST_VIEWS)
        throw new DomainError('conflict', 'saved-view.too-many', { max: MOST_VIEWS });
      if (input.isDefault) await this.undefault(area, userId);
      const now = this.clock.millis();
      const written = await this.transactions.execute(
        `${this.transactions.dialect.insertIgnore} saved_views
           (area, name, owner_id, shared, is_default, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
        [area, name, userId, Number(input.shared), Number(input.isDefault), state, now, now],
      );
      if (written.affected === 0) throw taken(name);
      return this.require(written.insertId, userId);
    });
  }

  /** Only one's own. @throws NotFound, InvalidInput; DomainError `saved-view.name-taken` */
  async change(id: number, input: ViewInput): Promise<SavedView> {
    const { userId } = AuthContext.requireUser();
    const { name, state } = checked(input);
    return this.transactions.run(async () => {
      const { area } = await this.require(id, userId);
      const other = await this.transactions.first(
        'SELECT 1 AS one FROM saved_views WHERE area = ? AND owner_id = ? AND name = ? AND id <> ?',
        [area, userId, name, id],
      );
      if (other) throw taken(name);
      if (input.isDefault) await this.undefault(area, userId);
      await this.transactions.execute(
        'UPDATE saved_views SET name = ?, shared = ?, is_default = ?, state = ?, updated_at = ? WHERE id = ?',
        [name, Number(input.shared), Number(input.isDefault), state, this.clock.millis(), id],
      );
      return this.require(id, userId);
    });
  }

  /** Only one's own. @throws NotFound */
  async delete(id: number): Promise<void> {
    const { userId } = AuthContext.requireUser();
    await this.transactions.run(async () => {
      await this.require(id, userId);
      await this.transactions.execute('DELETE FROM saved_views WHERE id = ?', [id]);
    });
  }

  private async require(id: number, userId: number): Promise<SavedView> {
    const row = await this.transactions.first<Row>(
      `SELECT v.*, u.name AS owner_name FROM saved_views v LEFT JOIN users u ON u.id = v.owner_id
       WHERE v.id = ? AND v.owner_id = ?`,
      [id, userId],
    );
    if (!row) throw new NotFound('saved-view', id);
    return viewOf(row, userId);
  }

  private async undefault(area: ViewArea, userId: number): Promise<void> {
    await this.transactions.execute('UPDATE saved_views SET is_default = 0 WHERE area = ? AND owner_id = ?', [
      area,
      userId,
    ]);
  }
}

function checked(input: ViewInput): { name: string; state: string } {
  const name = input.name.trim();
  if (name === '') throw new InvalidInput({ name: { code: 'input.required' } });
  if (name.length > 100) throw new InvalidInput({ name: { code: 'input.too-long', params: { max: 100 } } });
  const state = JSON.stringify(input.state);
  if (state.length > LONGEST_STATE) {
    throw new InvalidInput({ state: { code: 'input.too-long', params: { max: LONGEST_STATE } } });
  }
  return { name, state };
}

function taken(name: string): DomainError {
  const problem = { code: 'saved-view.name-taken', params: { name } };
  return new DomainError('conflict', problem.code, problem.params, { name: problem });
}

function viewOf(row: Row, userId: number): SavedView {
  const own = Number(row.owner_id) === userId;
  return {
    id: Number(row.id),
    area: row.area,
    name: row.name,
    own,
    ownerName: row.owner_name ?? '',
    shared: row.shared === 1,
    // Somebody else's default is not mine.
    isDefault: own && row.is_default === 1,
    state: JSON.parse(row.state) as Record<string, unknown>,
    updatedAt: new Date(Number(row.updated_at)),
  };
}
