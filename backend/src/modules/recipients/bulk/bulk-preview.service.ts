import { Injectable } from '@nestjs/common';
import { Transactions } from '../../../core/database/transactions.js';
import { ProfileFieldRegistry } from '../profile-field.registry.js';
import type { Condition } from '../recipient-filter.js';
import { BindingStep } from './binding-step.js';
import type { BulkOrder, Selection } from './bulk-job.js';
import { hasAll, readEdit } from './edit-values.js';
import { Selections } from './selections.js';

/** Recipients looked at by one statement: SQLite answers it within some ten milliseconds. */
const WINDOW = 20_000;

/** What a bulk operation would do, counted person by person. */
export interface BulkPreview {
  readonly recipients: number;
  readonly willChange: number;
  readonly unchanged: number;
  readonly skipped: Readonly<Record<string, number>>;
}

@Injectable()
export class BulkPreviewService {
  constructor(
    private readonly transactions: Transactions,
    private readonly selections: Selections,
    private readonly fields: ProfileFieldRegistry,
    private readonly binding: BindingStep,
  ) {}

  /** How many recipients a selection means: exactly, whatever the number. */
  async count(selection: Selection): Promise<number> {
    const counts = await this.outcomes(selection, { sql: "'change'", parameters: [] }, null);
    return sum(counts);
  }

  /** @param order checked */
  async preview(order: BulkOrder): Promise<BulkPreview> {
    const mailingListId = order.binding?.mailingListId ?? null;
    const counts = await this.outcomes(order.selection, await this.outcomeOf(order), mailingListId);
    const { change = 0, wait = 0, same = 0, ...skipped } = counts;
    return { recipients: sum(counts), willChange: change + wait, unchanged: same, skipped };
  }

  private async outcomeOf({ kind, set, binding }: BulkOrder): Promise<Condition> {
    if (kind === 'edit') {
      const fields = await this.fields.all();
      const same = hasAll(readEdit(set ?? {}, fields), fields, this.transactions.dialect);
      return { sql: `CASE WHEN ${same.sql} THEN 'same' ELSE 'change' END`, parameters: same.parameters };
    }
    if (kind === 'binding' && binding) return this.binding.outcome(binding);
    return { sql: "'change'", parameters: [] };
  }

  /** A stretch of ids at a time, so that neither the database nor this process is held up. */
  private async outcomes(
    selection: Selection,
    outcome: Condition,
    mailingListId: number | null,
  ): Promise<Record<string, number>> {
    const counts: Record<string, number> = {};
    const end = await this.selections.end(selection);
    const join =
      mailingListId === null
        ? ''
        : 'LEFT JOIN bindings b ON b.recipient_id = r.id AND b.mailing_list_id = ? AND b.media_type = 0';
    const condition = await this.selections.condition(selection);
    for (let after = 0; ;) {
      const window = await this.selections.window(selection, after, end, WINDOW);
      if (!window) return counts;
      const rows = await this.transactions.query<{ outcome: string; n: number }>(
        `SELECT ${outcome.sql} AS outcome, COUNT(*) AS n FROM recipients r ${join}
         WHERE r.id > ? AND r.id <= ? AND ${condition.sql} GROUP BY outcome`,
        [
          ...outcome.parameters,
          ...(mailingListId === null ? [] : [mailingListId]),
          window.after,
          window.upTo,
          ...condition.parameters,
        ],
      );
      for (const row of rows) counts[row.outcome] = (counts[row.outcome] ?? 0) + Number(row.n);
      after = window.upTo;
      await this.transactions.giveWay();
    }
  }
}

function sum(counts: Readonly<Record<string, number>>): number {
  return Object.values(counts).reduce((total, n) => total + n, 0);
}
