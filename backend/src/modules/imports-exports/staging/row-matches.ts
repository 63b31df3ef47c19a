import { Injectable } from '@nestjs/common';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions } from '../../../core/database/transactions.js';
import { LEASE_MS, LeaseLost, type RunContext } from '../import-context.js';
import { ImportQueries } from '../import.queries.js';

/** Recipients that are looked through in one transaction. */
const STEP = 10_000;

/**
 * Finds the recipients that rows mean by fields which have no unique index, by going through all recipients once:
 * looking each row up would read them all for each row.
 */
@Injectable()
export class RowMatches {
  constructor(
    private readonly transactions: Transactions,
    private readonly queries: ImportQueries,
    private readonly clock: Clock,
  ) {}

  /** @returns false if the process ends before. @throws LeaseLost */
  async fill({ plan, options, importId, owner, stopping }: RunContext, cursor: number): Promise<boolean> {
    if (cursor > 0) return true;
    const equal = plan.keys.map(({ staged, column }) => `s.${staged} = r.${column}`).join(' AND ');
    const last = await this.transactions.first<{ id: number | null }>('SELECT MAX(id) AS id FROM recipients');
    const only = options.updateAllMatches
      ? ''
      : `AND NOT EXISTS (SELECT 1 FROM ${plan.matches} m WHERE m.row_no = s.row_no)`;
    for (let after = 0; after < Number(last?.id ?? 0); after += STEP) {
      if (stopping()) return false;
      await this.transactions.run(async () => {
        const at = { phase: 'checking', cursor: 0 } as const;
        const held = await this.queries.hold(importId, owner, at, this.clock.millis() + LEASE_MS);
        if (!held) throw new LeaseLost();
        await this.transactions.execute(
          `${this.transactions.dialect.insertIgnore} ${plan.matches} (row_no, recipient_id)
           SELECT s.row_no, ${options.updateAllMatches ? 'r.id' : 'MIN(r.id)'}
           FROM recipients r JOIN ${plan.table} s ON ${equal}
           WHERE r.id > ? AND r.id <= ? ${only} ${options.updateAllMatches ? '' : 'GROUP BY s.row_no'}`,
          [after, after + STEP],
        );
      });
      await this.transactions.giveWay();
    }
    return true;
  }
}
