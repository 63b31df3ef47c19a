import { Injectable } from '@nestjs/common';
import type { EncodedRows } from '../../../core/database/row-encoding.js';
import { Transactions } from '../../../core/database/transactions.js';
import { MATCHES, ROWS, type RowState, type StagedColumn, type StagingPlan } from './staging-plan.js';

/** Tables that belong to one import: its rows, and where needed the recipients they meet. */
@Injectable()
export class StagingTable {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Unless they are there: rows come with the place in the file in one transaction, so what is there is right, and
   * a worker that lost the import takes nothing from the next one. Never inside a transaction: MariaDB commits at
   * every DDL.
   */
  async create(plan: StagingPlan): Promise<void> {
    const { ddl } = this.transactions.dialect;
    const columns = plan.columns.map(({ staged, ddl: type }) => `${staged} ${type} NULL`);
    await this.transactions.alter(
      `CREATE TABLE IF NOT EXISTS ${plan.table} (row_no ${ddl.reference} NOT NULL, line ${ddl.reference} NOT NULL,
       state ${ddl.boolean} NOT NULL DEFAULT 0, ${columns.join(', ')}, PRIMARY KEY (row_no)) ${ddl.tableOptions}`,
    );
    if (plan.match === 'table') {
      await this.transactions.alter(
        `CREATE TABLE IF NOT EXISTS ${plan.matches} (row_no ${ddl.reference} NOT NULL, recipient_id ${ddl.reference} NOT NULL,
         PRIMARY KEY (row_no, recipient_id)) ${ddl.tableOptions}`,
      );
      await this.transactions.alter(
        `CREATE INDEX IF NOT EXISTS ix_${plan.matches} ON ${plan.matches} (recipient_id)`,
      );
    }
  }

  /** By which rows with the same key, or of one recipient, are found. Made once the rows are there. */
  async index(plan: StagingPlan): Promise<void> {
    await this.addIndex(plan, 'key', plan.keys);
    if (plan.email && !plan.keys.includes(plan.email)) await this.addIndex(plan, 'email', [plan.email]);
  }

  /** Removes what an import staged. */
  async forget(importId: number): Promise<void> {
    for (const name of [ROWS, MATCHES])
      await this.transactions.alter(`DROP TABLE IF EXISTS ${name}${importId}`);
  }

  async load(plan: StagingPlan, rows: EncodedRows): Promise<void> {
    const columns = ['row_no', 'line', ...plan.columns.map(({ staged }) => staged)];
    await this.transactions.bulkLoad(plan.table, columns, rows);
  }

  /** Inside a transaction. */
  async mark(
    plan: StagingPlan,
    rows: readonly number[],
    state: (typeof RowState)[keyof typeof RowState],
  ): Promise<void> {
    for (let start = 0; start < rows.length; start += 1000) {
      const part = rows.slice(start, start + 1000);
      await this.transactions.execute(
        `UPDATE ${plan.table} SET state = ? WHERE row_no IN (${part.map(() => '?').join(', ')})`,
        [state, ...part],
      );
    }
  }

  private async addIndex(plan: StagingPlan, name: string, columns: readonly StagedColumn[]): Promise<void> {
    const parts = columns.map(({ staged, long }) => this.transactions.dialect.indexPart(staged, long));
    await this.transactions.alter(
      `CREATE INDEX IF NOT EXISTS ix_${plan.table}_${name} ON ${plan.table} (${parts.join(', ')})`,
    );
  }
}
