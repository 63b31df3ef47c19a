import { Injectable } from '@nestjs/common';
import { UserStatus } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { NO_COUNTS, type ImportCounts } from '../import-counts.js';
import type { RunContext } from '../import-context.js';
import type { Figures } from '../import.queries.js';
import { BindingMerge } from './binding-merge.js';
import { MergeSql, type RowRange } from './merge-sql.js';
import type { StagingPlan } from './staging-plan.js';

const LONGEST_REASON = 500;

/** The modes that fill the blocklist. Inside transactions. */
@Injectable()
export class BlocklistMerge {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly bindings: BindingMerge,
  ) {}

  /** New addresses count as updated, those that are on the blocklist as unchanged. */
  async look(plan: StagingPlan, range: RowRange): Promise<ImportCounts> {
    const open = new MergeSql(plan, this.transactions.dialect).open(range);
    const counts = await this.transactions.first<{ n: number; known: number | null }>(
      `SELECT COUNT(*) AS n, SUM(CASE WHEN b.id IS NULL THEN 0 ELSE 1 END) AS known FROM ${plan.table} s
       LEFT JOIN blocklist b ON b.pattern = s.${plan.email?.staged ?? ''} WHERE ${open.sql}`,
      open.parameters,
    );
    const known = Number(counts?.known ?? 0);
    return { ...NO_COUNTS, updated: Number(counts?.n ?? 0) - known, unchanged: known };
  }

  async merge(context: RunContext, range: RowRange, dataSourceId: number): Promise<Figures> {
    const { plan, createdBy } = context;
    const email = plan.email?.staged ?? '';
    const open = new MergeSql(plan, this.transactions.dialect).open(range);
    const counts = await this.look(plan, range);
    const reason = plan.columns.find(({ column }) => column === '`reason`');
    const usual = `Import ${context.fileName} ${this.clock.now().toISOString().slice(0, 10)}`;
    await this.transactions.execute(
      `${this.transactions.dialect.insertIgnore} blocklist (pattern, wildcard, reason, created_at, created_by)
       SELECT s.${email}, 0, ${reason ? `COALESCE(s.${reason.staged}, ?)` : '?'}, ?, ? FROM ${plan.table} s
       WHERE ${open.sql}`,
      [usual.slice(0, LONGEST_REASON), this.clock.millis(), createdBy, ...open.parameters],
    );
    const bindingsChanged = await this.bindings.change({
      source: `${plan.table} s JOIN recipients r ON r.email = s.${email}`,
      where: {
        sql: `${open.sql} AND b.media_type = 0 AND b.status <> ?`,
        parameters: [...open.parameters, UserStatus.Blacklisted],
      },
      to: UserStatus.Blacklisted,
      from: [],
      remark: `${plan.rules.remark} ${context.fileName}`,
      dataSourceId,
    });
    return {
      updated: counts.updated,
      unchanged: counts.unchanged,
      blocklistAdded: counts.updated,
      bindingsChanged,
    };
  }
}
