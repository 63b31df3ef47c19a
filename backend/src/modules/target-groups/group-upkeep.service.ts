import { Injectable } from '@nestjs/common';
import { Clock } from '../../core/clock/clock.js';
import { Transactions } from '../../core/database/transactions.js';
import { RuleCheckService } from './rule-check.service.js';

const DAY = 86_400_000;
/** How long a deleted group can be restored. */
export const RECYCLE_DAYS = 30;
/** Groups looked at per round. */
const STEP = 50;

/** Empties the recycle bin and finds rules that can no longer, or again, be used. */
@Injectable()
export class GroupUpkeep {
  /** Where the last look at all rules got to. */
  private checkedTo = 0;

  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly rules: RuleCheckService,
  ) {}

  /** @returns how many were removed for good */
  async purge(): Promise<number> {
    const { transactions } = this;
    const rows = await transactions.query<{ id: number }>(
      'SELECT id FROM target_groups WHERE deleted_at IS NOT NULL AND deleted_at < ? ORDER BY id LIMIT ?',
      [this.clock.millis() - RECYCLE_DAYS * DAY, STEP],
    );
    const ids = rows.map(({ id }) => Number(id));
    if (ids.length === 0) return 0;
    const marks = ids.map(() => '?').join(', ');
    await transactions.run(async () => {
      for (const table of ['target_group_favourites', 'target_group_references', 'target_group_days']) {
        await transactions.execute(`DELETE FROM ${table} WHERE target_group_id IN (${marks})`, ids);
      }
      await transactions.execute(
        `DELETE FROM target_groups WHERE id IN (${marks}) AND deleted_at IS NOT NULL`,
        ids,
      );
    });
    return ids.length;
  }

  /** Looks at the next rules, in turn. A change of one group can make another wrong, so none is skipped. */
  async recheck(): Promise<void> {
    const rows = await this.transactions.query<{ id: number }>(
      'SELECT id FROM target_groups WHERE deleted_at IS NULL AND id > ? ORDER BY id LIMIT ?',
      [this.checkedTo, STEP],
    );
    for (const { id } of rows) await this.recheckOne(Number(id));
    this.checkedTo = rows.length < STEP ? 0 : Number(rows.at(-1)?.id ?? 0);
  }

  private async recheckOne(id: number): Promise<void> {
    const { transactions } = this;
    const row = await transactions.first<{
      eql: string;
      version: number;
      problem: string | null;
      index: number;
    }>(
      'SELECT eql, version, problem_code AS problem, complexity AS `index` FROM target_groups WHERE id = ?',
      [id],
    );
    if (!row) return;
    const { problems, index } = await this.rules.check(row.eql, id);
    const [problem] = problems;
    if ((problem?.code ?? null) === row.problem && Number(row.index) === index) return;
    await transactions.run(() =>
      transactions.execute(
        `UPDATE target_groups SET problem_code = ?, problem_params = ?, complexity = ?
         WHERE id = ? AND version = ?`,
        [problem?.code ?? null, problem ? JSON.stringify(problem.params) : null, index, id, row.version],
      ),
    );
  }
}
