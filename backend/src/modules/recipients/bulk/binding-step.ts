import { Injectable } from '@nestjs/common';
import { UserStatus, UserType } from '../../../contract/recipients/codes.js';
import { Clock } from '../../../core/clock/clock.js';
import { Transactions, type Parameter } from '../../../core/database/transactions.js';
import { ACTIVITY_COLUMNS, ActivityKind } from '../../../core/events/activity.js';
import { BlocklistService } from '../blocklist.service.js';
import type { Condition } from '../recipient-filter.js';
import { marks } from '../recipient-columns.js';
import type { BindingChange, StepResult } from './bulk-job.js';

/** Sets status and type of many recipients in one list, set-based. */
@Injectable()
export class BindingStep {
  constructor(
    private readonly transactions: Transactions,
    private readonly blocklist: BlocklistService,
    private readonly clock: Clock,
  ) {}

  /**
   * What becomes of each of `recipients r LEFT JOIN bindings b`: `same`, a reason to leave it out, or `change`.
   * Nobody who left by themselves or is on the blocklist is made active by the hundred.
   */
  outcome({ status, userType }: BindingChange): Condition {
    const parameters: Parameter[] = [status];
    let same = 'b.status = ?';
    if (userType !== undefined) {
      same += ' AND b.user_type = ?';
      parameters.push(userType);
    }
    if (status !== UserStatus.Active) {
      return { sql: `CASE WHEN ${same} THEN 'same' ELSE 'change' END`, parameters };
    }
    return {
      sql: `CASE WHEN ${same} THEN 'same'
        WHEN b.status = ${UserStatus.UserOut} THEN 'opted-out'
        WHEN ${this.blocklist.condition('r')} THEN 'blocklisted' ELSE 'change' END`,
      parameters,
    };
  }

  /** Inside a transaction. @param remark how it came about */
  async run(
    ids: readonly number[],
    change: BindingChange,
    dataSourceId: number,
    remark: string,
  ): Promise<StepResult> {
    const outcome = this.outcome(change);
    const { mailingListId, status, userType } = change;
    const join = `FROM recipients r LEFT JOIN bindings b
      ON b.recipient_id = r.id AND b.mailing_list_id = ? AND b.media_type = 0`;
    const rows = await this.transactions.query<{ id: number; outcome: string }>(
      `SELECT r.id, ${outcome.sql} AS outcome ${join} WHERE r.id IN (${marks(ids)})`,
      [...outcome.parameters, mailingListId, ...ids],
    );
    const skipped: Record<string, number> = {};
    for (const row of rows) {
      if (row.outcome === 'change' || row.outcome === 'same') continue;
      skipped[row.outcome] = (skipped[row.outcome] ?? 0) + 1;
    }
    const changing = rows.filter((row) => row.outcome === 'change').map(({ id }) => Number(id));
    if (changing.length === 0) return { lookedAt: ids.length, changed: 0, skipped };

    const now = this.clock.millis();
    const chosen = `r.id IN (${marks(changing)})`;
    const type = userType === undefined ? `COALESCE(b.user_type, '${UserType.World}')` : `'${userType}'`;
    await this.transactions.execute(
      `INSERT INTO binding_changes (data_source_id, recipient_id, mailing_list_id, at, old_status, old_user_type,
         old_remark, new_status, new_user_type)
       SELECT ?, r.id, ?, ?, b.status, b.user_type, b.remark, ?, ${type} ${join} WHERE ${chosen}`,
      [dataSourceId, mailingListId, now, status, mailingListId, ...changing],
    );
    const kind =
      status === UserStatus.Active
        ? `CASE WHEN b.status = ${UserStatus.Active} THEN ${ActivityKind.bindingChanged} ELSE ${ActivityKind.subscribed} END`
        : status === UserStatus.AdminOut || status === UserStatus.UserOut
          ? `CASE WHEN b.status = ${UserStatus.Active} THEN ${ActivityKind.unsubscribed} ELSE ${ActivityKind.bindingChanged} END`
          : String(ActivityKind.bindingChanged);
    await this.transactions.execute(
      `INSERT INTO activity (${ACTIVITY_COLUMNS.join(', ')})
       SELECT ?, ${kind}, r.id, 0, 0, 0, ?, JSON_OBJECT('oldStatus', b.status, 'newStatus', ?,
         'oldUserType', b.user_type, 'userType', ${type}, 'remark', ?) ${join} WHERE ${chosen}`,
      [now, mailingListId, status, remark, mailingListId, ...changing],
    );
    const typeColumn = userType === undefined ? '' : 'user_type = ?, ';
    await this.transactions.execute(
      `UPDATE bindings SET ${typeColumn}status = ?, remark = ?, exit_mailing_id = NULL, updated_at = ?
       WHERE mailing_list_id = ? AND media_type = 0 AND recipient_id IN (${marks(changing)})`,
      [...(userType === undefined ? [] : [userType]), status, remark, now, mailingListId, ...changing],
    );
    await this.transactions.execute(
      `INSERT INTO bindings (recipient_id, mailing_list_id, media_type, user_type, status, remark, created_at, updated_at)
       SELECT r.id, ?, 0, ?, ?, ?, ?, ? ${join} WHERE b.recipient_id IS NULL AND ${chosen}`,
      [
        mailingListId, userType ?? UserType.World, status, remark, now, now, mailingListId, ...changing,
      ], // prettier-ignore
    );
    return { lookedAt: ids.length, changed: changing.length, skipped };
  }
}
